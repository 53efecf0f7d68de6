-- Nobody who was proved until then is signed in any more.
ALTER TABLE identity ADD COLUMN ended_at_ms INTEGER;
