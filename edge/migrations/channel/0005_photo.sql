-- Whether their picture was kept.
ALTER TABLE person ADD COLUMN photo INTEGER NOT NULL DEFAULT 0;
