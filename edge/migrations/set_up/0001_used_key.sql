-- Set-up keys that made a service, or were about to. Kept as SHA-256, in hexadecimal digits.
CREATE TABLE used_key (
  key_hash TEXT PRIMARY KEY,
  service TEXT NOT NULL
) STRICT, WITHOUT ROWID;
