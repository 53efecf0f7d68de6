-- Of a Space: who is in it, how far each read, and which messages above that are for them by name.
CREATE TABLE member (
  staff_id TEXT PRIMARY KEY,
  card TEXT NOT NULL,
  read INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (
  staff_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (staff_id, seq)
) STRICT, WITHOUT ROWID;
