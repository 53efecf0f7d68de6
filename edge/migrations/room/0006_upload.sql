-- The files of the room: what its sender told of each (JSON), and where it is in its life: coming, shared or gone. Whose it is,
-- is null for the visitor; when something is to be done about it.
CREATE TABLE file (
    file TEXT PRIMARY KEY,
    staff TEXT,
    asked TEXT NOT NULL,
    begun_at_ms INTEGER NOT NULL,
    state TEXT NOT NULL,
    upload TEXT,
    due_at_ms INTEGER
) STRICT;

CREATE INDEX file_due ON file (due_at_ms) WHERE due_at_ms IS NOT NULL;

-- Which parts of those that are coming are in the bucket, with its mark of each.
CREATE TABLE file_part (
    file TEXT NOT NULL,
    part INTEGER NOT NULL,
    mark TEXT NOT NULL,
    PRIMARY KEY (file, part)
) STRICT, WITHOUT ROWID;
