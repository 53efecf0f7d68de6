-- Notes that somebody hasn't seen, each as JSON.
CREATE TABLE mention (
  staff_id TEXT NOT NULL,
  enquiry_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  mention TEXT NOT NULL,
  PRIMARY KEY (staff_id, enquiry_id, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX mention_enquiry ON mention (enquiry_id);
