-- What somebody speaks, as JSON; all that the service answers in, if none. And how often they were changed, so that nobody
-- overwrites what they haven't seen.
ALTER TABLE staff ADD COLUMN languages TEXT;
ALTER TABLE staff ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
