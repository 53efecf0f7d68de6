-- When a token by the newest secret was last found right.
ALTER TABLE identity ADD COLUMN used_at_ms INTEGER;
