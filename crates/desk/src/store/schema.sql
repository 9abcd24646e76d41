-- The local store of one project. Times are milliseconds since 1970, UTC. JSON only where nothing is asked of its inside.

CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE numbers (
  phone_number_id      TEXT PRIMARY KEY,
  config_id            TEXT,
  business_account_id  TEXT,
  customer_id          TEXT,
  name                 TEXT NOT NULL,
  display_phone_number TEXT,
  verified_name        TEXT,
  status               TEXT,
  quality_rating       TEXT,
  messaging_limit      TEXT,
  is_coexistence       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One contact on one number, over all of Kapso's conversations with them. Known by the business-scoped user id first,
-- then by the digits of the phone number; either may be missing.
CREATE TABLE threads (
  id                      INTEGER PRIMARY KEY,
  phone_number_id         TEXT    NOT NULL,
  business_scoped_user_id TEXT,
  digits                  TEXT,
  contact_name            TEXT,
  conversation_id         TEXT,
  status                  TEXT    NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'ended')),
  last_active_at          INTEGER NOT NULL DEFAULT 0,
  last_inbound_at         INTEGER,
  last_outbound_at        INTEGER,
  seen_at                 INTEGER NOT NULL DEFAULT 0,
  unread_count            INTEGER NOT NULL DEFAULT 0,
  needs_reply             INTEGER NOT NULL DEFAULT 0,
  preview_direction       TEXT,
  preview_kind            TEXT,
  preview_text            TEXT,
  preview_at              INTEGER,
  preview_delivery        TEXT,
  answered_at             INTEGER NOT NULL DEFAULT 0,
  marked_unread           INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX threads_user ON threads (phone_number_id, business_scoped_user_id) WHERE business_scoped_user_id IS NOT NULL;
CREATE UNIQUE INDEX threads_digits ON threads (phone_number_id, digits) WHERE digits IS NOT NULL;
CREATE INDEX threads_by_digits ON threads (digits) WHERE digits IS NOT NULL;
CREATE INDEX threads_newest ON threads (last_active_at DESC, id DESC);
CREATE INDEX threads_newest_of_number ON threads (phone_number_id, last_active_at DESC, id DESC);
CREATE INDEX threads_unread ON threads (last_active_at DESC, id DESC) WHERE unread_count > 0;
CREATE INDEX threads_needs_reply ON threads (last_active_at DESC, id DESC) WHERE needs_reply = 1;
CREATE INDEX threads_ended ON threads (last_active_at DESC, id DESC) WHERE status = 'ended';
CREATE INDEX threads_window ON threads (last_inbound_at, id) WHERE last_inbound_at IS NOT NULL;

