-- What this object owes others: sent in the order of id for each target, and deleted once taken.
CREATE TABLE owed (
    id INTEGER PRIMARY KEY,
    target TEXT NOT NULL,
    path TEXT NOT NULL,
    body TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at_ms INTEGER NOT NULL
) STRICT;
