-- What staff put on enquiries: what follows from their events, for lists that ask for one label.
CREATE TABLE enquiry_label (
  label_id TEXT NOT NULL,
  enquiry_id TEXT NOT NULL,
  PRIMARY KEY (label_id, enquiry_id)
) STRICT, WITHOUT ROWID;
