-- Canned responses: without staff, the service's; else that person's own. `words` is JSON.
CREATE TABLE canned (
    id TEXT PRIMARY KEY,
    staff_id TEXT,
    words TEXT NOT NULL
) STRICT;

CREATE INDEX canned_staff ON canned (staff_id);
