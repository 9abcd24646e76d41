//! A crowd of any size: invented people and what they wrote, drawn from the seed and written in one go.

mod chat;
mod words;

use rusqlite::{CachedStatement, Transaction, params};

use crate::{StartError, clock::DAY, dice::Dice, store::Store};
use chat::Chat;

/// How large a world is made, beside the cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// How many people; at least one when there are messages.
    pub contacts: u32,
    /// How many messages there are between them and the business, in all.
    pub messages: u32,
}

/// Writes the crowd. Indexes and triggers are laid aside meanwhile, which makes it several times as fast.
pub(crate) fn settle(store: &Store, dice: &Dice, now: i64, size: Size) -> Result<(), StartError> {
    store.transaction(|tx| {
        let aside = lay_aside(tx)?;
        populate(tx, dice, now, size)?;
        aside.iter().try_for_each(|sql| tx.execute_batch(sql))?;
        Ok(())
    })
}

/// Drops what would be kept up to date with every row, and returns how to make it again.
fn lay_aside(tx: &Transaction<'_>) -> rusqlite::Result<Vec<String>> {
    let found: Vec<(String, String, String)> = tx
        .prepare(
            "SELECT type, name, sql FROM sqlite_master \
             WHERE type IN ('index', 'trigger') AND tbl_name IN ('contacts', 'conversations', 'messages') AND sql IS NOT NULL",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    for (kind, name, _) in &found {
        tx.execute_batch(&format!("DROP {kind} {name}"))?;
    }
    Ok(found.into_iter().map(|(_, _, sql)| sql).collect())
}

/// A number of the cast, and a picture that was sent over it.
pub(crate) struct Line {
    number_id: String,
    picture: Option<String>,
}

/// The prepared statements, so that nothing is parsed twice.
pub(crate) struct Pens<'a> {
    contact: CachedStatement<'a>,
    conversation: CachedStatement<'a>,
    message: CachedStatement<'a>,
}

const CONTACT: &str = "INSERT INTO contacts (id, wa_id, profile_name, display_name, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)";
const CONVERSATION: &str = "INSERT INTO conversations (row, id, number_id, contact, status, ends_at, messages_count, last_message, \
    last_inbound_at, last_outbound_at, last_active_at, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
const MESSAGE: &str = "INSERT INTO messages (row, id, number_id, contact, conversation, direction, type, status, origin, has_media, \
    media_id, body, content, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'cloud_api', ?, ?, ?, ?, ?)";

fn populate(tx: &Transaction<'_>, dice: &Dice, now: i64, size: Size) -> rusqlite::Result<()> {
    let lines: Vec<Line> = tx
        .prepare(
            "SELECT id, (SELECT id FROM media WHERE number_id = numbers.id AND mime_type = 'image/jpeg' ORDER BY rowid LIMIT 1) \
             FROM numbers WHERE status = 'CONNECTED' ORDER BY id",
        )?
        .query_map([], |row| Ok(Line { number_id: row.get(0)?, picture: row.get(1)? }))?
        .collect::<Result<_, _>>()?;
    let mut pens =
        Pens { contact: tx.prepare_cached(CONTACT)?, conversation: tx.prepare_cached(CONVERSATION)?, message: tx.prepare_cached(MESSAGE)? };
    let next = |table: &str| tx.query_row(&format!("SELECT coalesce(max(row), 0) + 1 FROM {table}"), [], |row| row.get(0));
    let mut rows = Rows { conversation: next("conversations")?, message: next("messages")? };
    let mut left = i64::from(size.messages);
    for (place, people_left) in (0..size.contacts).zip((1..=size.contacts).rev()) {
        let share = left.checked_div(i64::from(people_left)).unwrap_or(0);
        let count = if people_left == 1 { left } else { dice.between(share.min(1), share.saturating_mul(2).saturating_sub(1).max(share)) };
        left = left.saturating_sub(count);
        let line = usize::try_from(place).ok().and_then(|place| lines.get(place.checked_rem(lines.len())?));
        let Some(line) = line else { return Ok(()) };
        person(&mut pens, &mut rows, dice, now, (place, line, count))?;
    }
    Ok(())
}

/// The rows that come next.
pub(crate) struct Rows {
    conversation: i64,
    message: i64,
}

fn person(pens: &mut Pens<'_>, rows: &mut Rows, dice: &Dice, now: i64, (place, line, count): (u32, &Line, i64)) -> rusqlite::Result<()> {
    let chats = Chat::plan(dice, now, count);
    let first = chats.iter().map(|chat| chat.begins).min().unwrap_or_else(|| now.saturating_sub(dice.between(DAY, 200 * DAY)));
    let name = words::name(dice);
    // The country code 999 belongs to nobody.
    let phone = format!("999{place:09}");
    let named = (dice.between(0, 3) == 0).then_some(&name);
    let contact = pens.contact.insert(params![dice.uuid(), phone, name, named, first, first])?;
    chats.iter().try_for_each(|chat| chat.write(pens, rows, dice, (contact, line)))
}

#[cfg(test)]
mod tests {
    use super::{Size, settle};
    use crate::{cast, clock::DAY, dice::Dice, store::Store};

    fn count(store: &Store, sql: &str) -> i64 {
        store.transaction(|tx| tx.query_row(sql, [], |row| row.get(0))).unwrap()
    }

    #[test]
    fn nothing_refers_to_what_is_not_there_and_everything_laid_aside_is_back() {
        let world = || {
            let (store, dice) = (Store::open(None).unwrap(), Dice::new(1));
            cast::settle(&store, &dice, 20_000 * DAY, 0).unwrap();
            (store, dice)
        };
        let ((cast, _), (crowd, dice)) = (world(), world());
        settle(&crowd, &dice, 20_000 * DAY, Size { contacts: 200, messages: 2000 }).unwrap();
        assert_eq!(count(&crowd, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
        let parts = "SELECT count(*) FROM sqlite_master";
        assert_eq!(count(&crowd, parts), count(&cast, parts));
        assert_eq!(count(&crowd, "SELECT count(*) FROM messages") - count(&cast, "SELECT count(*) FROM messages"), 2000);
    }
}
