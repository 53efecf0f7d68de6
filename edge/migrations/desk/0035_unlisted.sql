-- Enquiries of which the Index is to be told how they are now; `place` rises, so that one that changes again comes again.
CREATE TABLE unlisted (
  place INTEGER PRIMARY KEY,
  enquiry_id TEXT NOT NULL UNIQUE
) STRICT;

-- All that there are, newest first: what is looked for is seldom old.
INSERT INTO unlisted (enquiry_id) SELECT id FROM enquiry ORDER BY raised_at_ms DESC;

-- For what is on one enquiry, and who is in its room.
CREATE INDEX enquiry_label_of ON enquiry_label (enquiry_id);
CREATE INDEX guest_of ON guest (enquiry_id);
