-- Staff can close the room only once its enquiry has a label.
ALTER TABLE room ADD COLUMN label_wanted INTEGER NOT NULL DEFAULT 0;
