-- Spaces and direct chats of staff; `pair` finds the direct chat of two people again.
CREATE TABLE space (
  id TEXT PRIMARY KEY,
  words TEXT NOT NULL, -- what it is, as JSON
  pair TEXT UNIQUE,
  made_by TEXT NOT NULL,
  is_public INTEGER NOT NULL,
  made_at_ms INTEGER NOT NULL,
  said TEXT -- the last message, as JSON
) STRICT, WITHOUT ROWID;

-- Who is in one, and how far they read, as its room reported last.
CREATE TABLE space_member (
  space_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  manages INTEGER NOT NULL DEFAULT 0,
  muted INTEGER NOT NULL DEFAULT 0,
  read INTEGER NOT NULL DEFAULT 0,
  mentions INTEGER NOT NULL DEFAULT 0,
  report INTEGER NOT NULL DEFAULT 0, -- the number of that report
  PRIMARY KEY (space_id, staff_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX space_member_staff ON space_member (staff_id);
