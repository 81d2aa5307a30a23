-- Events, the people who speak at them and come to them, and the companies that they come from.

CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;

CREATE TABLE companies (
    id         UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    name       TEXT NOT NULL UNIQUE CHECK (name <> ''),
    website    TEXT,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE people (
    id         UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    -- The user's identifier in Cognito, for those who can log in.
    subject    UUID UNIQUE,
    email      CITEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL CHECK (name <> ''),
    company_id UUID REFERENCES companies (id) ON DELETE SET NULL,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX people_company ON people (company_id);

CREATE TABLE events (
    id         UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    -- BATbern's events are counted: the 60th is number 60.
    number     INTEGER NOT NULL UNIQUE CHECK (number > 0),
    title      TEXT NOT NULL CHECK (title <> ''),
    held_on    DATE NOT NULL,
    venue      TEXT,
    capacity   INTEGER CHECK (capacity > 0),
    status     TEXT NOT NULL DEFAULT 'planned' CHECK (status IN ('planned', 'published', 'held', 'cancelled')),
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
