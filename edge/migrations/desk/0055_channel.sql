-- Social accounts that are connected. What proves that they are the service's is with each account's own object.
CREATE TABLE channel (
  account TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  tag_id TEXT NOT NULL,
  is_on INTEGER NOT NULL,
  made_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
