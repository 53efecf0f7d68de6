-- Who asks: one record for each visitor.
CREATE TABLE contact (
  id TEXT PRIMARY KEY,
  visitor_id TEXT NOT NULL UNIQUE,
  handle TEXT NOT NULL,
  name TEXT,
  email TEXT,
  phone TEXT,
  message TEXT,
  language TEXT,
  country TEXT,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What follows from an enquiry's events, for lists, and what its room told last. One row for each enquiry.
CREATE TABLE enquiry (
  id TEXT PRIMARY KEY,
  visitor_id TEXT NOT NULL,
  contact_id TEXT NOT NULL REFERENCES contact (id),
  tag_id TEXT, -- what was pressed: a tag
  staff_id TEXT, -- or a person
  phase TEXT NOT NULL,
  owner_id TEXT, -- whose it is, or was
  raised_at_ms INTEGER NOT NULL,
  changed_at_ms INTEGER NOT NULL,
  report INTEGER NOT NULL DEFAULT 0,
  visitor_said_at_ms INTEGER,
  preview TEXT, -- JSON
  unread INTEGER NOT NULL DEFAULT 0,
  page TEXT -- JSON
) STRICT, WITHOUT ROWID;

-- The Desk loads what runs when it wakes; the archive may be a thousand times as large.
CREATE INDEX enquiry_running ON enquiry (id) WHERE phase <> 'closed';
CREATE INDEX enquiry_closed ON enquiry (changed_at_ms, id) WHERE phase = 'closed';
CREATE INDEX enquiry_of_visitor ON enquiry (visitor_id, raised_at_ms);

-- The life of each enquiry, which is its trace too. Append-only.
CREATE TABLE enquiry_event (
  enquiry_id TEXT NOT NULL,
  place INTEGER NOT NULL,
  at_ms INTEGER NOT NULL,
  event TEXT NOT NULL, -- JSON
  PRIMARY KEY (enquiry_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE availability (
  staff_id TEXT PRIMARY KEY,
  chosen TEXT NOT NULL,
  connected INTEGER NOT NULL,
  leaving_until_ms INTEGER,
  wakeable INTEGER NOT NULL DEFAULT 0,
  availability TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Seats in rooms that were given out and may still be taken: ended when the session ends or the person is removed.
CREATE TABLE seat (
  staff_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  enquiry_id TEXT NOT NULL,
  until_ms INTEGER NOT NULL,
  PRIMARY KEY (staff_id, session_id, enquiry_id)
) STRICT, WITHOUT ROWID;

-- What is counted for ever, so that numbers only rise.
CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counter VALUES ('orders_to_rooms', 0), ('directory_changes', 0);
