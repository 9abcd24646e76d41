//! Single values: how far the sync has read, and when.

use jiff::Timestamp;
use rusqlite::OptionalExtension;

use super::{Reader, Writer, fault};
use crate::error::Result;

/// The values that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// When Kapso last confirmed the store, in milliseconds.
    AsOf,
    /// Conversations that were active up to this time are here, in milliseconds, as far back as they were read.
    Watermark,
    /// The cursor at which the first reading of conversations goes on.
    ConversationsCursor,
    /// `1` once every conversation was read.
    ConversationsFilled,
    /// How many conversations the first reading has read.
    ConversationsRead,
    /// When the oldest of them began, in milliseconds.
    ConversationsBegin,
    /// The cursor at which conversations are read again.
    ConversationsSweep,
    /// `1` once every message was read.
    Filled,
    /// The cursor at which the first reading of messages goes on.
    FillCursor,
    /// How many messages the first reading has read.
    MessagesRead,
    /// When the oldest of them was written, in milliseconds.
    MessagesBackTo,
    /// The cursor at which messages are read again.
    MessagesSweep,
    /// The time of the newest message when Kapso's list had last been followed without a gap, in milliseconds.
    FollowedTo,
    /// `1` once every contact was read.
    ContactsFilled,
    /// How many contacts the first reading has read.
    ContactsRead,
    /// The cursor at which the first reading of contacts goes on.
    ContactsCursor,
    /// When Kapso last confirmed the customers, in milliseconds.
    CustomersAsOf,
    /// When every customer was last read, in milliseconds.
    CustomersReadAt,
    /// The cursor at which contacts are read again.
    ContactsSweep,
    /// `1` while all agents are read-only.
    AgentsPaused,
    /// Messages from before then are not kept here, in milliseconds.
    KeptSince,
    /// How far the merging of the search index after the first reading is: `begun` or `done`.
    SearchMerged,
    /// Templates that were filled in and not sent, as JSON.
    TemplateDrafts,
    /// The number of the audit's newest call, and its hash.
    AuditHead,
}

impl Setting {
    pub(in crate::store) fn name(self) -> &'static str {
        match self {
            Self::AsOf => "as_of",
            Self::Watermark => "watermark",
            Self::ConversationsCursor => "conversations_cursor",
            Self::ConversationsFilled => "conversations_filled",
            Self::ConversationsRead => "conversations_read",
            Self::ConversationsBegin => "conversations_begin",
            Self::MessagesRead => "messages_read",
            Self::MessagesBackTo => "messages_back_to",
            Self::ContactsRead => "contacts_read",
            Self::ConversationsSweep => "conversations_sweep",
            Self::MessagesSweep => "messages_sweep",
            Self::ContactsSweep => "contacts_sweep",
            Self::Filled => "filled",
            Self::FillCursor => "fill_cursor",
            Self::FollowedTo => "followed_to",
            Self::ContactsFilled => "contacts_filled",
            Self::ContactsCursor => "contacts_cursor",
            Self::CustomersAsOf => "customers_as_of",
            Self::CustomersReadAt => "customers_read_at",
            Self::AgentsPaused => "agents_paused",
            Self::KeptSince => "kept_since",
            Self::SearchMerged => "search_merged",
            Self::TemplateDrafts => "template_drafts",
            Self::AuditHead => "audit_head",
        }
    }
}

impl Reader<'_> {
    /// A value, if it was ever set.
    pub fn setting(&self, setting: Setting) -> Result<Option<String>> {
        let mut statement = self.connection.prepare_cached("SELECT value FROM settings WHERE name = ?1").map_err(fault)?;
        statement.query_row([setting.name()], |row| row.get(0)).optional().map_err(fault)
    }

    /// A value that is a time in milliseconds.
    pub fn millis(&self, setting: Setting) -> Result<Option<i64>> {
        Ok(self.setting(setting)?.and_then(|value| value.parse().ok()))
    }
}

impl Reader<'_> {
    /// When Kapso last confirmed the store.
    pub fn as_of(&self) -> Result<Option<Timestamp>> {
        Ok(self.millis(Setting::AsOf)?.and_then(|millis| Timestamp::from_millisecond(millis).ok()))
    }
}

impl Writer<'_> {
    /// Sets a value.
    pub fn set(&self, setting: Setting, value: &str) -> Result<()> {
        let sql = "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.execute([setting.name(), value])).map_err(fault)?;
        Ok(())
    }

    /// Forgets a value.
    pub fn unset(&self, setting: Setting) -> Result<()> {
        self.connection.execute("DELETE FROM settings WHERE name = ?1", [setting.name()]).map_err(fault)?;
        Ok(())
    }
}
