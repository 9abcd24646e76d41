//! One thing that happens by itself.

use std::sync::atomic::Ordering;

use rusqlite::Transaction;
use serde::{Deserialize, Serialize};

use super::{broadcast, plan, review};
use crate::{
    domain::{
        inbound,
        script::{Character, Line},
        statuses,
    },
    store::{
        agenda,
        contacts::{self, Contact},
        messages,
    },
    webhooks::{announce, payload},
    world::World,
};

/// Something on the agenda.
#[derive(Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub(crate) enum Event {
    /// A message reaches its next state.
    Status { message: i64, status: String, code: Option<i64> },
    /// The person a message went to answers it.
    Answer { message: i64 },
    /// Somebody writes unasked.
    Opening,
    /// Webhooks are told of a message, a conversation or a number; the store's triggers write this.
    Announce { event: String, message: Option<i64>, conversation: Option<String>, number: Option<String>, customer: Option<String> },
    /// A conversation may have been silent for as long as a webhook wants to know of.
    Inactive { webhook: String, message: i64 },
    /// Payloads that waited for each other go to their webhook.
    Flush { webhook: String, conversation: i64 },
    /// A webhook is posted to.
    Deliver { delivery: i64 },
    /// Meta has looked at a template.
    Review { template: String },
    /// Meta has looked at a display name.
    NameReview { request: String },
    /// A broadcast that was scheduled begins, if it still is scheduled for this time.
    StartBroadcast { broadcast: String },
    /// A broadcast goes to its next recipients.
    Broadcast { broadcast: String },
    /// Nothing; what an unreadable entry is taken for.
    Nothing,
}

impl Event {
    pub(crate) fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or(Self::Nothing)
    }

    pub(crate) fn put(&self, tx: &Transaction<'_>, due: i64) -> rusqlite::Result<()> {
        agenda::add(tx, due, &serde_json::to_string(self).unwrap_or_default())
    }

    pub(crate) fn happen(self, world: &World, tx: &Transaction<'_>, at: i64) -> rusqlite::Result<()> {
        match self {
            Self::Status { message, status, code } => statuses::append(tx, message, &status, code, at),
            Self::Answer { message } if world.people_answer.load(Ordering::SeqCst) => answer(world, tx, message, at),
            Self::Opening => {
                open(world, tx, at)?;
                plan::next_opening(tx, &world.dice, at)
            }
            Self::Announce { event, message: Some(message), .. } => announce::message(world, tx, &event, message),
            Self::Announce { event, conversation: Some(id), .. } => announce::conversation(world, tx, &event, &id),
            Self::Announce { event, number: Some(id), customer, .. } => {
                announce::project(world, tx, &event, &payload::number(&id, customer.as_deref()))
            }
            Self::Inactive { webhook, message } => announce::silence(world, tx, &webhook, message),
            Self::Flush { webhook, conversation } => announce::flush(world, tx, &webhook, conversation),
            Self::Deliver { delivery } => {
                world.deliver(delivery);
                Ok(())
            }
            Self::Review { template } => review::template(tx, &template),
            Self::NameReview { request } => review::display_name(tx, &request, at),
            Self::StartBroadcast { broadcast } => broadcast::start(tx, &broadcast, at),
            Self::Broadcast { broadcast } => broadcast::go_on(world, tx, &broadcast, at),
            Self::Answer { .. } | Self::Announce { .. } | Self::Nothing => Ok(()),
        }
    }
}

/// The recipient says the next line of what they have to say, if anything is left; several messages get one answer.
fn answer(world: &World, tx: &Transaction<'_>, message: i64, at: i64) -> rusqlite::Result<()> {
    let Some(message) = messages::get(tx, message)? else { return Ok(()) };
    if messages::said_more(tx, &message)? {
        return Ok(());
    }
    let Some(mut contact) = contacts::get(tx, message.contact)? else { return Ok(()) };
    let mut character = Character::of(&contact.character);
    if character.answers.is_empty() {
        return Ok(());
    }
    let line = character.answers.remove(0);
    remember(tx, &mut contact, &character)?;
    inbound::arrive(tx, &world.dice, (&message.number_id, contact.row), line, Some(&message.id), at)?;
    Ok(())
}

/// One of those who have something to say says it.
fn open(world: &World, tx: &Transaction<'_>, at: i64) -> rusqlite::Result<()> {
    let waiting: Vec<i64> = tx
        .prepare_cached("SELECT row FROM contacts WHERE json_array_length(character, '$.openings') > 0 ORDER BY row")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let last = i64::try_from(waiting.len()).unwrap_or(0).saturating_sub(1);
    let chosen = usize::try_from(world.dice.between(0, last)).ok().and_then(|place| waiting.get(place));
    let Some(mut contact) = chosen.map(|row| contacts::get(tx, *row)).transpose()?.flatten() else { return Ok(()) };
    let mut character = Character::of(&contact.character);
    let line: Line = character.openings.remove(0);
    let number = character.number_id.clone();
    remember(tx, &mut contact, &character)?;
    inbound::arrive(tx, &world.dice, (&number, contact.row), line, None, at)?;
    Ok(())
}

fn remember(tx: &Transaction<'_>, contact: &mut Contact, character: &Character) -> rusqlite::Result<()> {
    contact.character = serde_json::to_value(character).unwrap_or_default();
    contact.update(tx)
}
