-- Where an answer goes to, if that isn't the id by which they are known: the service may give them another one.
ALTER TABLE person ADD COLUMN address TEXT;
-- When a genuine call came last.
ALTER TABLE account ADD COLUMN heard_at_ms INTEGER;
-- The secrets from before the last change, sealed, and until when calls that they prove are heard.
ALTER TABLE account ADD COLUMN former TEXT;
ALTER TABLE account ADD COLUMN former_until_ms INTEGER;
-- How what we can't read looked, for as long as its key is kept: for who teaches us to read it.
ALTER TABLE event ADD COLUMN raw TEXT;
