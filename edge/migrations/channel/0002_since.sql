-- Since when the account is connected here; long ago for those from before.
ALTER TABLE account ADD COLUMN since_ms INTEGER NOT NULL DEFAULT 0;
