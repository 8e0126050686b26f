-- When the user said that a described service has no keys yet, where its list was empty and so could not be confirmed.

ALTER TABLE described_providers ADD COLUMN no_keys_at INTEGER;
