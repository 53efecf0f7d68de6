-- One row: what the room was opened with, and what changes beside its log.
CREATE TABLE room (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    opened TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    visitor_delivered INTEGER NOT NULL DEFAULT 0,
    visitor_read INTEGER NOT NULL DEFAULT 0,
    staff_delivered INTEGER NOT NULL DEFAULT 0,
    staff_read INTEGER NOT NULL DEFAULT 0,
    page TEXT,
    report INTEGER NOT NULL DEFAULT 0,
    reported_at_ms INTEGER,
    report_due_at_ms INTEGER
) STRICT;

-- The log. A message has a body, and its author's id if that is staff; everything else is a milestone, as JSON.
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    message TEXT,
    staff TEXT,
    body TEXT,
    milestone TEXT,
    CHECK ((body IS NULL) <> (milestone IS NULL))
) STRICT;

-- A message is kept once, however often it is sent.
CREATE UNIQUE INDEX entry_message ON entry (message) WHERE message IS NOT NULL;

-- A room that wakes reads these and not its whole log.
CREATE INDEX entry_milestone ON entry (seq) WHERE milestone IS NOT NULL;
