-- What one target is owed is looked for each time that something was sent.
CREATE INDEX owed_target ON owed (target, id);
