-- Which sites were seen to carry the widget, by their origins; at most 20.
CREATE TABLE site_seen (
  site TEXT PRIMARY KEY,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
