-- The programme of an event as the web site shows it. Flyway runs this file again whenever it changes.

CREATE OR REPLACE VIEW programme AS
SELECT e.number AS event,
       s.id     AS session_id,
       s.title,
       s.language,
       s.starts,
       s.ends,
       coalesce(array_agg(p.name ORDER BY p.name) FILTER (WHERE p.id IS NOT NULL), '{}') AS speakers
FROM events e
JOIN sessions s ON s.event_id = e.id
LEFT JOIN session_speakers ss ON ss.session_id = s.id
LEFT JOIN people p ON p.id = ss.person_id
WHERE e.status IN ('published', 'held')
GROUP BY e.number, s.id;
