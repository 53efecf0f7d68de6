-- What the visitor was called for last, while they looked elsewhere.
ALTER TABLE room ADD COLUMN called INTEGER NOT NULL DEFAULT 0;
