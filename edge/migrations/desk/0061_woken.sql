-- When whose an enquiry is was last woken because its visitor rings in its room.
ALTER TABLE enquiry ADD COLUMN woken_at_ms INTEGER;
