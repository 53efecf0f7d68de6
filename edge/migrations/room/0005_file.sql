-- A shared file stands where a message would: its name is the body, and its card lies here, as JSON.
ALTER TABLE entry ADD COLUMN file TEXT;
