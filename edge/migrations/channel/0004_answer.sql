-- What was said in the answer to the webhook that brought this: the same again, if it is brought again.
ALTER TABLE event ADD COLUMN answer TEXT;
