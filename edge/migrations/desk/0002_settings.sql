-- One row, from set-up on.
CREATE TABLE service (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  slug TEXT NOT NULL,
  made_at_ms INTEGER NOT NULL
) STRICT;

-- Everything that an owner sets up. `place` orders the items of a kind.
CREATE TABLE item (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  place INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  settings TEXT NOT NULL, -- JSON
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- Who changed what of it, and when. The oldest are forgotten.
CREATE TABLE change (
  change INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  staff_name TEXT NOT NULL, -- as it was then
  steps TEXT NOT NULL, -- JSON
  undoes INTEGER
) STRICT;
