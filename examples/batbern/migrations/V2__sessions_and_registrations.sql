-- What is on the programme, who gives it, who has registered, and who pays for the coffee.

CREATE TABLE sessions (
    id       UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    event_id UUID NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    title    TEXT NOT NULL CHECK (title <> ''),
    abstract TEXT,
    language TEXT NOT NULL DEFAULT 'de' CHECK (language IN ('de', 'en', 'fr')),
    starts   TIMESTAMPTZ,
    ends     TIMESTAMPTZ,
    CHECK (starts < ends)
);

CREATE INDEX sessions_event ON sessions (event_id, starts);

CREATE TABLE session_speakers (
    session_id UUID NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    person_id  UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    PRIMARY KEY (session_id, person_id)
);

CREATE INDEX session_speakers_person ON session_speakers (person_id);

CREATE TABLE registrations (
    event_id      UUID NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    person_id     UUID NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    status        TEXT NOT NULL DEFAULT 'confirmed' CHECK (status IN ('confirmed', 'waiting', 'cancelled')),
    registered_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (event_id, person_id)
);

CREATE INDEX registrations_person ON registrations (person_id);

CREATE TABLE partners (
    event_id   UUID NOT NULL REFERENCES events (id) ON DELETE CASCADE,
    company_id UUID NOT NULL REFERENCES companies (id) ON DELETE CASCADE,
    level      TEXT NOT NULL CHECK (level IN ('gold', 'silver', 'bronze')),
    PRIMARY KEY (event_id, company_id)
);
