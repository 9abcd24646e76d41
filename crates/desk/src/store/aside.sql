-- The rest of the local store, of the same version: what a person put aside on this desk. Kapso knows nothing of it.

-- What was typed and not sent; `files` are the places of the files beside it, as JSON.
CREATE TABLE drafts (
  thread_id  INTEGER PRIMARY KEY REFERENCES threads (id) ON DELETE CASCADE,
  text       TEXT    NOT NULL,
  reply_to   TEXT,
  files      TEXT    NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

-- Threads that nobody wants to see until a time, or until the contact writes where there is none. `heard` is the contact's
-- newest message when the thread was put aside: what is newer brings it back.
CREATE TABLE snoozes (
  thread_id INTEGER PRIMARY KEY REFERENCES threads (id) ON DELETE CASCADE,
  until     INTEGER,
  heard     INTEGER NOT NULL
) STRICT;
CREATE INDEX snoozes_by_time ON snoozes (until) WHERE until IS NOT NULL;

-- Texts that are sent often; what stands in braces is filled in.
CREATE TABLE quick_replies (
  id         INTEGER PRIMARY KEY,
  name       TEXT    NOT NULL UNIQUE COLLATE NOCASE,
  text       TEXT    NOT NULL,
  changed_at INTEGER NOT NULL,
  used_at    INTEGER
) STRICT;
