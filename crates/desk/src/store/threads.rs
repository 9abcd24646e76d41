//! Threads: one contact on one number.

mod inbox;
mod starting;
mod upkeep;

pub use inbox::{Asleep, Cut, Found, Page};
pub use upkeep::{KnownAs, SeenConversation};

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row};

use super::{Reader, fault};
use crate::{
    error::Result,
    model::{Conversation, Preview},
    selector::Recipient,
    service_window,
    values::{ConversationStatus, Delivery, Direction, MessageKind},
};

/// What a row of the inbox is made of. The team's own name for somebody goes before the one that conversations carry.
pub(in crate::store) const COLUMNS: &str =
    "threads.*, coalesce(numbers.name, threads.phone_number_id) AS config_name, numbers.config_id AS config_id,
    (SELECT coalesce(display_name, threads.contact_name, profile_name, username) FROM contacts
      WHERE row = (SELECT contact FROM contact_of_thread WHERE thread_id = threads.id)) AS known_name,
    numbers.display_phone_number AS host_phone,
    (SELECT count(*) FROM approvals WHERE approvals.thread_id = threads.id AND approvals.state = 'waiting') AS waiting
    FROM threads LEFT JOIN numbers USING (phone_number_id)";

impl Reader<'_> {
    /// The thread of one of Kapso's conversations.
    pub fn thread_of_conversation(&self, conversation_id: &str) -> Result<Option<i64>> {
        let sql = "SELECT thread_id FROM conversations WHERE id = ?1";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row([conversation_id], |row| row.get(0)).optional())
            .map_err(fault)
    }

    /// A thread as a row of the inbox.
    pub fn thread(&self, thread_id: i64, now: Timestamp) -> Result<Option<Conversation>> {
        let sql = format!("SELECT {COLUMNS} WHERE threads.id = ?1");
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        statement.query_row([thread_id], |row| conversation(row, now)).optional().map_err(fault)
    }

    /// A thread as a send needs it.
    pub fn recipient(&self, thread_id: i64) -> Result<Option<Recipient>> {
        let sql = format!("SELECT {COLUMNS} WHERE threads.id = ?1");
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        statement.query_row([thread_id], recipient).optional().map_err(fault)
    }

    /// The threads of a phone number, on whichever of our numbers; as it was typed, or as WhatsApp spells it.
    pub fn recipients_of_digits(&self, digits: &str) -> Result<Vec<Recipient>> {
        for digits in self.spellings(digits)? {
            let found = self.recipients_spelled(&digits)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    fn recipients_spelled(&self, digits: &str) -> Result<Vec<Recipient>> {
        let sql = format!("SELECT {COLUMNS} WHERE threads.digits = ?1 ORDER BY last_active_at DESC");
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        statement.query_map([digits], recipient).and_then(Iterator::collect).map_err(fault)
    }
}

pub(in crate::store) fn conversation(row: &Row<'_>, now: Timestamp) -> rusqlite::Result<Conversation> {
    let digits: Option<String> = row.get("digits")?;
    let ended = row.get_ref("status")?.as_str()? == "ended";
    let id: i64 = row.get("id")?;
    Ok(Conversation {
        conversation_id: row.get("conversation_id")?,
        thread_id: Some(id.to_string()),
        contact_name: name(row)?,
        phone_number: digits.map(|digits| format!("+{digits}")),
        business_scoped_user_id: row.get("business_scoped_user_id")?,
        config_name: row.get("config_name")?,
        whatsapp_config_id: row.get("config_id")?,
        phone_number_id: row.get("phone_number_id")?,
        status: if ended { ConversationStatus::Ended } else { ConversationStatus::Active },
        unread_count: row.get("unread_count")?,
        needs_reply: row.get("needs_reply")?,
        waiting_approvals: row.get("waiting")?,
        last_active_at: time(row.get("last_active_at")?),
        last_message: preview(row)?,
        window: service_window::of(row.get::<_, Option<i64>>("last_inbound_at")?.map(time), now),
    })
}

fn name(row: &Row<'_>) -> rusqlite::Result<Option<String>> {
    let known: Option<String> = row.get("known_name")?;
    if known.is_some() { Ok(known) } else { row.get("contact_name") }
}

fn preview(row: &Row<'_>) -> rusqlite::Result<Option<Preview>> {
    let (Some(at), Some(direction), Some(kind), Some(delivery)) = (
        row.get::<_, Option<i64>>("preview_at")?,
        row.get::<_, Option<String>>("preview_direction")?,
        row.get::<_, Option<String>>("preview_kind")?,
        row.get::<_, Option<String>>("preview_delivery")?,
    ) else {
        return Ok(None);
    };
    let direction = Direction::of(&direction);
    Ok(Some(Preview {
        direction,
        kind: MessageKind::of(&kind),
        text: row.get::<_, Option<String>>("preview_text")?.unwrap_or_default(),
        at: time(at),
        delivery: if direction == Direction::Inbound { Delivery::Received } else { Delivery::of(&delivery) },
    }))
}

fn recipient(row: &Row<'_>) -> rusqlite::Result<Recipient> {
    Ok(Recipient {
        thread_id: row.get("id")?,
        conversation_id: row.get("conversation_id")?,
        phone_number_id: row.get("phone_number_id")?,
        config_id: row.get("config_id")?,
        config_name: row.get("config_name")?,
        host_phone: row.get("host_phone")?,
        digits: row.get("digits")?,
        business_scoped_user_id: row.get("business_scoped_user_id")?,
        name: name(row)?,
        last_inbound_at: row.get::<_, Option<i64>>("last_inbound_at")?.map(time),
        ended: row.get_ref("status")?.as_str()? == "ended",
    })
}

/// A stored time. One that no calendar has, which cannot be written either, reads as 1970.
pub(super) fn time(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or_default()
}
