-- Entries that staff pinned.
CREATE TABLE pin (
  seq INTEGER PRIMARY KEY,
  staff_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;
