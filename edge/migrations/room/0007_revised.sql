-- What a message or note quotes, by its number; whether its words were edited (1) or recalled (2) since; and of a change,
-- which entry it changed. `note` marks what a room that wakes needs only the last of: notes, and these changes.
ALTER TABLE entry ADD COLUMN quote INTEGER;
ALTER TABLE entry ADD COLUMN revised INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN revises INTEGER;
