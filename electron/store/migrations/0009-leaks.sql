-- When and where a provider found a key's secret in public, and the reminder of it.

ALTER TABLE keys ADD COLUMN leaked_at INTEGER;
ALTER TABLE keys ADD COLUMN leaked_where TEXT CHECK (leaked_where IS NULL OR leaked_at IS NOT NULL);

-- A check cannot be changed in place: the table is made anew with the new reason.
CREATE TABLE told_anew (
  subject TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('expiry', 'rotation', 'overlap', 'credential', 'leak')),
  at INTEGER NOT NULL,
  days INTEGER NOT NULL CHECK (days >= 0),
  told_at INTEGER NOT NULL,
  PRIMARY KEY (subject, reason, at, days)
) STRICT, WITHOUT ROWID;
INSERT INTO told_anew SELECT subject, reason, at, days, told_at FROM told;
DROP TABLE told;
ALTER TABLE told_anew RENAME TO told;
