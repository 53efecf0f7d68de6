-- What the room says by itself, as JSON; and the last entry when the Desk was asked how many people can take the enquiry.
ALTER TABLE room ADD COLUMN script TEXT;
ALTER TABLE room ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
