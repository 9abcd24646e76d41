//! Requests to show another name than before.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde_json::Value;

use super::{data, numbers};
use crate::{
    clock::MINUTE,
    life::event::Event,
    page::{keyset::Filters, offset::Offset},
    parameters::Parameters,
    refusal::{Family, Refusal},
    render,
    request_body::{Body, optional_text},
    store::display_names::{self, NameRequest},
    world::World,
};

pub(crate) async fn list(State(world): State<Arc<World>>, Path(number): Path<String>, parameters: Parameters) -> Result<Response, Refusal> {
    numbers::find(&world, &number)?;
    let offset = Offset::of(&parameters)?;
    let mut filters = Filters::default();
    filters.equal("number_id", Some(number.clone()));
    let sheet = world.act(|tx| {
        let show = |row: &rusqlite::Row<'_>| Ok(render::number::name_request(&NameRequest::of(row)?));
        Ok(offset.read(tx, (display_names::COLUMNS, "display_name_requests"), &filters, "row DESC", show)?)
    })?;
    Ok(sheet.answer(&format!("{}/platform/v1/whatsapp/phone_numbers/{number}/display_name_requests", world.origin)))
}

/// Hands a name in; it is decided a minute later.
pub(crate) async fn create(
    State(world): State<Arc<World>>,
    Path(number): Path<String>,
    body: Body,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let number = numbers::find(&world, &number)?;
    let wanted = optional_text(body.wrapped("display_name_request")?, "new_display_name")?.flatten().unwrap_or_default();
    if wanted.trim().is_empty() || wanted.chars().count() > 256 {
        return Err(Refusal::invalid(Family::Platform, "New display name must have 1 to 256 characters"));
    }
    let now = world.clock.now();
    let request = NameRequest {
        id: world.dice.uuid(),
        number_id: number.id,
        requested: wanted,
        previous: number.facts.get("display_name").and_then(Value::as_str).map(str::to_owned),
        status: "submitted".to_owned(),
        submitted_at: now,
        reviewed_at: None,
    };
    world.act(|tx| {
        request.insert(tx)?;
        Ok(Event::NameReview { request: request.id.clone() }.put(tx, now.saturating_add(MINUTE))?)
    })?;
    Ok((StatusCode::CREATED, data(render::number::name_request(&request))))
}

pub(crate) async fn show(State(world): State<Arc<World>>, Path((number, id)): Path<(String, String)>) -> Result<Json<Value>, Refusal> {
    let request = world.act(|tx| Ok(display_names::find(tx, &id)?.filter(|request| request.number_id == number)))?;
    let request = request.ok_or_else(|| Refusal::missing(Family::Platform, "Display name request"))?;
    Ok(data(render::number::name_request(&request)))
}
