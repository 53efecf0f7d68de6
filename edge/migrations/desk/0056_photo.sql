-- Whether there is a picture of them, as their messaging service gave it.
ALTER TABLE contact ADD COLUMN photo INTEGER NOT NULL DEFAULT 0;
