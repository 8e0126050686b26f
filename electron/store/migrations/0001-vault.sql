-- The vault's first schema. Times are epoch milliseconds UTC; a secret has no place in any column.
-- Foreign keys wait for the commit, so that rows of one transaction may come in any order.

CREATE TABLE accounts (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
  provider TEXT NOT NULL,
  name TEXT NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  credential_entry TEXT NOT NULL,
  credential_version INTEGER NOT NULL,
  credential_backend TEXT NOT NULL,
  credential_expires_at INTEGER,
  credential_key TEXT REFERENCES keys (id) DEFERRABLE INITIALLY DEFERRED,
  connected_at INTEGER NOT NULL,
  last_sync_at INTEGER,
  last_sync_error TEXT CHECK (json_valid(last_sync_error)),
  as_of INTEGER,
  clock_skew_ms INTEGER,
  warnings TEXT NOT NULL CHECK (json_valid(warnings)),
  CHECK (last_sync_error IS NULL OR last_sync_at IS NOT NULL)
) STRICT;

CREATE INDEX accounts_by_credential_key ON accounts (credential_key) WHERE credential_key IS NOT NULL;

-- Thousands of keys are written in a sync: SQLite builds a table for an IN of more than two with every row, a quarter of the whole write.
CREATE TABLE keys (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
  account_id TEXT REFERENCES accounts (id) DEFERRABLE INITIALLY DEFERRED,
  provider TEXT NOT NULL,
  remote_id TEXT,
  scope TEXT NOT NULL,
  name TEXT NOT NULL,
  handle TEXT,
  switch TEXT NOT NULL CHECK (
    switch = 'enabled' OR switch = 'disabled' OR switch = 'frozen' OR switch = 'unknown'
  ),
  valid_from INTEGER,
  expiry_source TEXT NOT NULL CHECK (expiry_source = 'provider' OR expiry_source = 'typed' OR expiry_source = 'unknown'),
  expires_at INTEGER,
  created_at INTEGER,
  last_used_at INTEGER,
  grants TEXT NOT NULL CHECK (json_valid(grants)),
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  stale INTEGER NOT NULL CHECK (stale IN (0, 1)),
  version INTEGER NOT NULL CHECK (version >= 0),
  favourite INTEGER NOT NULL CHECK (favourite IN (0, 1)),
  tags TEXT NOT NULL CHECK (json_valid(tags)),
  notes TEXT NOT NULL,
  environment TEXT NOT NULL,
  console_url TEXT NOT NULL,
  gone_since INTEGER,
  -- A pointer that helps the user, not a part of the key: it goes when the other key goes.
  renewed_as TEXT REFERENCES keys (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  renewal_denied INTEGER NOT NULL CHECK (renewal_denied IN (0, 1)),
  copied_at INTEGER,
  as_of INTEGER NOT NULL,
  CHECK (expiry_source <> 'unknown' OR expires_at IS NULL)
) STRICT;

-- Not unique: a key that is gone and its successor may share an address for a while.
CREATE INDEX keys_by_remote ON keys (account_id, scope, remote_id, gone_since);
CREATE INDEX keys_by_renewal ON keys (renewed_as) WHERE renewed_as IS NOT NULL;

CREATE TABLE versions (
  key_id TEXT NOT NULL REFERENCES keys (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  version INTEGER NOT NULL CHECK (version >= 1),
  -- Two versions in one keychain entry would mean that deleting one loses the other.
  entry TEXT NOT NULL UNIQUE,
  backend TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('typed', 'created', 'regenerated', 'adopted')),
  made_at INTEGER NOT NULL,
  honoured TEXT NOT NULL CHECK (honoured IN ('yes', 'dead', 'unknown')),
  PRIMARY KEY (key_id, version)
) STRICT;

-- The journal. It outlives the keys and accounts it speaks of, so it points at them by id only.
CREATE TABLE operations (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
  kind TEXT NOT NULL CHECK (kind IN ('regenerate', 'create', 'paste', 'add')),
  state TEXT NOT NULL CHECK (
    state IN ('requested', 'received', 'unsaved', 'stored', 'unknown', 'rejected', 'done', 'closed')
  ),
  key_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  account_id TEXT,
  provider TEXT NOT NULL,
  name TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  deadline INTEGER NOT NULL,
  draft TEXT NOT NULL CHECK (json_valid(draft)),
  told_before TEXT CHECK (json_valid(told_before)),
  issued TEXT CHECK (json_valid(issued)),
  error TEXT CHECK (json_valid(error)),
  looks TEXT NOT NULL CHECK (json_valid(looks)),
  verdict TEXT CHECK (json_valid(verdict))
) STRICT;

CREATE INDEX operations_open ON operations (started_at) WHERE state NOT IN ('rejected', 'done', 'closed');

-- What happened, without values. Append-only, and held to it here: no code above can forget.
CREATE TABLE history (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  key_id TEXT,
  account_id TEXT,
  name TEXT NOT NULL,
  details TEXT NOT NULL CHECK (json_valid(details)),
  error TEXT CHECK (json_valid(error))
) STRICT;

CREATE INDEX history_by_key ON history (key_id, id) WHERE key_id IS NOT NULL;

CREATE TRIGGER history_never_changes BEFORE UPDATE ON history
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;

CREATE TRIGGER history_never_shrinks BEFORE DELETE ON history
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;

-- REPLACE deletes without asking the trigger above.
CREATE TRIGGER history_never_replaces BEFORE INSERT ON history
WHEN EXISTS (SELECT 1 FROM history WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'history is append-only');
END;

CREATE TABLE settings (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;
