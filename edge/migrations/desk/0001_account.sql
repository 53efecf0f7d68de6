-- Who answers. A removed person keeps a row for the names in old enquiries, without account, handle or listing.
CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  handle TEXT UNIQUE,
  name TEXT NOT NULL,
  title TEXT,
  photo TEXT,
  role TEXT NOT NULL,
  listed INTEGER NOT NULL,
  email TEXT UNIQUE,
  password_hash TEXT,
  made_at_ms INTEGER NOT NULL,
  removed_at_ms INTEGER
) STRICT, WITHOUT ROWID;

-- Secrets are kept as SHA-256, in hexadecimal digits: who reads this table can't sign in with it.
CREATE TABLE session (
  id TEXT PRIMARY KEY,
  secret_hash TEXT NOT NULL UNIQUE,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  device TEXT NOT NULL,
  since_ms INTEGER NOT NULL,
  used_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE invitation (
  id TEXT PRIMARY KEY,
  secret_hash TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  -- Who answers for it: it is good as long as they may give the role.
  invited_by TEXT NOT NULL REFERENCES staff (id),
  expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Tries of passwords that did not succeed. `who` is a hash: of a network address, or of one and an e-mail address, known
-- or not.
CREATE TABLE tries (
  who TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  last_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The same of an e-mail address from everywhere, as the moment at which they are forgotten.
CREATE TABLE account_tries (
  account_hash TEXT PRIMARY KEY,
  full_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
