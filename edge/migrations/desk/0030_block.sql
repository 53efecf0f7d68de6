-- From which network each visitor raised an enquiry last, as a keyed hash; forgotten after a month.
CREATE TABLE network (
  visitor_id TEXT PRIMARY KEY,
  hash TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX network_at ON network (at_ms);

-- Visitors who aren't heard, or weren't: who did it and why is in the JSON.
CREATE TABLE block (
  id TEXT PRIMARY KEY,
  contact_id TEXT,
  network TEXT, -- a keyed hash, of one that is for a whole network
  block TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX block_contact ON block (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX block_network ON block (network) WHERE network IS NOT NULL;
