//! Whom a broadcast goes to.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use rusqlite::Transaction;
use serde_json::{Value, json};

use super::{super::data, find, shown, wrong};
use crate::{
    page::{keyset::Filters, offset::Offset},
    parameters::Parameters,
    refusal::Refusal,
    render,
    request_body::Body,
    store::{
        broadcasts::Broadcast,
        contacts::{self, digits},
        recipients::{self, Recipient},
    },
    world::World,
};

const MOST: usize = 1000;

pub(crate) async fn list(State(world): State<Arc<World>>, Path(id): Path<String>, parameters: Parameters) -> Result<Response, Refusal> {
    let offset = Offset::of(&parameters)?;
    let sheet = world.act(|tx| {
        let mut filters = Filters::default();
        filters.equal("r.broadcast", Some(find(tx, &id)?.row));
        let show = |row: &rusqlite::Row<'_>| Ok(render::broadcast::recipient(&Recipient::of(row)?));
        Ok(offset.read(tx, (recipients::COLUMNS, recipients::FROM), &filters, "r.row", show)?)
    })?;
    Ok(sheet.answer(&format!("{}/platform/v1/whatsapp/broadcasts/{id}/recipients", world.origin)))
}

/// Adds those who can be added and says what is wrong with the others.
pub(crate) async fn add(State(world): State<Arc<World>>, Path(id): Path<String>, body: Body) -> Result<(StatusCode, Json<Value>), Refusal> {
    let wanted = body.wrapped("whatsapp_broadcast")?.get("recipients").and_then(Value::as_array);
    let wanted =
        wanted.filter(|all| (1..=MOST).contains(&all.len())).ok_or_else(|| wrong(format!("recipients must name 1 to {MOST} people")))?;
    let (mut added, mut duplicates, mut errors) = (0, 0, Vec::new());
    world.act(|tx| {
        let broadcast = draft(tx, &id)?;
        for (place, one) in wanted.iter().enumerate() {
            match phone(tx, one)? {
                None => errors.push(format!("Recipient {place} has no valid phone number or contact")),
                Some(phone) => {
                    let components = one.get("components").filter(|value| value.is_array()).cloned().unwrap_or_else(|| json!([]));
                    let new = recipients::add(tx, broadcast.row, &world.dice.uuid(), &phone, &components, world.clock.now())?;
                    if new { added += 1 } else { duplicates += 1 }
                }
            }
        }
        Ok(())
    })?;
    Ok((StatusCode::CREATED, data(json!({ "added": added, "duplicates": duplicates, "errors": errors }))))
}

/// Clears the list and answers with the broadcast, unlike other deletions.
pub(crate) async fn clear(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<Json<Value>, Refusal> {
    world.act(|tx| {
        let broadcast = draft(tx, &id)?;
        recipients::clear(tx, broadcast.row)?;
        Ok(data(shown(tx, &broadcast)?))
    })
}

fn draft(tx: &Transaction<'_>, id: &str) -> Result<Broadcast, Refusal> {
    let broadcast = find(tx, id)?;
    if broadcast.status == "draft" { Ok(broadcast) } else { Err(wrong("Recipients can only be changed in a draft")) }
}

/// The digits of somebody who is named by a phone number or as a contact.
fn phone(tx: &Transaction<'_>, one: &Value) -> rusqlite::Result<Option<String>> {
    let text = |name: &str| one.get(name).and_then(Value::as_str);
    let phone = match (text("phone_number"), text("whatsapp_contact_id")) {
        (Some(phone), _) => Some(digits(phone)),
        (None, Some(id)) => contacts::find(tx, id)?.and_then(|contact| contact.wa_id),
        (None, None) => None,
    };
    Ok(phone.filter(|digits| (7..=15).contains(&digits.len())))
}
