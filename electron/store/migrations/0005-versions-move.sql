-- A version names the keychain entry of a secret, so it never goes by itself: a key with versions cannot be deleted. SQLite cannot change a
-- foreign key, so the table is made anew with what it holds.

CREATE TABLE versions_new (
  key_id TEXT NOT NULL REFERENCES keys (id) DEFERRABLE INITIALLY DEFERRED,
  version INTEGER NOT NULL CHECK (version >= 1),
  -- Two versions in one keychain entry would mean that deleting one loses the other.
  entry TEXT NOT NULL UNIQUE,
  backend TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('typed', 'created', 'regenerated', 'adopted')),
  made_at INTEGER NOT NULL,
  honoured TEXT NOT NULL CHECK (honoured IN ('yes', 'dead', 'unknown')),
  PRIMARY KEY (key_id, version)
) STRICT;

INSERT INTO versions_new SELECT key_id, version, entry, backend, origin, made_at, honoured FROM versions;

DROP TABLE versions;
ALTER TABLE versions_new RENAME TO versions;
