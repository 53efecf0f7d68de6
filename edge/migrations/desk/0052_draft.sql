-- What staff wrote and didn't send, by room.
CREATE TABLE draft (
  staff_id TEXT NOT NULL,
  room_id TEXT NOT NULL,
  draft TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (staff_id, room_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX draft_room ON draft (room_id);

CREATE INDEX draft_at ON draft (at_ms);
