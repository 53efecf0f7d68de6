-- One row, from set-up on.
CREATE TABLE service (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  slug TEXT NOT NULL,
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  languages TEXT NOT NULL, -- JSON, the first one by default
  sites TEXT NOT NULL, -- JSON
  show_online INTEGER NOT NULL,
  made_at_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE tag (
  id TEXT PRIMARY KEY,
  place INTEGER NOT NULL,
  handle TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  description TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE destination (
  id TEXT PRIMARY KEY,
  tag_id TEXT NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  staff TEXT NOT NULL, -- JSON
  wait_s INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
