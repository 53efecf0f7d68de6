-- Who served a contact last, and when: they may be asked first next time.
ALTER TABLE contact ADD COLUMN served_by TEXT;
ALTER TABLE contact ADD COLUMN served_at_ms INTEGER;
-- With so many rooms a person is given no more; the service's limit if none.
ALTER TABLE staff ADD COLUMN max_rooms INTEGER;
