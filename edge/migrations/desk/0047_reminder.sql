-- Reminders: what each says is in the JSON, and beside it what they are found by.
CREATE TABLE reminder (
  id TEXT PRIMARY KEY,
  enquiry_id TEXT NOT NULL,
  setter_id TEXT NOT NULL,
  staff_id TEXT NOT NULL, -- whom it reminds
  state TEXT NOT NULL,
  due_ms INTEGER NOT NULL,
  since_ms INTEGER NOT NULL, -- since when it is in this state
  reminder TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX reminder_due ON reminder (state, due_ms);
CREATE INDEX reminder_staff ON reminder (staff_id, state);
CREATE INDEX reminder_setter ON reminder (setter_id, state);
CREATE INDEX reminder_enquiry ON reminder (enquiry_id);