-- How many threads stand under each filter, for each number: kept by triggers, so that counting costs nothing.
CREATE TABLE counters (
  phone_number_id TEXT PRIMARY KEY,
  threads         INTEGER NOT NULL DEFAULT 0,
  unread          INTEGER NOT NULL DEFAULT 0,
  needs_reply     INTEGER NOT NULL DEFAULT 0,
  ended           INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TRIGGER threads_added AFTER INSERT ON threads BEGIN
  INSERT INTO counters (phone_number_id) VALUES (new.phone_number_id) ON CONFLICT DO NOTHING;
  UPDATE counters SET
    threads     = threads + 1,
    unread      = unread + (new.unread_count > 0),
    needs_reply = needs_reply + new.needs_reply,
    ended       = ended + (new.status = 'ended')
  WHERE phone_number_id = new.phone_number_id;
END;
CREATE TRIGGER threads_changed AFTER UPDATE OF unread_count, needs_reply, status ON threads
WHEN (old.unread_count > 0) <> (new.unread_count > 0) OR old.needs_reply <> new.needs_reply OR old.status <> new.status BEGIN
  UPDATE counters SET
    unread      = unread + (new.unread_count > 0) - (old.unread_count > 0),
    needs_reply = needs_reply + new.needs_reply - old.needs_reply,
    ended       = ended + (new.status = 'ended') - (old.status = 'ended')
  WHERE phone_number_id = new.phone_number_id;
END;
CREATE TRIGGER threads_removed AFTER DELETE ON threads BEGIN
  UPDATE counters SET
    threads     = threads - 1,
    unread      = unread - (old.unread_count > 0),
    needs_reply = needs_reply - old.needs_reply,
    ended       = ended - (old.status = 'ended')
  WHERE phone_number_id = old.phone_number_id;
END;

CREATE TABLE conversations (
  id             TEXT PRIMARY KEY,
  thread_id      INTEGER NOT NULL REFERENCES threads (id),
  status         TEXT    NOT NULL,
  created_at     INTEGER,
  last_active_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX conversations_of_thread ON conversations (thread_id, last_active_at DESC, id DESC);

-- A message's id is its second and, below it, its place within that second: the order of ids is the order of time.
CREATE TABLE messages (
  id              INTEGER PRIMARY KEY,
  wamid           TEXT    NOT NULL,
  wamid_hash      INTEGER NOT NULL,
  thread_id       INTEGER NOT NULL REFERENCES threads (id),
  conversation_id TEXT,
  at              INTEGER NOT NULL,
  direction       TEXT    NOT NULL CHECK (direction IN ('inbound', 'outbound')),
  kind            TEXT    NOT NULL,
  text            TEXT,
  parts           TEXT,
  reply_to        TEXT,
  reacts_to       TEXT,
  origin          TEXT,
  delivery        TEXT    NOT NULL,
  statuses        TEXT,
  failure_code    INTEGER,
  failure         TEXT,
  outbound        INTEGER NOT NULL GENERATED ALWAYS AS (direction = 'outbound') VIRTUAL
) STRICT;
-- Four bytes of WhatsApp's ids tell nearly all messages apart, and each question compares the whole id too. That each is here once
-- is seen to by the one writer.
CREATE INDEX messages_by_wamid ON messages (wamid_hash);
CREATE INDEX messages_of_thread ON messages (thread_id, outbound);
CREATE INDEX messages_reactions ON messages (thread_id, at) WHERE reacts_to IS NOT NULL;

-- Every message that leaves, from before the first byte is sent. `body` is what is sent, exactly. Where `heard` stands, it
-- leaves only while that is the contact's newest message; else it is `stale`.
CREATE TABLE outbox (
  id              INTEGER PRIMARY KEY,
  thread_id       INTEGER NOT NULL REFERENCES threads (id),
  conversation_id TEXT,
  phone_number_id TEXT    NOT NULL,
  to_digits       TEXT,
  to_user         TEXT,
  kind            TEXT    NOT NULL,
  body            TEXT    NOT NULL,
  text            TEXT,
  parts           TEXT,
  reply_to        TEXT,
  client_id       INTEGER,
  author          TEXT    NOT NULL,
  author_name     TEXT,
  approval_id     INTEGER UNIQUE,
  approved_at     INTEGER,
  state           TEXT    NOT NULL,
  attempt         INTEGER NOT NULL DEFAULT 0,
  created_at      INTEGER NOT NULL,
  leaves_at       INTEGER NOT NULL,
  left_at         INTEGER,
  file            TEXT,
  media_id        TEXT,
  heard           INTEGER,
  stale           INTEGER NOT NULL DEFAULT 0,
  wamid           TEXT UNIQUE,
  failure_code    INTEGER,
  failure         TEXT,
  hidden          INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX outbox_pending ON outbox (leaves_at, id) WHERE state IN ('held', 'queued', 'sending');
CREATE INDEX outbox_uncertain ON outbox (thread_id, id) WHERE state = 'uncertain';
CREATE INDEX outbox_of_thread ON outbox (thread_id, id) WHERE hidden = 0 AND wamid IS NULL;

-- The digits of `to`, where WhatsApp answered that it knows the contact by others (`wa_id`).
CREATE TABLE wa_ids (
  dialled TEXT NOT NULL PRIMARY KEY,
  digits  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- What each wish to send came to, so that it is granted once.
CREATE TABLE wishes (
  caller     TEXT    NOT NULL,
  key        BLOB    NOT NULL,
  digest     BLOB    NOT NULL,
  at         INTEGER NOT NULL,
  request_id INTEGER,
  send_id    INTEGER,
  PRIMARY KEY (caller, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX wishes_by_age ON wishes (at);

CREATE TABLE media (
  media_id   TEXT PRIMARY KEY,
  mime_type  TEXT,
  bytes      BLOB    NOT NULL,
  fetched_at INTEGER NOT NULL
) STRICT;

-- Message templates as each business account listed them last, and when that was.
CREATE TABLE templates (
  business_account_id TEXT NOT NULL,
  name                TEXT NOT NULL,
  language            TEXT NOT NULL,
  template_id         TEXT,
  status              TEXT NOT NULL,
  category            TEXT,
  components          TEXT NOT NULL,
  PRIMARY KEY (business_account_id, name, language)
) STRICT, WITHOUT ROWID;

CREATE TABLE template_reads (
  business_account_id TEXT PRIMARY KEY,
  read_at             INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who writes to the project's numbers, as Kapso keeps them; `metadata` is without our notes. Row numbers follow the time at
-- which a contact was added, so that the newest come first out of the index of words without sorting.
CREATE TABLE contacts (
  row                     INTEGER PRIMARY KEY,
  id                      TEXT    NOT NULL UNIQUE,
  business_scoped_user_id TEXT,
  digits                  TEXT,
  username                TEXT,
  profile_name            TEXT,
  display_name            TEXT,
  customer_id             TEXT,
  metadata                TEXT    NOT NULL,
  created_at              INTEGER,
  updated_at              INTEGER
) STRICT;
CREATE INDEX contacts_by_user ON contacts (business_scoped_user_id) WHERE business_scoped_user_id IS NOT NULL;
CREATE INDEX contacts_by_digits ON contacts (digits) WHERE digits IS NOT NULL;
CREATE INDEX threads_by_user ON threads (business_scoped_user_id) WHERE business_scoped_user_id IS NOT NULL;

-- The contact of a thread: by business-scoped user id, then by digits unless the two are known to be different people.
CREATE VIEW contact_of_thread AS SELECT id AS thread_id, coalesce(
  (SELECT row FROM contacts WHERE contacts.business_scoped_user_id = threads.business_scoped_user_id ORDER BY row DESC LIMIT 1),
  (SELECT row FROM contacts WHERE contacts.digits = threads.digits
     AND (contacts.business_scoped_user_id IS NULL OR threads.business_scoped_user_id IS NULL) ORDER BY row DESC LIMIT 1)
) AS contact FROM threads;

-- Notes about contacts. Kapso has them in the contact's metadata; `state` says whether they are there yet.
CREATE TABLE notes (
  contact     INTEGER NOT NULL REFERENCES contacts (row),
  id          TEXT    NOT NULL,
  at          INTEGER NOT NULL,
  text        TEXT    NOT NULL,
  author      TEXT    NOT NULL,
  author_name TEXT,
  state       TEXT    NOT NULL CHECK (state IN ('queued', 'shared', 'refused')),
  PRIMARY KEY (contact, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX notes_queued ON notes (contact) WHERE state = 'queued';

-- What a contact is found by, folded by the program. `digits` are every end of the phone number, so that any part of it is the
-- start of one; `kept` is what stands in the metadata. The first letters have an index of their own: they fit so many.
CREATE VIRTUAL TABLE contact_words USING fts5 (
  names, digits, notes, kept, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3 4'
);

-- The words of messages, folded by the program, which asks with the same folding; the texts themselves are not kept twice.
-- `cut` holds a message's thread, number, direction and kind as words, so that a filter costs no look at the message.
CREATE VIRTUAL TABLE messages_search USING fts5 (
  words, bare, cut, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 4'
);
-- A page of the index fits into one of SQLCipher's, which keeps 80 bytes of each for itself. What one transaction of the first
-- reading adds is gathered in memory, and written once.
INSERT INTO messages_search (messages_search, rank) VALUES ('pgsz', 3900);
INSERT INTO messages_search (messages_search, rank) VALUES ('hashsize', 16000000);
-- Until everything was read, segments are gathered; the merging at the end takes them all, each word once.
INSERT INTO messages_search (messages_search, rank) VALUES ('automerge', 64);
INSERT INTO messages_search (messages_search, rank) VALUES ('crisismerge', 128);

-- The project's customers. `seen_at` is when Kapso last listed one, `links_as_of` when its setup links were last
-- read, `links_asked_at` when that was last tried.
CREATE TABLE customers (
  row                  INTEGER PRIMARY KEY,
  id                   TEXT    NOT NULL UNIQUE,
  name                 TEXT    NOT NULL,
  external_customer_id TEXT,
  created_at           INTEGER NOT NULL,
  seen_at              INTEGER NOT NULL,
  links_as_of          INTEGER,
  links_asked_at       INTEGER
) STRICT;
CREATE INDEX customers_newest ON customers (created_at DESC, row DESC);
CREATE INDEX customers_external ON customers (external_customer_id) WHERE external_customer_id IS NOT NULL;
CREATE INDEX customers_links ON customers (links_asked_at);
CREATE INDEX numbers_of_customer ON numbers (customer_id) WHERE customer_id IS NOT NULL;

-- What a customer is found by.
CREATE VIRTUAL TABLE customer_words USING fts5 (
  name, external_customer_id, content = '', contentless_delete = 1, tokenize = 'ascii'
);
CREATE TRIGGER customers_removed AFTER DELETE ON customers BEGIN
  DELETE FROM customer_words WHERE rowid = old.row;
END;

-- The links by which customers connect their own numbers. `url` is a secret of its own and is kept only while it works.
CREATE TABLE setup_links (
  row          INTEGER PRIMARY KEY,
  id           TEXT    NOT NULL UNIQUE,
  customer_id  TEXT    NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  status       TEXT    NOT NULL,
  url          TEXT,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,
  setup_status TEXT,
  setup_error  TEXT,
  number       TEXT,
  settings     TEXT    NOT NULL
) STRICT;
CREATE INDEX setup_links_of_customer ON setup_links (customer_id, created_at DESC, row DESC);
