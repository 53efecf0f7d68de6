-- What came by each weblink: numbers, nobody's name. `link` is the handle in its address; `campaign` the value of
-- `utm_campaign`, empty for all visits together.
CREATE TABLE link_count (
  link TEXT NOT NULL,
  campaign TEXT NOT NULL,
  visits INTEGER NOT NULL DEFAULT 0,
  scans INTEGER NOT NULL DEFAULT 0,
  raised INTEGER NOT NULL DEFAULT 0,
  answered INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (link, campaign)
) STRICT, WITHOUT ROWID;
