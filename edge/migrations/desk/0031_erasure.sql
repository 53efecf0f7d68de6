-- Receipts of what was erased, as JSON, and how many deliveries of webhooks told of it before.
CREATE TABLE erasure (
  id TEXT PRIMARY KEY,
  contact_id TEXT,
  receipt TEXT NOT NULL,
  webhooks INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX erasure_contact ON erasure (contact_id) WHERE contact_id IS NOT NULL;

-- What each room held that was emptied for one, as JSON, and when it said so.
CREATE TABLE erasure_room (
  erasure_id TEXT NOT NULL REFERENCES erasure (id) ON DELETE CASCADE,
  enquiry_id TEXT NOT NULL,
  held TEXT,
  at_ms INTEGER,
  PRIMARY KEY (erasure_id, enquiry_id)
) STRICT, WITHOUT ROWID;

-- By whom an enquiry is.
CREATE INDEX IF NOT EXISTS enquiry_of_contact ON enquiry (contact_id);
