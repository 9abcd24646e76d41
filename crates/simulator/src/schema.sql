-- The simulated world. Times are milliseconds of the Unix epoch; JSON columns hold what no query looks into.

CREATE TABLE world (
    opened INTEGER NOT NULL                   -- how often it was opened, so that chance does not repeat itself
) STRICT;
INSERT INTO world (opened) VALUES (0);

CREATE TABLE numbers (
    id TEXT PRIMARY KEY,                      -- Meta's phone_number_id
    internal_id TEXT NOT NULL UNIQUE,         -- Kapso's id of the configuration
    business_account_id TEXT NOT NULL,
    customer_id TEXT,
    name TEXT NOT NULL,
    digits TEXT NOT NULL,
    status TEXT NOT NULL,
    facts TEXT NOT NULL,                      -- JSON: the published fields that nothing filters by
    health TEXT NOT NULL,                     -- JSON: what the health route answers beside its time
    profile TEXT NOT NULL DEFAULT '{}',       -- JSON: the business profile
    username TEXT UNIQUE,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE contacts (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    wa_id TEXT UNIQUE,                        -- digits
    bsuid TEXT UNIQUE,
    parent_bsuid TEXT,
    username TEXT,
    profile_name TEXT,
    display_name TEXT,
    customer_id TEXT,
    metadata TEXT NOT NULL DEFAULT '{}',
    character TEXT NOT NULL DEFAULT '{}',     -- JSON: how this person behaves; never published
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX contacts_by_age ON contacts (created_at, row);
CREATE INDEX contacts_by_parent ON contacts (parent_bsuid) WHERE parent_bsuid IS NOT NULL;

CREATE TABLE conversations (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number_id TEXT NOT NULL,
    contact INTEGER NOT NULL REFERENCES contacts (row),
    status TEXT NOT NULL CHECK (status IN ('active', 'ended')),
    ends_at INTEGER NOT NULL,                 -- when it ends by itself if nothing happens
    messages_count INTEGER NOT NULL DEFAULT 0,
    last_message INTEGER,
    last_inbound_at INTEGER,
    last_outbound_at INTEGER,
    last_active_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX conversations_by_activity ON conversations (last_active_at, row);
CREATE INDEX conversations_of_number ON conversations (number_id, last_active_at, row);
CREATE INDEX conversations_by_status ON conversations (status, last_active_at, row);
CREATE INDEX conversations_of_number_by_status ON conversations (number_id, status, last_active_at, row);
CREATE INDEX conversations_of_contact ON conversations (contact, number_id, last_active_at);
CREATE INDEX conversations_by_end ON conversations (ends_at) WHERE status = 'active';

CREATE TABLE messages (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,                  -- wamid
    number_id TEXT NOT NULL,
    contact INTEGER NOT NULL REFERENCES contacts (row),
    conversation INTEGER NOT NULL REFERENCES conversations (row),
    direction TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    origin TEXT NOT NULL,
    has_media INTEGER NOT NULL,
    media_id TEXT,
    body TEXT NOT NULL,                       -- JSON: the member named like the type, and the context
    content TEXT,                             -- the human rendering without what is attached
    extras TEXT NOT NULL DEFAULT '{}',        -- JSON: further members of `kapso`
    statuses TEXT NOT NULL DEFAULT '[]',      -- JSON: Meta's status objects, in order of arrival
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX messages_by_time ON messages (at, row);
CREATE INDEX messages_of_conversation ON messages (conversation, at, row);
CREATE INDEX messages_of_number ON messages (number_id, at, row);
CREATE INDEX messages_by_status ON messages (status, at, row);
CREATE INDEX messages_by_type ON messages (type, at, row);
CREATE INDEX messages_of_number_by_status ON messages (number_id, status, at, row);
CREATE INDEX messages_of_contact ON messages (contact, at, row);

CREATE TABLE media (
    id TEXT PRIMARY KEY,
    number_id TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    filename TEXT,
    bytes BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    handle TEXT NOT NULL UNIQUE,              -- the unguessable part of its permanent address
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE media_tokens (
    token TEXT PRIMARY KEY,
    media_id TEXT NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE TABLE templates (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    business_account_id TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    status TEXT NOT NULL,
    category TEXT NOT NULL,
    parameter_format TEXT NOT NULL,
    components TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (business_account_id, name, language)
) STRICT;

CREATE TABLE customers (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    external_customer_id TEXT UNIQUE,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX customers_by_age ON customers (created_at, row);

CREATE TABLE setup_links (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    customer_id TEXT NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    token TEXT NOT NULL UNIQUE,
    status TEXT NOT NULL CHECK (status IN ('active', 'used', 'expired', 'revoked')),
    setup_status TEXT NOT NULL,
    setup_error TEXT,
    settings TEXT NOT NULL,                   -- JSON: what the creator chose
    provisioned TEXT,                         -- JSON: the number that came of it
    expires_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX setup_links_of_customer ON setup_links (customer_id, created_at, row);

CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    user_id TEXT NOT NULL UNIQUE,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'member'))
) STRICT;

CREATE TABLE assignments (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    conversation INTEGER NOT NULL REFERENCES conversations (row),
    user_id TEXT NOT NULL REFERENCES users (user_id),
    notes TEXT,
    active INTEGER NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX assignments_of_conversation ON assignments (conversation, active);

CREATE TABLE marketing_preferences (
    id TEXT PRIMARY KEY,
    contact INTEGER NOT NULL REFERENCES contacts (row),
    number_id TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('stopped', 'resumed')),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (contact, number_id)
) STRICT;

CREATE TABLE blocked_users (
    number_id TEXT NOT NULL,
    user TEXT NOT NULL,                       -- digits
    PRIMARY KEY (number_id, user)
) STRICT;

CREATE TABLE display_name_requests (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number_id TEXT NOT NULL,
    requested TEXT NOT NULL,
    previous TEXT,
    status TEXT NOT NULL,
    submitted_at INTEGER NOT NULL,
    reviewed_at INTEGER
) STRICT;

CREATE TABLE inbox_embeds (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    token TEXT NOT NULL UNIQUE,
    scope_type TEXT NOT NULL,
    scope_id TEXT,
    assigned_user_id TEXT,
    status TEXT NOT NULL CHECK (status IN ('active', 'revoked')),
    settings TEXT NOT NULL,                   -- JSON: name, origins, mode, language
    expires_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE project_events (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    conversation_id TEXT,
    properties TEXT NOT NULL,
    occurred_at INTEGER NOT NULL
) STRICT;
CREATE INDEX project_events_by_time ON project_events (occurred_at, row);

CREATE TABLE broadcasts (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    number_id TEXT NOT NULL,
    template_id TEXT NOT NULL,
    status TEXT NOT NULL,
    scheduled_at INTEGER,
    started_at INTEGER,
    stopped_at INTEGER,
    completed_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE recipients (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    broadcast INTEGER NOT NULL REFERENCES broadcasts (row) ON DELETE CASCADE,
    phone TEXT NOT NULL,                      -- digits
    components TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'sent', 'failed', 'suppressed')),
    message_id TEXT,                          -- what was sent to them
    error TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (broadcast, phone)
) STRICT;

CREATE TABLE webhooks (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number_id TEXT,                           -- none: the project's own
    url TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('kapso', 'meta')),
    active INTEGER NOT NULL,
    secret_key TEXT,
    events TEXT NOT NULL,                     -- JSON: a list of names
    inactivity_minutes INTEGER,
    settings TEXT NOT NULL,                   -- JSON: buffering, headers, the payload's version
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX webhooks_of_number ON webhooks (number_id) WHERE active;

CREATE TABLE deliveries (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    webhook_id TEXT REFERENCES webhooks (id) ON DELETE SET NULL,
    webhook_url TEXT NOT NULL,
    event TEXT NOT NULL,
    number_id TEXT,
    conversation INTEGER,
    body TEXT NOT NULL,
    batch INTEGER NOT NULL DEFAULT 0,         -- how many payloads it carries when it is a batch
    buffered INTEGER NOT NULL DEFAULT 0,      -- whether it waits to become part of a batch
    status TEXT NOT NULL CHECK (status IN ('pending', 'delivered', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    response_status INTEGER,
    last_attempt_at INTEGER,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX deliveries_by_age ON deliveries (created_at, row);
CREATE INDEX deliveries_buffered ON deliveries (webhook_id, conversation) WHERE buffered;

-- The truth about what left: one row for every message that took effect, in order.
CREATE TABLE sends (
    row INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL UNIQUE,
    number_id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    type TEXT NOT NULL,
    raw TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

-- What will happen by itself, and when.
CREATE TABLE agenda (
    row INTEGER PRIMARY KEY,
    due INTEGER NOT NULL,
    event TEXT NOT NULL                       -- JSON: see life/event.rs
) STRICT;
CREATE INDEX agenda_by_time ON agenda (due, row);

-- What webhooks are to be told is put on the agenda by what happens, whoever made it happen.

CREATE TRIGGER tell_of_inbound AFTER INSERT ON messages
WHEN NEW.direction = 'inbound' AND EXISTS (SELECT 1 FROM webhooks WHERE number_id = NEW.number_id AND active)
BEGIN
    INSERT INTO agenda (due, event)
    VALUES (NEW.at, json_object('what', 'announce', 'event', 'whatsapp.message.received', 'message', NEW.row));
END;

CREATE TRIGGER tell_of_silence AFTER INSERT ON messages
BEGIN
    INSERT INTO agenda (due, event)
    SELECT NEW.at + inactivity_minutes * 60000, json_object('what', 'inactive', 'webhook', id, 'message', NEW.row)
    FROM webhooks WHERE number_id = NEW.number_id AND active AND events LIKE '%whatsapp.conversation.inactive%';
END;

CREATE TRIGGER tell_of_status AFTER UPDATE OF statuses ON messages
WHEN NEW.direction = 'outbound' AND EXISTS (SELECT 1 FROM webhooks WHERE number_id = NEW.number_id AND active)
BEGIN
    INSERT INTO agenda (due, event)
    VALUES (0, json_object('what', 'announce', 'event', 'whatsapp.message.' || NEW.status, 'message', NEW.row));
END;

CREATE TRIGGER tell_of_conversation AFTER INSERT ON conversations
WHEN EXISTS (SELECT 1 FROM webhooks WHERE number_id = NEW.number_id AND active)
BEGIN
    INSERT INTO agenda (due, event)
    VALUES (NEW.created_at, json_object('what', 'announce', 'event', 'whatsapp.conversation.created', 'conversation', NEW.id));
END;

CREATE TRIGGER tell_of_end AFTER UPDATE OF status ON conversations
WHEN NEW.status = 'ended' AND OLD.status = 'active' AND EXISTS (SELECT 1 FROM webhooks WHERE number_id = NEW.number_id AND active)
BEGIN
    INSERT INTO agenda (due, event)
    VALUES (0, json_object('what', 'announce', 'event', 'whatsapp.conversation.ended', 'conversation', NEW.id));
END;

CREATE TRIGGER tell_of_number AFTER INSERT ON numbers
BEGIN
    INSERT INTO agenda (due, event)
    SELECT 0, json_object('what', 'announce', 'event', 'whatsapp.phone_number.created', 'number', NEW.id, 'customer', NEW.customer_id)
    FROM webhooks WHERE number_id IS NULL AND active LIMIT 1;
END;

CREATE TRIGGER tell_of_number_gone AFTER DELETE ON numbers
BEGIN
    INSERT INTO agenda (due, event)
    SELECT 0, json_object('what', 'announce', 'event', 'whatsapp.phone_number.deleted', 'number', OLD.id, 'customer', OLD.customer_id)
    FROM webhooks WHERE number_id IS NULL AND active LIMIT 1;
END;
