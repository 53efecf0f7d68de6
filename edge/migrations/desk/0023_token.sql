-- Tokens of programs. A row outlives its token: what it wrote keeps its name.
CREATE TABLE token (
  id TEXT PRIMARY KEY,
  staff_id TEXT NOT NULL UNIQUE, -- who it acts as
  name TEXT NOT NULL,
  scopes TEXT NOT NULL, -- JSON
  secret_hash TEXT NOT NULL,
  hint TEXT NOT NULL,
  made_by TEXT NOT NULL, -- name then
  made_at_ms INTEGER NOT NULL,
  ends_at_ms INTEGER,
  used_at_ms INTEGER, -- the first moment of a day
  over INTEGER NOT NULL DEFAULT 0, -- it has ended, and what was its own is others' now
  revoked INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- What programs do is noted as what people do, and they aren't in the table of these.
CREATE TABLE change_anew (
  change INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  staff_id TEXT NOT NULL, -- or of a program
  staff_name TEXT NOT NULL, -- as it was then
  steps TEXT NOT NULL, -- JSON
  undoes INTEGER
) STRICT;
INSERT INTO change_anew SELECT change, at_ms, staff_id, staff_name, steps, undoes FROM change;
DROP TABLE change;
ALTER TABLE change_anew RENAME TO change;

CREATE TABLE invitation_anew (
  id TEXT PRIMARY KEY,
  secret_hash TEXT NOT NULL UNIQUE,
  email TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  -- Who answers for it: it is good as long as they may give the role. A person, or a program.
  invited_by TEXT NOT NULL,
  expires_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO invitation_anew SELECT id, secret_hash, email, role, invited_by, expires_at_ms FROM invitation;
DROP TABLE invitation;
ALTER TABLE invitation_anew RENAME TO invitation;
