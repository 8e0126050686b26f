-- When to remind of a key, what the user has put off, and what has been told: each stage of each date once.

-- NULL: as the settings say. '[]' is "never".
ALTER TABLE keys ADD COLUMN reminder_days TEXT CHECK (json_valid(reminder_days));
ALTER TABLE keys ADD COLUMN rotate_every_days INTEGER CHECK (rotate_every_days >= 0);

-- A row stays when its time has passed: what was told before it is told again after it.
CREATE TABLE snoozes (
  key_id TEXT PRIMARY KEY NOT NULL REFERENCES keys (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  until INTEGER NOT NULL
) STRICT;

-- The subject is a key, an account or an operation, by id only: the reason says which.
CREATE TABLE told (
  subject TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason IN ('expiry', 'rotation', 'overlap', 'credential')),
  at INTEGER NOT NULL,
  days INTEGER NOT NULL CHECK (days >= 0),
  told_at INTEGER NOT NULL,
  PRIMARY KEY (subject, reason, at, days)
) STRICT, WITHOUT ROWID;
