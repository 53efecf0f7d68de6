-- A contact is what one browser is known by; contacts of one person lead to the same one.
ALTER TABLE contact ADD COLUMN person_id TEXT; -- the contact that stands for the person: itself, if it was not merged
ALTER TABLE contact ADD COLUMN merged_into TEXT;
ALTER TABLE contact ADD COLUMN merged TEXT; -- JSON: when, by whom and why
ALTER TABLE contact ADD COLUMN written TEXT; -- JSON: what staff wrote
ALTER TABLE contact ADD COLUMN verified TEXT; -- JSON: what the owner's backend signed
ALTER TABLE contact ADD COLUMN verified_id TEXT; -- whom it signed it for
ALTER TABLE contact ADD COLUMN verified_at_ms INTEGER; -- since when
ALTER TABLE contact ADD COLUMN stamp INTEGER NOT NULL DEFAULT 0; -- the count of changes of contacts when this one was changed
-- Of the one that stands for the person:
ALTER TABLE contact ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
ALTER TABLE contact ADD COLUMN last_seen_ms INTEGER NOT NULL DEFAULT 0;

CREATE INDEX enquiry_of_contact ON enquiry (contact_id, raised_at_ms);

UPDATE contact SET person_id = id, sort_name = LOWER(COALESCE(name, handle)), last_seen_ms = COALESCE(
  (SELECT MAX(MAX(raised_at_ms, COALESCE(visitor_said_at_ms, 0))) FROM enquiry WHERE contact_id = contact.id), 0);

CREATE INDEX contact_of_person ON contact (person_id);
CREATE INDEX contact_verified ON contact (verified_id) WHERE verified_id IS NOT NULL;
CREATE INDEX contact_seen ON contact (last_seen_ms, id) WHERE merged_into IS NULL;
CREATE INDEX contact_named ON contact (sort_name, id) WHERE merged_into IS NULL;

-- What contacts are found by: names and each word of them, e-mail addresses, digits of phone numbers.
CREATE TABLE contact_key (
  text TEXT NOT NULL,
  kind TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  PRIMARY KEY (text, kind, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_key_of ON contact_key (contact_id);

-- Contacts of before, whose keys and place in lists are yet to be worked out: SQL knows neither words nor letters beyond ASCII.
CREATE TABLE contact_unkeyed (
  contact_id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO contact_unkeyed (contact_id) SELECT id FROM contact;

-- Two contacts of whom somebody said that they are two people. The lesser id stands first.
CREATE TABLE contact_apart (
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_note (
  id TEXT PRIMARY KEY,
  contact_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  by_id TEXT NOT NULL,
  by_name TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_note_of ON contact_note (contact_id, at_ms);

INSERT INTO counter VALUES ('contact_changes', 0);
