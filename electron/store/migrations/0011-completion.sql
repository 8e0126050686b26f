-- What a provider still has to do for a key that it has made, so that a restart does not forget it. Creations that are under way may need it.

ALTER TABLE operations ADD COLUMN completion TEXT CHECK (json_valid(completion));

UPDATE operations SET completion = '{}'
WHERE kind IN ('create', 'replace') AND state IN ('requested', 'received', 'unsaved', 'stored', 'unknown');

CREATE INDEX operations_incomplete ON operations (started_at) WHERE completion IS NOT NULL;
