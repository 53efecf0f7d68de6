-- What an enquiry was passed on to last, the id of a tag or of a person, and before that: for who may read it once it is
-- closed.
ALTER TABLE enquiry ADD COLUMN passed TEXT;
ALTER TABLE enquiry ADD COLUMN passed_before TEXT;

-- Who of the staff is in the room of an enquiry beside its owner, or was when it was closed.
CREATE TABLE guest (
  enquiry_id TEXT NOT NULL,
  staff_id TEXT NOT NULL,
  PRIMARY KEY (staff_id, enquiry_id)
) STRICT, WITHOUT ROWID;
