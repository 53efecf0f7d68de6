-- What was erased is asked for by the enquiry, and what webhooks were told of it is found without reading all of it.
CREATE INDEX erasure_room_enquiry ON erasure_room (enquiry_id);

ALTER TABLE hook_delivery ADD COLUMN enquiry_id TEXT GENERATED ALWAYS AS (json_extract(body, '$.data.enquiry')) VIRTUAL;
CREATE INDEX hook_delivery_enquiry ON hook_delivery (enquiry_id) WHERE enquiry_id IS NOT NULL;
