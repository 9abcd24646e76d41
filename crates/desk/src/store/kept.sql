-- Version 3: files that are kept here, encrypted, until they have left: what was pasted, and what stood at an address when a person
-- looked at it.
-- `place` is what the outbox, a draft or a request calls it.
CREATE TABLE kept_files (
  place   TEXT PRIMARY KEY,
  bytes   BLOB    NOT NULL,
  kept_at INTEGER NOT NULL
) STRICT;

-- The file of a request that a person looked at; its digest is over it as well.
ALTER TABLE approvals ADD COLUMN file TEXT;
