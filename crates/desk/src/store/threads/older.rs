//! A thread's summary when only older messages came, as in the first reading: told from what stands in it and what came, since
//! to look at all of its messages again costs six times as much.

use rusqlite::{OptionalExtension, params, types::Value};

use super::upkeep::summary;
use crate::{
    error::Result,
    store::{Writer, fault},
    values::{Delivery, Direction, MessageKind},
};

/// Where the columns that older messages can change stand in a summary.
const LAST_OUTBOUND_AT: usize = 1;
const ANSWERED_AT: usize = 7;
const LAST_INBOUND_AT: usize = 10;
const UNREAD_COUNT: usize = 11;
const NEEDS_REPLY: usize = 12;

/// Messages that were added to one thread, oldest first.
#[derive(Debug, Default)]
pub(in crate::store) struct Added {
    count: i64,
    newest_id: i64,
    heard_at: i64,
    answered_at: i64,
    /// After the newest answer of them.
    unread: i64,
    asks: bool,
}

impl Added {
    /// Counts one more.
    pub(in crate::store) fn add(&mut self, id: i64, at: i64, direction: Direction, kind: MessageKind, delivery: Delivery) {
        self.count = self.count.saturating_add(1);
        self.newest_id = self.newest_id.max(id);
        match direction {
            Direction::Outbound if delivery != Delivery::Failed => {
                (self.answered_at, self.unread, self.asks) = (at, 0, false);
            }
            Direction::Outbound => {}
            Direction::Inbound => {
                self.heard_at = self.heard_at.max(at);
                if kind != MessageKind::Reaction && at > 0 {
                    self.asks = true;
                    self.unread = self.unread.saturating_add((delivery != Delivery::Read).into());
                }
            }
        }
    }

    /// What becomes of a summary. What is older than an answer is answered and read.
    fn apply(&self, summary: &mut [Value]) {
        let answered = summary.get(ANSWERED_AT).is_some_and(|at| *at != Value::Integer(0));
        let mut raise = |column: usize, to: i64| {
            if let Some(value) = summary.get_mut(column).filter(|value| integer(value) < to) {
                *value = Value::Integer(to);
            }
        };
        raise(LAST_INBOUND_AT, self.heard_at);
        if answered {
            return;
        }
        raise(LAST_OUTBOUND_AT, self.answered_at);
        raise(ANSWERED_AT, self.answered_at);
        raise(NEEDS_REPLY, self.asks.into());
        if let Some(unread) = summary.get_mut(UNREAD_COUNT) {
            *unread = Value::Integer(integer(unread).saturating_add(self.unread));
        }
    }
}

fn integer(value: &Value) -> i64 {
    if let Value::Integer(value) = value { *value } else { 0 }
}

impl Writer<'_> {
    /// Brings a thread's summary up to what was added to it. Where not everything else in the thread is newer, something of ours
    /// is about to leave, or a person looked at it, the whole thread is looked at.
    pub(in crate::store) fn refresh_added(&self, thread_id: i64, added: &Added) -> Result<()> {
        let sql = include_str!("older.sql");
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = statement.query_row(params![thread_id, added.newest_id, added.count], |row| summary(row, 0));
        let Some(before) = read.optional().map_err(fault)? else { return self.refresh_thread(thread_id) };
        let mut now = before.clone();
        added.apply(&mut now);
        self.put_summary(thread_id, &now, &before)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::{
        secrets::StoreKey,
        store::{
            Store,
            messages::{Parts, SeenMessage},
            threads::{KnownAs, SeenConversation},
        },
        values::ConversationStatus,
    };

    #[test]
    fn what_is_told_from_what_came_is_what_the_whole_thread_says() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("store.sqlite"), &StoreKey::of_the_demo()).unwrap();
        let mut dice = Dice(7);
        for person in 0..80 {
            let thread = store.write_copy(|writer| writer.put_conversation(&conversation(person))).unwrap().unwrap();
            let mut oldest = 1_000_000;
            for batch in 0..8 {
                let first = if dice.roll(6) == 0 { oldest + dice.roll(400) } else { oldest };
                let newest_first: Vec<SeenMessage> =
                    (0..=dice.roll(4)).map(|nth| message(&mut dice, person, first - nth * 3, &format!("{batch}.{nth}"))).collect();
                oldest = oldest.min(first) - 15;
                let corrected = store.write_copy(|writer| {
                    writer.put_messages(&newest_first)?;
                    let told = writer.connection.total_changes();
                    writer.refresh_thread(thread)?;
                    Ok(writer.connection.total_changes() - told)
                });
                assert_eq!(corrected.unwrap(), 0, "after {newest_first:#?}");
                match dice.roll(24) {
                    0 | 1 => store.write(|writer| writer.see_thread(thread)).map(drop).unwrap(),
                    2..=8 => store.write(|writer| writer.mark_unread(thread)).map(drop).unwrap(),
                    9 => store.write(|writer| leave(writer, thread, oldest * 1_000)).unwrap(),
                    _ => {}
                }
            }
        }
    }

    struct Dice(i64);

    impl Dice {
        fn roll(&mut self, sides: i64) -> i64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33).rem_euclid(sides)
        }
    }

    /// Something of ours is about to leave.
    fn leave(writer: &Writer<'_>, thread: i64, at: i64) -> Result<()> {
        let sql = "INSERT INTO outbox (thread_id, phone_number_id, kind, body, author, state, created_at, leaves_at)
                   VALUES (?1, '106500000000017', 'text', '{}', 'person', 'held', ?2, ?2)";
        writer.run(sql, [thread, at])?;
        writer.refresh_thread(thread)
    }

    fn known_as(person: i64) -> KnownAs {
        KnownAs { user: None, digits: Some(format!("1555{person:07}")) }
    }

    fn conversation(person: i64) -> SeenConversation {
        SeenConversation {
            id: format!("conversation-{person}"),
            phone_number_id: "106500000000017".to_owned(),
            contact: known_as(person),
            contact_name: None,
            status: ConversationStatus::Active,
            created_at: None,
            last_active_at: Timestamp::from_second(1_700_000_000).unwrap(),
            last_inbound_at: None,
            last_outbound_at: None,
        }
    }

    fn message(dice: &mut Dice, person: i64, second: i64, name: &str) -> SeenMessage {
        let direction = if dice.roll(4) == 0 { Direction::Outbound } else { Direction::Inbound };
        let kind = if dice.roll(4) == 0 { MessageKind::Reaction } else { MessageKind::Text };
        let status = if dice.roll(3) > 0 {
            "delivered"
        } else if direction == Direction::Inbound {
            "read"
        } else {
            "failed"
        };
        SeenMessage {
            wamid: format!("wamid.{person}.{name}"),
            phone_number_id: Some("106500000000017".to_owned()),
            conversation_id: Some(format!("conversation-{person}")),
            contact: known_as(person),
            at: Timestamp::from_second(second).unwrap(),
            direction,
            kind,
            text: Some(name.to_owned()),
            parts: Parts::default(),
            reply_to: None,
            origin: None,
            status: Some(status.to_owned()),
            statuses: Vec::new(),
        }
    }
}
