-- Browsers that staff want to be woken in. One for each session, and gone with it.
CREATE TABLE push_device (
  session_id TEXT PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
  staff_id TEXT NOT NULL,
  endpoint TEXT NOT NULL UNIQUE,
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL,
  language TEXT NOT NULL,
  contact TEXT NOT NULL, -- address of this deployment, for the push service
  stays_available INTEGER NOT NULL, -- whether its owner counts as there while the dashboard is closed
  since_ms INTEGER NOT NULL,
  last_at_ms INTEGER,
  last TEXT -- the outcome then
) STRICT, WITHOUT ROWID;

CREATE INDEX push_device_of ON push_device (staff_id);
