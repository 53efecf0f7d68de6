-- Where the elements of a CTA were seen last: origin and path of the owner's pages, at most 20 for each.
CREATE TABLE cta_seen (
  cta_id TEXT NOT NULL,
  page TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (cta_id, page)
) STRICT, WITHOUT ROWID;
