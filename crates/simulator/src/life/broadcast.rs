//! A broadcast on its way: a handful of people every second.

use rusqlite::Transaction;
use serde_json::{Value, json};

use super::event::Event;
use crate::{
    clock::SECOND,
    proxy::send_now,
    refusal::Refusal,
    store::{
        broadcasts::{self, Broadcast},
        numbers,
        recipients::{self, Recipient},
        templates,
    },
    world::World,
};

const AT_ONCE: usize = 20;

/// Begins a scheduled broadcast when its time has come; one that was cancelled or moved does not begin.
pub(super) fn start(tx: &Transaction<'_>, id: &str, at: i64) -> rusqlite::Result<()> {
    let due = broadcasts::find(tx, id)?.filter(|broadcast| broadcast.status == "scheduled" && broadcast.scheduled_at == Some(at));
    due.map_or(Ok(()), |broadcast| begin(tx, broadcast, at))
}

/// Lets a broadcast leave now.
pub(crate) fn begin(tx: &Transaction<'_>, mut broadcast: Broadcast, now: i64) -> rusqlite::Result<()> {
    broadcast.status = "sending".to_owned();
    broadcast.started_at = Some(now);
    broadcast.updated_at = now;
    broadcast.update(tx)?;
    Event::Broadcast { broadcast: broadcast.id }.put(tx, now)
}

/// Sends to the next ones and comes back a second later, until nobody is left or somebody stopped it.
pub(super) fn go_on(world: &World, tx: &Transaction<'_>, id: &str, at: i64) -> rusqlite::Result<()> {
    let Some(mut broadcast) = broadcasts::find(tx, id)?.filter(|broadcast| broadcast.status == "sending") else { return Ok(()) };
    for _ in 0..AT_ONCE {
        let Some(recipient) = recipients::next(tx, broadcast.row)? else {
            broadcast.status = "completed".to_owned();
            broadcast.completed_at = Some(at);
            broadcast.updated_at = at;
            return broadcast.update(tx);
        };
        let (status, message, error) = match send(world, tx, &broadcast, &recipient) {
            Ok(id) => ("sent", Some(id), None),
            Err(refusal) => (outcome(&refusal), None, Some(words(&refusal))),
        };
        recipients::settle(tx, recipient.row, status, message.as_deref(), error.as_deref(), at)?;
    }
    Event::Broadcast { broadcast: broadcast.id }.put(tx, at.saturating_add(SECOND))
}

fn send(world: &World, tx: &Transaction<'_>, broadcast: &Broadcast, recipient: &Recipient) -> Result<String, Refusal> {
    let gone = |what: &str| Refusal::missing(crate::refusal::Family::Platform, what);
    let number = numbers::find(tx, &broadcast.number_id)?.ok_or_else(|| gone("Phone number"))?;
    let template = templates::by_id(tx, &broadcast.template_id)?.ok_or_else(|| gone("Template"))?;
    let body = json!({
        "messaging_product": "whatsapp",
        "to": recipient.phone,
        "type": "template",
        "template": { "name": template.name, "language": { "code": template.language }, "components": recipient.components },
    });
    send_now(world, tx, &number, body)
}

/// Whoever stopped marketing is left out; all else is a failure.
fn outcome(refusal: &Refusal) -> &'static str {
    if refusal.body.get("code") == Some(&json!("marketing_preference_stopped")) { "suppressed" } else { "failed" }
}

fn words(refusal: &Refusal) -> String {
    let error = refusal.body.get("error").unwrap_or(&Value::Null);
    let text = error.as_str().or_else(|| error.pointer("/error_data/details").or_else(|| error.get("message")).and_then(Value::as_str));
    text.unwrap_or("The message could not be sent").to_owned()
}
