-- The rest of the local store, of the same version: agents, what they asked, and what they may do.

-- `digest` binds a request to exactly what would leave and to whom; `heard` is the contact's newest message when it was asked.
CREATE TABLE approvals (
  id         INTEGER PRIMARY KEY,
  client_id  INTEGER NOT NULL,
  client     TEXT    NOT NULL,
  operation  TEXT    NOT NULL,
  input      TEXT    NOT NULL,
  digest     BLOB    NOT NULL,
  thread_id  INTEGER,
  summary    TEXT    NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('waiting', 'approved', 'rejected', 'expired')),
  asked_at   INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  heard      INTEGER NOT NULL DEFAULT 0,
  decided_at INTEGER,
  reason     TEXT,
  edited     TEXT
) STRICT;
CREATE INDEX approvals_waiting ON approvals (thread_id, id) WHERE state = 'waiting';

CREATE TABLE clients (
  id                     INTEGER PRIMARY KEY,
  name                   TEXT    NOT NULL,
  token_hash             BLOB    NOT NULL UNIQUE,
  added_at               INTEGER NOT NULL,
  expires_at             INTEGER,
  sends_per_minute       INTEGER NOT NULL DEFAULT 20,
  new_recipients_per_day INTEGER NOT NULL DEFAULT 20,
  last_used_at           INTEGER,
  revoked_at             INTEGER
) STRICT;

-- What agents may do. A rule holds for what it names, and for everything where it names nothing; one with an end is an allowance.
CREATE TABLE rules (
  id              INTEGER PRIMARY KEY,
  client_id       INTEGER,
  operation       TEXT,
  phone_number_id TEXT,
  thread_id       INTEGER,
  decision        TEXT    NOT NULL CHECK (decision IN ('allow', 'ask', 'off')),
  until           INTEGER,
  set_at          INTEGER NOT NULL
) STRICT;

-- What each agent has read: of a thread, up to which of the contact's messages. Thread 0 is text of contacts outside any thread.
CREATE TABLE agent_reads (
  client_id  INTEGER NOT NULL,
  thread_id  INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  read_at    INTEGER NOT NULL,
  PRIMARY KEY (client_id, thread_id)
) STRICT, WITHOUT ROWID;

-- What was asked, in the order in which it was written down. `hash` is over the row and the hash before it, without `asked`,
-- which is forgotten after 90 days; `digest` is over what `asked` says.
CREATE TABLE audit (
  id         INTEGER PRIMARY KEY,
  at         INTEGER NOT NULL,
  caller     TEXT    NOT NULL,
  client_id  INTEGER,
  operation  TEXT    NOT NULL,
  thread_id  INTEGER,
  request_id INTEGER,
  shape      TEXT    NOT NULL,
  digest     BLOB    NOT NULL,
  decision   TEXT    NOT NULL,
  outcome    TEXT    NOT NULL,
  millis     INTEGER NOT NULL,
  hash       BLOB    NOT NULL,
  asked      TEXT
) STRICT;
CREATE INDEX audit_asked ON audit (at) WHERE asked IS NOT NULL;
CREATE INDEX outbox_of_client ON outbox (client_id, thread_id, created_at) WHERE client_id IS NOT NULL;
