//! Threads: one contact on one number.

mod inbox;
mod older;
mod past;
mod starting;
mod upkeep;

pub use inbox::{Asleep, Cut, Found, Page};
pub(in crate::store) use older::Added;
pub use past::MOST_PAST;
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

/// What a row of the inbox is made of, read by its places: a name is looked up among all columns, for every value of every row.
/// The team's own name for somebody goes before the one that conversations carry.
pub(in crate::store) const COLUMNS: &str =
    "threads.id, threads.conversation_id, threads.digits, threads.business_scoped_user_id, threads.phone_number_id,
    threads.status, threads.unread_count, threads.needs_reply, threads.last_active_at, threads.last_inbound_at,
    threads.preview_direction, threads.preview_kind, threads.preview_text, threads.preview_at, threads.preview_delivery,
    coalesce(numbers.name, threads.phone_number_id), numbers.config_id, numbers.display_phone_number,
    coalesce((SELECT coalesce(display_name, threads.contact_name, profile_name, username) FROM contacts
      WHERE row = (SELECT contact FROM contact_of_thread WHERE thread_id = threads.id)), threads.contact_name),
    (SELECT count(*) FROM approvals WHERE approvals.thread_id = threads.id AND approvals.state = 'waiting')
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
    let id: i64 = row.get(0)?;
    let digits: Option<String> = row.get(2)?;
    let ended = row.get_ref(5)?.as_str()? == "ended";
    Ok(Conversation {
        conversation_id: row.get(1)?,
        thread_id: Some(id.to_string()),
        contact_name: row.get(18)?,
        phone_number: digits.map(|digits| format!("+{digits}")),
        business_scoped_user_id: row.get(3)?,
        config_name: row.get(15)?,
        whatsapp_config_id: row.get(16)?,
        phone_number_id: row.get(4)?,
        status: if ended { ConversationStatus::Ended } else { ConversationStatus::Active },
        unread_count: row.get(6)?,
        needs_reply: row.get(7)?,
        waiting_approvals: row.get(19)?,
        last_active_at: time(row.get(8)?),
        last_message: preview(row)?,
        window: service_window::of(row.get::<_, Option<i64>>(9)?.map(time), now),
    })
}

fn preview(row: &Row<'_>) -> rusqlite::Result<Option<Preview>> {
    let (Some(direction), Some(kind), Some(at), Some(delivery)) =
        (row.get_ref(10)?.as_str_or_null()?, row.get_ref(11)?.as_str_or_null()?, row.get(13)?, row.get_ref(14)?.as_str_or_null()?)
    else {
        return Ok(None);
    };
    let direction = Direction::of(direction);
    Ok(Some(Preview {
        direction,
        kind: MessageKind::of(kind),
        text: row.get::<_, Option<String>>(12)?.unwrap_or_default(),
        at: time(at),
        delivery: if direction == Direction::Inbound { Delivery::Received } else { Delivery::of(delivery) },
    }))
}

fn recipient(row: &Row<'_>) -> rusqlite::Result<Recipient> {
    Ok(Recipient {
        thread_id: row.get(0)?,
        conversation_id: row.get(1)?,
        phone_number_id: row.get(4)?,
        config_id: row.get(16)?,
        config_name: row.get(15)?,
        host_phone: row.get(17)?,
        digits: row.get(2)?,
        business_scoped_user_id: row.get(3)?,
        name: row.get(18)?,
        last_inbound_at: row.get::<_, Option<i64>>(9)?.map(time),
        ended: row.get_ref(5)?.as_str()? == "ended",
    })
}

/// A stored time. One that no calendar has, which cannot be written either, reads as 1970.
pub(super) fn time(millis: i64) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or_default()
}
