-- A note for staff is a milestone by its form. A room that wakes reads no more of them than the last.
ALTER TABLE entry ADD COLUMN note INTEGER NOT NULL DEFAULT 0;
DROP INDEX entry_milestone;
CREATE INDEX entry_milestone ON entry (note, seq) WHERE milestone IS NOT NULL;
