//! Messages that Kapso knows.

mod page;
mod parts;

pub use page::{Older, ThreadPage};
pub use parts::Parts;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::{Writer, fault};
use crate::{
    delivery,
    error::Result,
    store::{settings::Setting, threads::KnownAs},
    values::{Direction, MessageKind},
};

/// A message as Kapso shows it.
#[derive(Debug, Clone)]
pub struct SeenMessage {
    /// WhatsApp's id.
    pub wamid: String,
    /// The number that it is on.
    pub phone_number_id: Option<String>,
    /// Kapso's conversation.
    pub conversation_id: Option<String>,
    /// The contact.
    pub contact: KnownAs,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it.
    pub direction: Direction,
    /// Its kind.
    pub kind: MessageKind,
    /// What it says.
    pub text: Option<String>,
    /// Everything else that it holds.
    pub parts: Parts,
    /// The message that it answers.
    pub reply_to: Option<String>,
    /// `cloud_api`, `business_app` or `history_sync`.
    pub origin: Option<String>,
    /// Kapso's own summary of its state.
    pub status: Option<String>,
    /// Every status so far.
    pub statuses: Vec<SeenStatus>,
}

/// One status of a message: a fact that is never taken back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SeenStatus {
    /// `sent`, `delivered`, `read`, `failed`.
    pub status: String,
    /// When, in milliseconds; 0 when unknown.
    pub at: i64,
    /// WhatsApp's error code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<i64>,
    /// WhatsApp's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

impl Writer<'_> {
    /// Stores a message, once for each id. Gives its thread when that changed anything; none when it cannot be placed.
    pub fn put_message(&self, seen: &SeenMessage) -> Result<Option<i64>> {
        let Some(thread_id) = self.thread_of_message(seen)? else { return Ok(None) };
        let known = self.known_statuses(&seen.wamid)?;
        let statuses = delivery::union(known.as_deref().unwrap_or_default(), &seen.statuses);
        let state = delivery::fold(seen.direction, seen.status.as_deref(), &statuses);
        let statuses = if statuses.is_empty() { None } else { serde_json::to_string(&statuses).ok() };
        let sql = "INSERT INTO messages (wamid, thread_id, conversation_id, at, direction, kind, text, parts, reply_to, reacts_to, origin, delivery, statuses, failure_code, failure)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
                   ON CONFLICT (wamid) DO UPDATE SET
                     thread_id = excluded.thread_id, at = excluded.at, conversation_id = coalesce(excluded.conversation_id, conversation_id), text = coalesce(excluded.text, text),
                     parts = coalesce(excluded.parts, parts), reply_to = coalesce(reply_to, excluded.reply_to), origin = coalesce(excluded.origin, origin),
                     delivery = excluded.delivery, statuses = excluded.statuses, failure_code = excluded.failure_code, failure = excluded.failure
                   WHERE thread_id <> excluded.thread_id OR at <> excluded.at OR delivery <> excluded.delivery OR statuses IS NOT excluded.statuses
                     OR text IS NOT coalesce(excluded.text, text) OR parts IS NOT coalesce(excluded.parts, parts)
                     OR conversation_id IS NOT coalesce(excluded.conversation_id, conversation_id)";
        let row = params![
            seen.wamid,
            thread_id,
            seen.conversation_id,
            seen.at.as_millisecond(),
            seen.direction.as_str(),
            seen.kind.as_str(),
            seen.text,
            seen.parts.to_json(),
            seen.reply_to,
            seen.parts.reaction.as_ref().and_then(|reaction| reaction.message_id.as_ref()),
            seen.origin,
            state.delivery.as_str(),
            statuses,
            state.code,
            state.words,
        ];
        Ok((self.run(sql, row)? > 0).then_some(thread_id))
    }

    fn thread_of_message(&self, seen: &SeenMessage) -> Result<Option<i64>> {
        if let Some(conversation) = &seen.conversation_id
            && let Some(thread) = self.thread_of_conversation(conversation)?
        {
            return Ok(Some(thread));
        }
        let Some(number) = &seen.phone_number_id else { return Ok(None) };
        if seen.contact == KnownAs::default() {
            return Ok(None);
        }
        let thread = self.thread_for(number, &seen.contact)?;
        if let Some(conversation) = &seen.conversation_id {
            self.put_unlisted_conversation(conversation, thread, seen.at)?;
        }
        Ok(Some(thread))
    }

    fn known_statuses(&self, wamid: &str) -> Result<Option<Vec<SeenStatus>>> {
        let sql = "SELECT statuses FROM messages WHERE wamid = ?1";
        let stored: Option<Option<String>> = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row([wamid], |row| row.get(0)).optional())
            .map_err(fault)?;
        Ok(stored.flatten().and_then(|json| serde_json::from_str(&json).ok()))
    }

    /// Whether a message was here when Kapso's list had last been followed without a gap.
    pub fn is_settled(&self, wamid: &str) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM messages WHERE wamid = ?1 AND id <= (SELECT CAST(value AS INTEGER) FROM settings WHERE name = ?2))";
        let parameters = [wamid, Setting::Settled.name()];
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row(parameters, |row| row.get(0))).map_err(fault)
    }

    /// Notes that Kapso's list has been followed without a gap.
    pub fn settle_messages(&self) -> Result<()> {
        let sql = "SELECT coalesce(max(id), 0) FROM messages";
        let newest: i64 =
            self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([], |row| row.get(0))).map_err(fault)?;
        self.set(Setting::Settled, &newest.to_string())
    }
}
