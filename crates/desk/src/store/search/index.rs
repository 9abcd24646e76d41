//! Keeping the index like the messages, in the same transaction.

use rusqlite::{OptionalExtension, Row, params};

use crate::{
    error::Result,
    search::indexed,
    store::{Writer, fault, fingerprint::fingerprint, messages::Parts},
    values::{Direction, MessageKind},
};

/// A message as the index takes it.
pub(in crate::store) struct Indexed<'m> {
    pub(in crate::store) id: i64,
    pub(in crate::store) thread_id: i64,
    pub(in crate::store) phone_number_id: &'m str,
    pub(in crate::store) direction: Direction,
    pub(in crate::store) kind: MessageKind,
    pub(in crate::store) text: Option<&'m str>,
    pub(in crate::store) parts: &'m Parts,
}

impl Writer<'_> {
    /// Takes a message into the index. Reactions say nothing that anybody looks for.
    pub(in crate::store) fn index(&self, message: &Indexed<'_>) -> Result<()> {
        if message.kind == MessageKind::Reaction {
            return Ok(());
        }
        let (words, bare) = indexed(message.parts.readable(message.text).into_iter().map(|(_, text)| text));
        if words.is_empty() {
            return Ok(());
        }
        let cut =
            [of_thread(message.thread_id), of_number(message.phone_number_id), of_direction(message.direction), of_kind(message.kind)];
        let sql = "INSERT INTO messages_search (rowid, words, bare, cut) VALUES (?1, ?2, ?3, ?4)";
        self.run(sql, params![message.id, words, bare, cut.join(" ")])?;
        Ok(())
    }

    /// Takes a message out of the index.
    pub(in crate::store) fn unindex(&self, id: i64) -> Result<()> {
        self.run("DELETE FROM messages_search WHERE rowid = ?1", [id])?;
        Ok(())
    }

    /// Takes a message into the index as it is stored.
    pub(in crate::store) fn index_stored(&self, id: i64) -> Result<()> {
        let sql = "SELECT thread_id, phone_number_id, direction, kind, text, parts FROM messages JOIN threads ON threads.id = thread_id WHERE messages.id = ?1";
        let read = |row: &Row<'_>| {
            let (direction, kind) = (Direction::of(row.get_ref(2)?.as_str()?), MessageKind::of(row.get_ref(3)?.as_str()?));
            Ok((row.get(0)?, row.get::<_, String>(1)?, direction, kind, row.get::<_, Option<String>>(4)?, Parts::of_json(row.get(5)?)))
        };
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let stored = statement.query_row([id], read).optional().map_err(fault)?;
        let Some((thread_id, number, direction, kind, text, parts)) = stored else { return Ok(()) };
        let text = text.as_deref();
        self.index(&Indexed { id, thread_id, phone_number_id: &number, direction, kind, text, parts: &parts })
    }

    /// Takes every message of a thread into the index anew: they came from another one.
    pub(in crate::store) fn index_thread(&self, thread_id: i64) -> Result<()> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM messages WHERE thread_id = ?1 ORDER BY id").map_err(fault)?;
        let ids: Vec<i64> = statement.query_map([thread_id], |row| row.get(0)).and_then(Iterator::collect).map_err(fault)?;
        ids.iter().try_for_each(|id| self.unindex(*id))?;
        ids.iter().try_for_each(|id| self.index_stored(*id))
    }
}

/// Where the characters begin that stand for threads, and those that stand for names: no script has them.
const THREADS: u32 = 0x40000;
const NAMES: u32 = 0x80000;
/// How many there are of each.
const EACH: u32 = 0x40000;

pub(super) fn of_thread(thread_id: i64) -> String {
    let (mut rest, mut word) = (thread_id, String::new());
    while rest > 0 {
        word.extend(sign(THREADS, rest.rem_euclid(EACH.into())));
        rest = rest.div_euclid(EACH.into());
    }
    word
}

/// Of two characters: two numbers of one project that share them are not to be expected.
pub(super) fn of_number(phone_number_id: &str) -> String {
    let hash = i64::from(fingerprint(phone_number_id));
    sign(NAMES, hash.rem_euclid(EACH.into())).into_iter().chain(sign(NAMES, hash.div_euclid(EACH.into()).rem_euclid(EACH.into()))).collect()
}

pub(super) fn of_direction(direction: Direction) -> String {
    of_name(direction.as_str())
}

pub(super) fn of_kind(kind: MessageKind) -> String {
    of_name(kind.as_str())
}

fn of_name(name: &str) -> String {
    sign(NAMES, i64::from(fingerprint(name)).rem_euclid(EACH.into())).into_iter().collect()
}

fn sign(first: u32, place: i64) -> Option<char> {
    u32::try_from(place).ok().and_then(|place| char::from_u32(first.saturating_add(place)))
}

#[cfg(test)]
impl crate::store::Reader<'_> {
    pub(super) fn count_search_segments(&self) -> Result<i64> {
        let sql = "SELECT count(DISTINCT segid) FROM messages_search_idx";
        self.connection.query_row(sql, [], |row| row.get(0)).map_err(fault)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::{
        secrets::StoreKey,
        store::{Store, messages::SeenMessage, threads::KnownAs},
    };

    #[test]
    fn filters_are_words_of_their_own_that_no_list_of_beginnings_takes() {
        let kinds = ["text", "image", "video", "audio", "document", "sticker", "location", "contacts", "interactive", "button", "template"];
        let kinds = kinds.into_iter().chain(["order", "system", "unsupported"]).map(MessageKind::of).map(of_kind);
        let directions = [Direction::Inbound, Direction::Outbound].map(of_direction);
        let short: Vec<String> = kinds.chain(directions).chain([1, 2, 0x3FFFF].map(of_thread)).collect();
        assert!(short.iter().all(|word| word.chars().count() == 1), "{short:?}");
        let others = [0x40000, 0x40001, i64::MAX].map(of_thread).into_iter().chain(["106500000000017", "106500000000018"].map(of_number));
        let all: std::collections::BTreeSet<String> = short.iter().cloned().chain(others).collect();
        assert_eq!(all.len(), short.len() + 5);
    }

    #[test]
    fn messages_that_are_stored_together_are_one_segment_of_the_index() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("store.sqlite"), &StoreKey::of_the_demo()).unwrap();
        let of_many_people: Vec<SeenMessage> = (1..=300).rev().map(message).collect();
        store.write_copy(|writer| writer.put_messages(&of_many_people)).unwrap();
        let segments = store.read(|store| store.count_search_segments()).unwrap();
        assert_eq!(segments, 1, "no statement in between makes the index write down what it gathers");
    }

    pub(in crate::store::search) fn message(number: i64) -> SeenMessage {
        SeenMessage {
            wamid: format!("wamid.{number:032}"),
            phone_number_id: Some("106500000000017".to_owned()),
            conversation_id: Some(format!("conversation-{number}")),
            contact: KnownAs { user: None, digits: Some(format!("1555{number:07}")) },
            at: Timestamp::from_second(1_700_000_000 + number).unwrap(),
            direction: Direction::Inbound,
            kind: MessageKind::Text,
            text: Some(format!("message {number}")),
            parts: Parts::default(),
            reply_to: None,
            origin: None,
            status: None,
            statuses: Vec::new(),
        }
    }
}
