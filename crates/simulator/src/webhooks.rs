//! Telling the project's own programs what happens: queued on the simulator's clock, signed, and posted to this machine only.

pub(crate) mod announce;
pub(crate) mod deliver;
pub(crate) mod payload;

use rusqlite::Transaction;
use serde_json::Value;

use crate::{
    life::event::Event,
    store::{deliveries::NewDelivery, webhooks::Webhook},
    world::World,
};

/// The conversation that a payload is about: its row, and its number.
pub(crate) type About<'a> = Option<(i64, &'a str)>;

/// Writes a delivery down and lets it leave now.
pub(crate) fn queue(
    world: &World,
    tx: &Transaction<'_>,
    webhook: &Webhook,
    event: &str,
    body: &Value,
    about: About<'_>,
) -> rusqlite::Result<()> {
    let row = write(world, tx, webhook, (event, body.to_string()), about, (0, false))?;
    Event::Deliver { delivery: row }.put(tx, world.clock.now())
}

/// Writes a delivery down, alone or with how many payloads it carries, and whether it still waits for others.
fn write(
    world: &World,
    tx: &Transaction<'_>,
    webhook: &Webhook,
    (event, body): (&str, String),
    about: About<'_>,
    (batch, buffered): (i64, bool),
) -> rusqlite::Result<i64> {
    let delivery = NewDelivery {
        id: world.dice.uuid(),
        webhook: (&webhook.id, &webhook.url),
        event,
        number_id: about.map(|(_, number)| number).or(webhook.number_id.as_deref()),
        conversation: about.map(|(conversation, _)| conversation),
        body,
        batch,
        buffered,
        now: world.clock.now(),
    };
    delivery.insert(tx)
}
