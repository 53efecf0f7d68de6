-- How the owner's backend proves who visitors are. The secret follows from the salt and the deployment's own.
CREATE TABLE identity (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  salt TEXT,
  made_at_ms INTEGER,
  made_by TEXT,
  former_salt TEXT,
  former_until_ms INTEGER,
  verified_at_ms INTEGER,
  refused_at_ms INTEGER,
  refused_for TEXT
) STRICT;
INSERT INTO identity (one) VALUES (1);
