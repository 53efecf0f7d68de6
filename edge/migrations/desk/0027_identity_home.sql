-- The visitor that was made for whom the owner's backend signed: never one that a browser had before.
CREATE TABLE identity_home (
  sub TEXT PRIMARY KEY,
  visitor_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
