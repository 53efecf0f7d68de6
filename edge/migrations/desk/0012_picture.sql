-- Pictures in the bucket, by the name that a hash of what is in them gives. Counted, so that there are not too many.
CREATE TABLE picture (
  name TEXT PRIMARY KEY,
  staff_id TEXT NOT NULL, -- who sent it first
  size_bytes INTEGER NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
