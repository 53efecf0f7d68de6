-- The account. `sealed` holds its secrets and its token, encrypted.
CREATE TABLE account (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  kind TEXT NOT NULL,
  is_on INTEGER NOT NULL,
  language TEXT NOT NULL,
  origin TEXT NOT NULL,
  fields TEXT NOT NULL,
  sealed TEXT NOT NULL,
  problem TEXT,
  token TEXT,
  token_until_ms INTEGER
) STRICT;

-- People who wrote, with the room in which they are heard now.
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  visitor TEXT NOT NULL UNIQUE,
  name TEXT,
  language TEXT,
  asked_at_ms INTEGER,
  wish TEXT,
  enquiry TEXT,
  former TEXT,
  talk TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Other ids of theirs.
CREATE TABLE alias (alias TEXT PRIMARY KEY, person TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Every room that they ever had.
CREATE TABLE room (enquiry TEXT PRIMARY KEY, person TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What came. Its body goes once it is done; its key stays for as long as it may come again.
CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  lane TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  came_at_ms INTEGER NOT NULL,
  body TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX event_waiting ON event (lane, at_ms, id) WHERE body IS NOT NULL;
CREATE INDEX event_came ON event (came_at_ms);

-- Where in which room a message of the service stands.
CREATE TABLE said (
  external TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  enquiry TEXT NOT NULL,
  seq INTEGER NOT NULL,
  message TEXT,
  ours INTEGER NOT NULL,
  quote_token TEXT,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX said_message ON said (message);
CREATE INDEX said_person ON said (person, at_ms);

-- What is to be brought to people.
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  enquiry TEXT NOT NULL,
  seq INTEGER NOT NULL,
  person TEXT NOT NULL,
  body TEXT NOT NULL,
  parts TEXT,
  part INTEGER NOT NULL DEFAULT 0,
  key TEXT NOT NULL,
  uploaded TEXT,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  renewed INTEGER NOT NULL DEFAULT 0,
  first_at_ms INTEGER,
  next_at_ms INTEGER NOT NULL,
  UNIQUE (enquiry, seq)
) STRICT;
CREATE INDEX delivery_waiting ON delivery (person, id) WHERE state <> 'done';
