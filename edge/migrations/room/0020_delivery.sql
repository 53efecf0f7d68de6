-- How far entries came on their way to the social account that the visitor writes to.
CREATE TABLE delivery (
  seq INTEGER PRIMARY KEY,
  state TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  problem TEXT
) STRICT;
