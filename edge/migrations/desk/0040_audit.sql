-- Who did what, about whom and when. Only ever added to: the triggers hold that against our own slips.
CREATE TABLE audit (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at_ms INTEGER NOT NULL,
  by_staff TEXT NOT NULL,
  deed TEXT NOT NULL,
  enquiry_id TEXT,
  staff_id TEXT,
  contact_id TEXT,
  detail TEXT
) STRICT;

CREATE INDEX audit_deed ON audit (deed, number);
CREATE INDEX audit_by ON audit (by_staff, number);
CREATE INDEX audit_enquiry ON audit (enquiry_id, number) WHERE enquiry_id IS NOT NULL;
CREATE INDEX audit_contact ON audit (contact_id, number) WHERE contact_id IS NOT NULL;

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
