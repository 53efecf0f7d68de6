-- What is done with is forgotten in steps, oldest first.
DROP INDEX event_came;
CREATE INDEX event_old ON event (came_at_ms) WHERE body IS NULL;
CREATE INDEX delivery_old ON delivery (next_at_ms) WHERE state = 'done';
CREATE INDEX said_old ON said (at_ms);
CREATE INDEX said_enquiry ON said (enquiry);
