//! People and what was said before the start.

use std::collections::HashMap;

use rusqlite::Transaction;
use serde_json::{Value, json};

use super::{
    Flaw,
    form::{Person, Spell, Turn},
    said,
    time::milliseconds,
};
use crate::{
    clock::{HOUR, MINUTE, SECOND},
    dice::Dice,
    domain::{script::Character, statuses},
    store::{
        contacts::{Contact, digits},
        conversations,
        messages::{self, NewMessage},
        numbers::Number,
        preferences::Preference,
    },
};

/// How long what people wrote stays unseen, if nobody answers: somebody of the team looks in every two hours.
const UNSEEN: i64 = 2 * HOUR;

/// Writes a person, their habits and their past.
pub(super) fn settle(tx: &Transaction<'_>, dice: &Dice, now: i64, number: &Number, person: &Person) -> Result<(), Flaw> {
    let lines = |said: &[Value]| said.iter().map(|said| said::line(tx, dice, now, number, said)).collect::<Result<Vec<_>, _>>();
    let character = Character {
        number_id: number.id.clone(),
        answers: lines(&person.answers)?,
        openings: lines(&person.openings)?,
        pace: person.pace,
        hides_reading: person.hides_reading,
        fails: person.fails,
    };
    let past = person.spells.iter().map(|spell| times(dice, now, spell)).collect::<Result<Vec<_>, _>>()?;
    let first = past.iter().flatten().min().copied().unwrap_or(now);
    let contact = Contact {
        row: 0,
        id: dice.uuid(),
        wa_id: person.phone.as_deref().map(digits),
        bsuid: person.bsuid.clone(),
        parent_bsuid: person.parent_bsuid.clone(),
        username: person.username.clone(),
        profile_name: person.name.clone(),
        display_name: person.display_name.clone(),
        customer_id: number.customer_id.clone(),
        metadata: person.metadata.clone().unwrap_or_else(|| json!({})),
        character: serde_json::to_value(&character).unwrap_or_default(),
        created_at: first,
        updated_at: first,
    };
    let row = contact.insert(tx)?;
    if let Some(status) = &person.marketing {
        let choice = Preference {
            id: dice.uuid(),
            contact: row,
            number_id: number.id.clone(),
            status: status.clone(),
            created_at: first,
            updated_at: first,
        };
        choice.insert(tx)?;
    }
    let mut teller = Teller { tx, dice, now, number, contact: row, labels: HashMap::new() };
    for (spell, times) in person.spells.iter().zip(past) {
        teller.tell(spell, &times)?;
    }
    Ok(())
}

/// When each turn of a spell was: the last one as long ago as the spell says, the others before it.
fn times(dice: &Dice, now: i64, spell: &Spell) -> Result<Vec<i64>, Flaw> {
    let mut at = now.saturating_sub(milliseconds(&spell.ended)?);
    let mut times = Vec::new();
    for turn in spell.turns.iter().rev() {
        times.push(at);
        let gap = match &turn.gap {
            Some(gap) => milliseconds(gap)?,
            None => dice.between(12 * SECOND, 3 * MINUTE),
        };
        at = at.saturating_sub(gap);
    }
    times.reverse();
    Ok(times)
}

/// Tells a person's past, turn by turn.
struct Teller<'a> {
    tx: &'a Transaction<'a>,
    dice: &'a Dice,
    now: i64,
    number: &'a Number,
    contact: i64,
    labels: HashMap<String, String>,
}

impl Teller<'_> {
    fn tell(&mut self, spell: &Spell, times: &[i64]) -> Result<(), Flaw> {
        let mut last = None;
        for (place, (turn, at)) in spell.turns.iter().zip(times).enumerate() {
            let later = spell.turns.get(place.saturating_add(1)..).unwrap_or_default();
            last = Some((self.turn(turn, later, *at)?, *at));
        }
        if let Some((conversation, at)) = last.filter(|_| spell.closed) {
            conversations::set_status(self.tx, conversation, "ended", at.saturating_add(MINUTE))?;
        }
        Ok(())
    }

    /// Writes one turn and returns its conversation.
    fn turn(&mut self, turn: &Turn, later: &[Turn], at: i64) -> Result<i64, Flaw> {
        let (inbound, said) = match (&turn.they, &turn.me) {
            (Some(said), None) => (true, said),
            (None, Some(said)) => (false, said),
            _ => return Err(Flaw::Content("a turn has either `they` or `me`".to_owned())),
        };
        let line = said::line(self.tx, self.dice, self.now, self.number, said)?;
        let id = self.dice.wamid();
        let has_media = line.has_media();
        let mut body = line.body;
        self.refer(turn, inbound, &mut body)?;
        let answered = later.iter().any(|turn| if inbound { turn.me.is_some() } else { turn.they.is_some() });
        let seen = answered || (inbound && at < self.now.saturating_sub(UNSEEN));
        let default = match (seen, turn.fails) {
            (_, Some(_)) => "failed",
            (true, None) => "read",
            (false, None) => "delivered",
        };
        let status = turn.status.as_deref().unwrap_or(default);
        let message = NewMessage {
            id: id.clone(),
            number_id: self.number.id.clone(),
            contact: self.contact,
            inbound,
            kind: line.kind,
            status: if inbound { status } else { "pending" }.to_owned(),
            origin: turn.origin.clone().unwrap_or_else(|| "cloud_api".to_owned()),
            has_media,
            media_id: line.media_id,
            body,
            content: line.content,
            extras: line.extras,
            at,
        };
        let row = messages::record(self.tx, self.dice, &message)?;
        if !inbound {
            self.deliver(row, status, turn.fails, at)?;
        }
        if let Some(label) = &turn.label {
            self.labels.insert(label.clone(), id);
        }
        Ok(self.tx.query_row("SELECT conversation FROM messages WHERE row = ?", [row], |row| row.get(0))?)
    }

    /// Fills in the message that a reply or a reaction refers to.
    fn refer(&self, turn: &Turn, inbound: bool, body: &mut Value) -> Result<(), Flaw> {
        let Some(label) = &turn.re else { return Ok(()) };
        let id = self.labels.get(label).ok_or_else(|| Flaw::Content(format!("no message before is labelled {label}")))?;
        let Some(object) = body.as_object_mut() else { return Ok(()) };
        if let Some(Value::Object(reaction)) = object.get_mut("reaction") {
            reaction.insert("message_id".to_owned(), json!(id));
        } else if inbound {
            object.insert("context".to_owned(), json!({ "id": id, "from": self.number.digits }));
        }
        Ok(())
    }

    fn deliver(&self, row: i64, status: &str, fails: Option<i64>, at: i64) -> Result<(), Flaw> {
        let steps: &[(&str, i64)] = match status {
            "pending" => &[],
            "sent" => &[("sent", SECOND)],
            "failed" => &[("sent", SECOND), ("failed", 3 * SECOND)],
            "delivered" => &[("sent", SECOND), ("delivered", 3 * SECOND)],
            _ => &[("sent", SECOND), ("delivered", 3 * SECOND), ("read", 8 * SECOND)],
        };
        for (step, after) in steps {
            let code = fails.filter(|_| *step == "failed");
            statuses::append(self.tx, row, step, code, at.saturating_add(*after))?;
        }
        Ok(())
    }
}
