-- The grade that a visitor gave an enquiry last, and of whom it is told.
ALTER TABLE life ADD COLUMN grade INTEGER;
ALTER TABLE life ADD COLUMN rated_of TEXT;
