//! When what will happen: the delays of statuses and of people.

use rusqlite::Transaction;

use super::event::Event;
use crate::{clock::SECOND, dice::Dice, domain::script::Character, gatekeeper::Fate};

/// Plans what becomes of an accepted message: sent within a second, delivered after one to three more, read and
/// answered some seconds later; or failed. The weather may let all of it come late, or the other way round.
pub(crate) fn delivery(
    tx: &Transaction<'_>,
    dice: &Dice,
    message: i64,
    character: &Character,
    fate: Fate,
    now: i64,
) -> rusqlite::Result<()> {
    let status = |status: &str, code: Option<i64>| Event::Status { message, status: status.to_owned(), code };
    let now = now.saturating_add(fate.late.saturating_mul(SECOND));
    let sent = now.saturating_add(dice.between(200, 800));
    if let Some(code) = fate.fails.or(character.fails) {
        status("sent", None).put(tx, sent)?;
        return status("failed", Some(code)).put(tx, sent.saturating_add(dice.between(500, 1500)));
    }
    let delivered = sent.saturating_add(dice.between(1000, 3000));
    let read = delivered.saturating_add(dice.between(2 * SECOND, 9 * SECOND));
    let mut steps = vec![("sent", sent), ("delivered", delivered)];
    if !character.hides_reading {
        steps.push(("read", read));
    }
    let names: Vec<&str> = steps.iter().map(|(name, _)| *name).collect();
    for (place, (name, due)) in steps.iter().enumerate() {
        let other = names.iter().rev().nth(place).unwrap_or(name);
        status(if fate.shuffled { other } else { name }, None).put(tx, *due)?;
    }
    let thinking = character.pace.unwrap_or(6).saturating_mul(SECOND);
    let answered = read.saturating_add(thinking).saturating_add(dice.between(0, 4 * SECOND));
    Event::Answer { message }.put(tx, answered)
}

/// Puts the first unasked message of a running life on the agenda, unless one is there already.
pub(crate) fn first_opening(tx: &Transaction<'_>, due: i64) -> Result<(), crate::refusal::Refusal> {
    let planned: bool = tx.query_row("SELECT EXISTS (SELECT 1 FROM agenda WHERE event LIKE '%\"opening\"%')", [], |row| row.get(0))?;
    if !planned {
        Event::Opening.put(tx, due)?;
    }
    Ok(())
}

/// Plans the next unasked message: about one a minute.
pub(crate) fn next_opening(tx: &Transaction<'_>, dice: &Dice, now: i64) -> rusqlite::Result<()> {
    Event::Opening.put(tx, now.saturating_add(dice.between(30 * SECOND, 90 * SECOND)))
}
