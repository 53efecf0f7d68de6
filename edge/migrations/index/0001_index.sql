-- The enquiries of the service. `number` is when it was raised, times 1024, and a number within that millisecond: what is
-- found comes out of the full text index in this order, newest first, without being sorted.
CREATE TABLE enquiry (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  listed TEXT, -- what the Desk told of it last, as JSON; none before it did
  marks TEXT NOT NULL DEFAULT '',
  -- How far its room's log was read, how far it is known to go, and when it is to be read on.
  read_to INTEGER NOT NULL DEFAULT 0,
  wanted INTEGER NOT NULL DEFAULT 0,
  due_at_ms INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  -- It was there before it was known here: rooms in which people talk now go first.
  is_old INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX enquiry_due ON enquiry (is_old, due_at_ms) WHERE due_at_ms IS NOT NULL;

-- What was said, as it is now. `id` is made like `number` above.
CREATE TABLE said (
  id INTEGER PRIMARY KEY,
  enquiry INTEGER NOT NULL REFERENCES enquiry (number),
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  message TEXT, -- of a file, which goes by its message's id
  staff TEXT,
  body TEXT NOT NULL,
  UNIQUE (enquiry, seq)
) STRICT;

-- Words and marks as shared/src/search makes them: nothing is left to the tokenizer but to part them at spaces. A single
-- character of Chinese or Japanese is a beginning of one, and so is what somebody is just typing.
CREATE VIRTUAL TABLE said_words USING fts5(
  words, marks, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3'
);
CREATE VIRTUAL TABLE people_words USING fts5(
  words, marks, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3'
);

-- Erased: what is still on its way of these is thrown away.
CREATE TABLE forgotten (
  id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
