-- The call that runs, if there is one.
ALTER TABLE room ADD COLUMN call TEXT;
