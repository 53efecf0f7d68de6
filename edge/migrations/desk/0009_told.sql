-- What was answered in forms, for each enquiry: the newest of a field is what the contact told.
CREATE TABLE told (
  contact_id TEXT NOT NULL REFERENCES contact (id),
  field_id TEXT NOT NULL,
  enquiry_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  told TEXT NOT NULL, -- JSON
  PRIMARY KEY (contact_id, field_id, enquiry_id)
) STRICT, WITHOUT ROWID;

-- How often the room told of a form: what was left is taken once.
ALTER TABLE enquiry ADD COLUMN forms INTEGER NOT NULL DEFAULT 0;
