-- The app lock: at most one. What is kept of its passphrase recognises it and does not tell it; it opens no secret.

CREATE TABLE app_lock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- scrypt: N, r, p, and base64.
  cost_n INTEGER NOT NULL CHECK (cost_n > 1),
  cost_r INTEGER NOT NULL CHECK (cost_r > 0),
  cost_p INTEGER NOT NULL CHECK (cost_p > 0),
  salt TEXT NOT NULL,
  hash TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  -- Wrong passphrases in a row, and how long the next try waits. Waits are noted with the machine's uptime, not with a time of day.
  failures INTEGER NOT NULL CHECK (failures >= 0),
  retry_left_ms INTEGER,
  retry_noted_at_ms INTEGER,
  -- The wait for the removal of a lock whose passphrase was forgotten.
  removal_asked_at INTEGER,
  removal_left_ms INTEGER,
  removal_noted_at_ms INTEGER,
  CHECK ((retry_left_ms IS NULL) = (retry_noted_at_ms IS NULL)),
  CHECK ((removal_left_ms IS NULL) = (removal_noted_at_ms IS NULL)),
  CHECK ((removal_left_ms IS NULL) = (removal_asked_at IS NULL))
) STRICT;
