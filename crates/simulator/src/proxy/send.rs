//! Sending: who gets it, whether it may go now, and what becomes of it.

mod interactive;
mod kinds;
mod part;
mod recipient;
mod template;
mod wa_id;

use std::{sync::Arc, time::Duration};

use axum::{
    Extension, Json,
    extract::{Path, State},
    http::StatusCode,
};
use rusqlite::Transaction;
use serde_json::{Map, Value, json};

use super::{Object, number, read_mark};
use crate::{
    clock::Clock,
    dice::Dice,
    domain::{content, script::Character, service_window},
    gatekeeper::{Fate, WaitInside},
    life::plan,
    refusal::{Family, Refusal},
    request_body::Body,
    store::{
        contacts::Contact,
        messages::{self, NewMessage},
        numbers::Number,
        sends::{self, Send},
    },
    world::World,
};
use recipient::Recipient;
pub(crate) use template::placeholders;

/// What the weather does to a send inside its route.
type Weather = (Option<Extension<WaitInside>>, Option<Extension<Fate>>);

pub(crate) async fn send_or_mark_read(
    State(world): State<Arc<World>>,
    Path(Object { id }): Path<Object>,
    weather: Weather,
    body: Body,
) -> Result<Json<Value>, Refusal> {
    let number = number(&world, &id)?;
    for_whatsapp(&body.object)?;
    if body.object.get("status").and_then(Value::as_str) == Some("read") {
        return read_mark::mark(&world, &id, &body.object);
    }
    send(&world, &number, weather, body).await
}

/// The route for marketing templates takes templates only.
pub(crate) async fn send_marketing(
    State(world): State<Arc<World>>,
    Path(Object { id }): Path<Object>,
    weather: Weather,
    body: Body,
) -> Result<Json<Value>, Refusal> {
    let number = number(&world, &id)?;
    for_whatsapp(&body.object)?;
    if body.object.get("type").and_then(Value::as_str) != Some("template") {
        return Err(Refusal::parameter(131_009, "type must be template"));
    }
    send(&world, &number, weather, body).await
}

fn for_whatsapp(body: &Map<String, Value>) -> Result<(), Refusal> {
    match body.get("messaging_product").and_then(Value::as_str) {
        Some("whatsapp") => Ok(()),
        _ => Err(Refusal::parameter(100, "messaging_product must be whatsapp")),
    }
}

async fn send(world: &World, number: &Number, (wait, fate): Weather, body: Body) -> Result<Json<Value>, Refusal> {
    let kind = kinds::check(&body.object)?;
    let recipient = world.act(|tx| Recipient::of(tx, number, &body.object))?;
    let _turn = world.in_flight.enter(&number.id, &recipient.address).ok_or_else(|| {
        let text = "Another message is already in-flight for this conversation. Please retry shortly.";
        Refusal::text(StatusCode::CONFLICT, text)
    })?;
    tokio::time::sleep(wait.map_or_else(|| metas_round_trip(&world.clock, &world.dice), |Extension(WaitInside(wait))| wait)).await;
    let fate = fate.map(|Extension(fate)| fate).unwrap_or_default();
    let id = world.act(|tx| accept(world, tx, number, &recipient, kind, &body, fate))?;
    let mut contact = json!({ "input": recipient.input, "wa_id": recipient.wa_id });
    if let (Some(bsuid), Some(contact)) = (&recipient.bsuid, contact.as_object_mut()) {
        contact.insert("user_id".to_owned(), json!(bsuid));
    }
    Ok(Json(json!({
        "messaging_product": "whatsapp",
        "contacts": [contact],
        "messages": [{ "id": id, "message_status": "accepted" }],
    })))
}

/// Sends inside a transaction that is under way, without waiting for a turn, as a broadcast does.
pub(crate) fn send_now(world: &World, tx: &Transaction<'_>, number: &Number, body: Value) -> Result<String, Refusal> {
    let body = Body::of(Family::Proxy, body)?;
    let kind = kinds::check(&body.object)?;
    let recipient = Recipient::of(tx, number, &body.object)?;
    accept(world, tx, number, &recipient, kind, &body, Fate::default())
}

/// How long Meta takes to accept a message; nothing when the clock stands.
fn metas_round_trip(clock: &Clock, dice: &Dice) -> Duration {
    let milliseconds = if clock.stands() { 0 } else { dice.between(40, 120) };
    Duration::from_millis(u64::try_from(milliseconds).unwrap_or(0))
}

/// Checks what depends on the world, then records the message and plans what becomes of it.
fn accept(
    world: &World,
    tx: &Transaction<'_>,
    number: &Number,
    recipient: &Recipient,
    kind: &str,
    body: &Body,
    fate: Fate,
) -> Result<String, Refusal> {
    let now = world.clock.now();
    let part = body.object.get(kind).cloned().unwrap_or_default();
    let media_id = kinds::media(tx, &number.id, kind, &part)?;
    let known = recipient.contact(tx)?;
    let text = if kind == "template" {
        Some(template::check(tx, number, known.as_ref(), &part)?)
    } else {
        let open = known.as_ref().map(|contact| service_window::is_open(tx, &number.id, contact.row, now)).transpose()?;
        if open != Some(true) {
            return Err(outside_window());
        }
        content::of(kind, &json!({ kind: part.clone() }))
    };
    if let Some(contact) = &known {
        kinds::check_references(tx, contact, &body.object)?;
    }
    let (contact, character) = match known {
        Some(contact) => (contact.row, Character::of(&contact.character)),
        None => (Contact::stranger(world.dice.uuid(), recipient.wa_id.clone(), None, now).insert(tx)?, Character::default()),
    };
    let id = world.dice.wamid();
    let message = NewMessage {
        id: id.clone(),
        number_id: number.id.clone(),
        contact,
        inbound: false,
        kind: kind.to_owned(),
        status: "pending".to_owned(),
        origin: "cloud_api".to_owned(),
        has_media: ["image", "video", "audio", "document", "sticker"].contains(&kind),
        media_id,
        body: json!({ kind: part }),
        content: text,
        extras: json!({}),
        at: now,
    };
    let row = messages::record(tx, &world.dice, &message)?;
    plan::delivery(tx, &world.dice, row, &character, fate, now)?;
    let send = Send {
        message_id: id.clone(),
        number_id: number.id.clone(),
        recipient: recipient.address.clone(),
        kind: kind.to_owned(),
        raw: body.raw.clone(),
        at: now,
    };
    sends::add(tx, &send)?;
    Ok(id)
}

/// Kapso's own answer outside the 24 hours, given before Meta is asked.
fn outside_window() -> Refusal {
    let mut refusal = Refusal::graph(
        StatusCode::UNPROCESSABLE_ENTITY,
        131_047,
        "MessageError",
        "Cannot send non-template messages outside the 24-hour window.",
    );
    if let Some(error) = refusal.body.get_mut("error").and_then(Value::as_object_mut) {
        error.insert("error_subcode".to_owned(), json!(131_047));
    }
    refusal
}
