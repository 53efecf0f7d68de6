-- When a picture is deleted; not while something shows it.
ALTER TABLE picture ADD COLUMN goes_at_ms INTEGER;
CREATE INDEX picture_goes ON picture (goes_at_ms) WHERE goes_at_ms IS NOT NULL;
