-- Whether somebody can be called, and how it stands with the call in an enquiry's room, as that told: JSON, like `preview`.
ALTER TABLE staff ADD COLUMN calls INTEGER NOT NULL DEFAULT 0;
ALTER TABLE enquiry ADD COLUMN call TEXT;
