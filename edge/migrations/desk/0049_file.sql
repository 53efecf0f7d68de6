-- Files that lie in rooms, as those told of them; which kind each is and what it is called also stands in its card (JSON).
CREATE TABLE file (
  file_id TEXT PRIMARY KEY,
  enquiry_id TEXT NOT NULL,
  staff_id TEXT, -- who sent it; null is the visitor
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  card TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX file_at ON file (at_ms, file_id);
CREATE INDEX file_of_enquiry ON file (enquiry_id);

-- How much that is, by kind: kept with every row, so that nobody adds it up.
CREATE TABLE file_use (
  kind TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER file_comes AFTER INSERT ON file BEGIN
  INSERT INTO file_use (kind, count, bytes) VALUES (NEW.kind, 1, NEW.bytes)
    ON CONFLICT (kind) DO UPDATE SET count = count + 1, bytes = bytes + excluded.bytes;
END;

CREATE TRIGGER file_goes AFTER DELETE ON file BEGIN
  UPDATE file_use SET count = count - 1, bytes = bytes - OLD.bytes WHERE kind = OLD.kind;
END;

-- What visitors began to send within the last hour, to whatever room.
CREATE TABLE sent (
  file_id TEXT PRIMARY KEY,
  visitor_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sent_of ON sent (visitor_id, at_ms);
CREATE INDEX sent_at ON sent (at_ms);
