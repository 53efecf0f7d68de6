-- Addresses of the owner's programs that are told what happens.
CREATE TABLE hook (
  id TEXT PRIMARY KEY,
  address TEXT NOT NULL,
  topics TEXT NOT NULL, -- JSON
  texts INTEGER NOT NULL,
  is_on INTEGER NOT NULL,
  salt TEXT NOT NULL, -- from which the secret follows, with the deployment's
  former_salt TEXT,
  former_until_ms INTEGER,
  made_at_ms INTEGER NOT NULL,
  since_ms INTEGER NOT NULL, -- what was said before is not told
  gave_up_at_ms INTEGER,
  taken_at_ms INTEGER,
  failed_at_ms INTEGER
) STRICT, WITHOUT ROWID;

-- What each was told, or is to be told.
CREATE TABLE hook_delivery (
  delivery INTEGER PRIMARY KEY,
  hook_id TEXT NOT NULL REFERENCES hook (id) ON DELETE CASCADE,
  event_id TEXT NOT NULL,
  topic TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL, -- waiting, taken or given_up
  since_ms INTEGER NOT NULL,
  since_tries INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  next_at_ms INTEGER NOT NULL,
  tried_at_ms INTEGER,
  outcome TEXT,
  status INTEGER,
  took_ms INTEGER,
  answer TEXT
) STRICT;

CREATE INDEX hook_delivery_of ON hook_delivery (hook_id, delivery);
CREATE INDEX hook_delivery_waiting ON hook_delivery (hook_id, next_at_ms) WHERE state = 'waiting';

-- Rooms that have something new for hooks, and how far each was read.
CREATE TABLE hook_room (
  enquiry_id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL DEFAULT 0, -- the last entry that was read
  wishes INTEGER NOT NULL DEFAULT 0, -- rises with each report
  tries INTEGER NOT NULL DEFAULT 0,
  next_at_ms INTEGER -- none if nothing is to be read
) STRICT, WITHOUT ROWID;

CREATE INDEX hook_room_due ON hook_room (next_at_ms) WHERE next_at_ms IS NOT NULL;
