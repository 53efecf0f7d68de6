-- What an entry came by on its way to the visitor's social account, as JSON; none for those from before.
ALTER TABLE delivery ADD COLUMN steps TEXT;
