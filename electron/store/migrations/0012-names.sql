-- The columns and values get the names that the code has for them. No row is lost or changes its meaning.

ALTER TABLE operations RENAME COLUMN told_before TO key_before;
ALTER TABLE operations RENAME COLUMN looks TO checks;
ALTER TABLE operations RENAME COLUMN verdict TO assessment;

UPDATE operations
SET assessment = json_remove(json_set(assessment, '$.nextCheckAt', json_extract(assessment, '$.nextLookAt')), '$.nextLookAt')
WHERE json_type(assessment, '$.nextLookAt') IS NOT NULL;

ALTER TABLE told RENAME COLUMN told_at TO sent_at;
ALTER TABLE told RENAME TO sent_reminders;

-- SQLite cannot change a CHECK, so the table is created again with its rows.
CREATE TABLE versions_new (
  key_id TEXT NOT NULL REFERENCES keys (id) DEFERRABLE INITIALLY DEFERRED,
  version INTEGER NOT NULL CHECK (version >= 1),
  -- Two versions in one keychain entry would mean that deleting one loses the other.
  entry TEXT NOT NULL UNIQUE,
  backend TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('typed', 'created', 'regenerated', 'adopted')),
  made_at INTEGER NOT NULL,
  validity TEXT NOT NULL CHECK (validity IN ('valid', 'revoked', 'unknown')),
  PRIMARY KEY (key_id, version)
) STRICT;

INSERT INTO versions_new
SELECT key_id, version, entry, backend, origin, made_at,
  CASE honoured WHEN 'yes' THEN 'valid' WHEN 'dead' THEN 'revoked' ELSE 'unknown' END
FROM versions;

DROP TABLE versions;
ALTER TABLE versions_new RENAME TO versions;
