-- Replacements: two keys side by side, which the journal keeps until the user ends one of them.
-- SQLite cannot change a CHECK, so the journal is made anew with what it holds.

CREATE TABLE operations_new (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
  kind TEXT NOT NULL CHECK (kind IN ('regenerate', 'create', 'replace', 'paste', 'add')),
  state TEXT NOT NULL CHECK (
    state IN (
      'requested', 'received', 'unsaved', 'stored', 'unknown', 'overlapping', 'retiring', 'retired', 'rolling-back',
      'rolled-back', 'rejected', 'done', 'closed'
    )
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
  verdict TEXT CHECK (json_valid(verdict)),
  -- What is replaced, how long both are to live, and what was asked of the provider about it.
  overlap TEXT CHECK (json_valid(overlap))
) STRICT;

INSERT INTO operations_new
SELECT id, kind, state, key_id, version, account_id, provider, name, started_at, deadline, draft, told_before, issued,
  error, looks, verdict, NULL
FROM operations;

DROP TABLE operations;
ALTER TABLE operations_new RENAME TO operations;

CREATE INDEX operations_open ON operations (started_at)
WHERE state NOT IN ('rejected', 'done', 'rolled-back', 'closed');

-- Replacements that wait for their turn, so that a restart forgets none. There is at most one queue.
CREATE TABLE replacement_queue (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  queue TEXT NOT NULL CHECK (json_valid(queue))
) STRICT;
