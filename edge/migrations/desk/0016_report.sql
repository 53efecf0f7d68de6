-- The life of each enquiry as reports count it: what follows from its events. Times are those of the first time.
CREATE TABLE life (
  enquiry_id TEXT PRIMARY KEY,
  raised_at_ms INTEGER NOT NULL,
  tag_id TEXT, -- what was pressed: a tag
  staff_id TEXT, -- or a person
  contact_point TEXT NOT NULL,
  answered_at_ms INTEGER,
  answered_by TEXT,
  spoke_at_ms INTEGER, -- when staff said something
  missed_at_ms INTEGER, -- if nobody had answered by then
  closed_at_ms INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX life_raised ON life (raised_at_ms, enquiry_id);

-- Of the enquiries that there are. When staff spoke first is not known of them.
INSERT INTO life (enquiry_id, raised_at_ms, tag_id, staff_id, contact_point, answered_at_ms, answered_by, missed_at_ms, closed_at_ms)
WITH step AS (
  SELECT enquiry_id, place, at_ms, event, event ->> '$.kind' AS kind FROM enquiry_event
), answer AS (
  SELECT enquiry_id, MIN(place) AS place FROM step WHERE kind IN ('answered', 'followed_up', 'picked_up') GROUP BY enquiry_id
), page AS (
  SELECT enquiry_id, event ->> '$.link' AS link,
    LOWER(SUBSTR(event ->> '$.page.url', INSTR(event ->> '$.page.url', '://') + 3)) AS rest
  FROM step WHERE kind = 'raised'
)
SELECT enquiry.id, raised_at_ms, tag_id, staff_id,
  CASE WHEN link IS NOT NULL THEN 'link:' || link WHEN rest <> '' THEN 'site:' || SUBSTR(rest, 1, INSTR(rest || '/', '/') - 1) ELSE 'unknown' END,
  answering.at_ms, answering.event ->> '$.staff.id',
  (SELECT MIN(at_ms) FROM step WHERE step.enquiry_id = enquiry.id AND kind = 'missed' AND (answer.place IS NULL OR step.place < answer.place)),
  (SELECT MIN(at_ms) FROM step WHERE step.enquiry_id = enquiry.id AND kind = 'closed')
FROM enquiry
LEFT JOIN page ON page.enquiry_id = enquiry.id
LEFT JOIN answer ON answer.enquiry_id = enquiry.id
LEFT JOIN step AS answering ON answering.enquiry_id = answer.enquiry_id AND answering.place = answer.place;

-- Since when others saw somebody as what, for 400 days.
CREATE TABLE availability_change (
  staff_id TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  availability TEXT NOT NULL,
  PRIMARY KEY (staff_id, at_ms)
) STRICT, WITHOUT ROWID;
