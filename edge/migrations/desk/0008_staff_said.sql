-- When staff last said something in an enquiry's room, as that told: whoever was given it without being asked has seen it then.
ALTER TABLE enquiry ADD COLUMN staff_said_at_ms INTEGER;
