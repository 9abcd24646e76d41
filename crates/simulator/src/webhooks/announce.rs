//! From something that happened to what each webhook is told of it.

use rusqlite::Transaction;
use serde_json::{Value, json};

use super::{About, payload, queue, write};
use crate::{
    clock::SECOND,
    life::event::Event,
    store::{
        conversations, deliveries, messages, numbers,
        webhooks::{self, Webhook},
    },
    world::World,
};

/// Tells of a message that came in, or of a status that one reached.
pub(crate) fn message(world: &World, tx: &Transaction<'_>, event: &str, row: i64) -> rusqlite::Result<()> {
    let Some(message) = messages::get(tx, row)? else { return Ok(()) };
    let Some(conversation) = conversations::find(tx, &message.conversation_id)? else { return Ok(()) };
    let status = event.rsplit('.').next().unwrap_or_default();
    for webhook in webhooks::active(tx, Some(&message.number_id))?.iter().filter(|webhook| webhook.wants(event)) {
        let about = Some((conversation.row, message.number_id.as_str()));
        if webhook.kind == "meta" {
            let account = numbers::find(tx, &message.number_id)?.map(|number| number.business_account_id).unwrap_or_default();
            queue(world, tx, webhook, event, &payload::meta(&account, &message, status), about)?;
            continue;
        }
        let new = conversation.messages_count == 1;
        let body = payload::message(world, &message, &conversation, status, new);
        if webhook.buffers(event) {
            buffer(world, tx, webhook, event, &body, about)?;
        } else {
            queue(world, tx, webhook, event, &body, about)?;
        }
    }
    Ok(())
}

/// Lets a payload wait for others of its conversation; the first one sets the time, a full batch leaves at once.
fn buffer(world: &World, tx: &Transaction<'_>, webhook: &Webhook, event: &str, body: &Value, about: About<'_>) -> rusqlite::Result<()> {
    write(world, tx, webhook, (event, body.to_string()), about, (0, true))?;
    let Some((conversation, _)) = about else { return Ok(()) };
    let waiting = i64::try_from(deliveries::buffered(tx, &webhook.id, conversation)?.len()).unwrap_or(i64::MAX);
    let flush = Event::Flush { webhook: webhook.id.clone(), conversation };
    if waiting >= webhook.setting("max_buffer_size", 50) {
        return flush.put(tx, world.clock.now());
    }
    if waiting == 1 {
        let window = webhook.setting("buffer_window_seconds", 5).saturating_mul(SECOND);
        return flush.put(tx, world.clock.now().saturating_add(window));
    }
    Ok(())
}

/// Sends what waited together, as one batch.
pub(crate) fn flush(world: &World, tx: &Transaction<'_>, webhook: &str, conversation: i64) -> rusqlite::Result<()> {
    let waiting = deliveries::buffered(tx, webhook, conversation)?;
    let (Some(first), Some(webhook)) = (waiting.first(), webhooks::find(tx, webhook)?) else { return Ok(()) };
    let payloads: Vec<Value> = waiting.iter().filter_map(|delivery| serde_json::from_str(&delivery.body).ok()).collect();
    let size = i64::try_from(payloads.len()).unwrap_or(i64::MAX);
    let body = json!({ "type": first.event, "batch": true, "data": payloads });
    deliveries::drop_buffered(tx, &webhook.id, conversation)?;
    let about = first.number_id.as_deref().map(|number| (conversation, number));
    let row = write(world, tx, &webhook, (&first.event, body.to_string()), about, (size, false))?;
    Event::Deliver { delivery: row }.put(tx, world.clock.now())
}

/// Tells that a conversation began or ended.
pub(crate) fn conversation(world: &World, tx: &Transaction<'_>, event: &str, id: &str) -> rusqlite::Result<()> {
    let Some(conversation) = conversations::find(tx, id)? else { return Ok(()) };
    for webhook in webhooks::active(tx, Some(&conversation.number_id))?.iter().filter(|webhook| webhook.wants(event)) {
        let body = payload::conversation(&conversation);
        queue(world, tx, webhook, event, &body, Some((conversation.row, &conversation.number_id)))?;
    }
    Ok(())
}

/// Tells that nothing was said since a message, if that is still so.
pub(crate) fn silence(world: &World, tx: &Transaction<'_>, webhook: &str, row: i64) -> rusqlite::Result<()> {
    let (Some(webhook), Some(message)) = (webhooks::find(tx, webhook)?, messages::get(tx, row)?) else { return Ok(()) };
    let Some(conversation) = conversations::find(tx, &message.conversation_id)? else { return Ok(()) };
    let event = "whatsapp.conversation.inactive";
    let still = conversation.last_message_id.as_deref() == Some(&message.id) && conversation.status == "active";
    if !still || !webhook.active || !webhook.wants(event) {
        return Ok(());
    }
    let body = payload::silence(&conversation, &message, webhook.inactivity_minutes);
    queue(world, tx, &webhook, event, &body, Some((conversation.row, &message.number_id)))
}

/// Tells the project's own webhooks of a number that came or went, or of an event of the project.
pub(crate) fn project(world: &World, tx: &Transaction<'_>, event: &str, body: &Value) -> rusqlite::Result<()> {
    for webhook in webhooks::active(tx, None)?.iter().filter(|webhook| webhook.wants(event)) {
        queue(world, tx, webhook, event, body, None)?;
    }
    Ok(())
}
