-- Providers that the user describes. A document that a later version cannot read is kept, so its form is not checked here.

CREATE TABLE described_providers (
  id TEXT PRIMARY KEY NOT NULL CHECK (id GLOB 'described-????????'),
  document TEXT NOT NULL,
  -- When the user said that its list is read rightly; none: not yet, or not since the document changed.
  list_confirmed_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
