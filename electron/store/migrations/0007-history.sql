-- An outage is one entry that grows, and the user may choose how long the history is kept. Everything else of it stays as it was written.

CREATE INDEX history_outages ON history (account_id, id) WHERE kind = 'sync-failed';

-- Entries below this id may be deleted: the retention rule has passed them.
CREATE TABLE history_floor (
  only_row INTEGER PRIMARY KEY NOT NULL CHECK (only_row = 1),
  id INTEGER NOT NULL
) STRICT;

INSERT INTO history_floor VALUES (1, 0);

DROP TRIGGER history_never_changes;

CREATE TRIGGER history_never_changes BEFORE UPDATE ON history
WHEN NOT (
  OLD.kind = 'sync-failed'
  AND NEW.id = OLD.id
  AND NEW.at = OLD.at
  AND NEW.kind = OLD.kind
  AND NEW.key_id IS OLD.key_id
  AND NEW.account_id IS OLD.account_id
  AND NEW.name = OLD.name
  AND NEW.error IS OLD.error
)
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;

DROP TRIGGER history_never_shrinks;

CREATE TRIGGER history_never_shrinks BEFORE DELETE ON history
WHEN OLD.id >= (SELECT id FROM history_floor)
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;
