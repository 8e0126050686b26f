-- How often this file has been written. The number also lies beside the file (commit-note.ts): there a lost write-ahead log shows.

CREATE TABLE commits (
  id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
  -- A note about another vault says nothing about this one.
  vault TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  -- When the last one was.
  at INTEGER NOT NULL
) STRICT;

INSERT INTO commits VALUES (1, lower(hex(randomblob(8))), 0, CAST(unixepoch('subsec') * 1000 AS INTEGER));
