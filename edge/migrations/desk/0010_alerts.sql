-- What a browser's push service answered last, as an HTTP status, if it did.
ALTER TABLE push_device ADD COLUMN last_status INTEGER;

-- When somebody isn't woken, as JSON.
CREATE TABLE quiet_hours (
  staff_id TEXT PRIMARY KEY REFERENCES staff (id),
  hours TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Browsers in which visitors want to be notified while they look elsewhere.
CREATE TABLE visitor_push (
  id TEXT PRIMARY KEY, -- the hash of the endpoint
  visitor_id TEXT NOT NULL,
  endpoint TEXT NOT NULL,
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL,
  language TEXT NOT NULL,
  contact TEXT NOT NULL, -- address of this deployment, for the push service
  since_ms INTEGER NOT NULL, -- when it was asked for last
  last_at_ms INTEGER,
  last TEXT,
  last_status INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX visitor_push_of ON visitor_push (visitor_id);
CREATE INDEX visitor_push_since ON visitor_push (since_ms);
