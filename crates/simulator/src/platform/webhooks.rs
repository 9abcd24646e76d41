//! Webhooks of the project and of its numbers.

pub(crate) mod deliveries;
mod form;

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde_json::{Value, json};

use super::{data, numbers};
use crate::{
    page::{keyset::Filters, offset::Offset},
    parameters::Parameters,
    refusal::{Family, Refusal},
    render,
    request_body::{Body, optional_text},
    store::webhooks::{self, Webhook},
    webhooks::payload,
    world::World,
};

const KINDS: [&str; 2] = ["kapso", "meta"];

/// The project's webhooks: its own, and those of its numbers.
pub(crate) async fn list(State(world): State<Arc<World>>, parameters: Parameters) -> Result<Response, Refusal> {
    page(&world, &parameters, Filters::default(), "/platform/v1/whatsapp/webhooks")
}

pub(crate) async fn list_of_number(
    State(world): State<Arc<World>>,
    Path(number): Path<String>,
    parameters: Parameters,
) -> Result<Response, Refusal> {
    numbers::find(&world, &number)?;
    let mut filters = Filters::default();
    filters.equal("number_id", Some(number.clone()));
    filters.equal("active", parameters.flag("active")?);
    filters.between("created_at", parameters.time("created_after")?, parameters.time("created_before")?);
    if let Some(part) = parameters.text("url_contains") {
        filters.add("instr(url, ?) > 0", [part.to_owned().into()]);
    }
    page(&world, &parameters, filters, &format!("/platform/v1/whatsapp/phone_numbers/{number}/webhooks"))
}

fn page(world: &World, parameters: &Parameters, mut filters: Filters, path: &str) -> Result<Response, Refusal> {
    let offset = Offset::of(parameters)?;
    filters.equal("kind", parameters.one_of("kind", &KINDS)?.map(str::to_owned));
    let sheet = world.act(|tx| {
        let show = |row: &rusqlite::Row<'_>| Ok(render::webhook::platform(&Webhook::of(row)?));
        Ok(offset.read(tx, (webhooks::COLUMNS, "webhooks"), &filters, "created_at DESC, row DESC", show)?)
    })?;
    Ok(sheet.answer(&format!("{}{path}", world.origin)))
}

pub(crate) async fn create(State(world): State<Arc<World>>, body: Body) -> Result<(StatusCode, Json<Value>), Refusal> {
    let number = optional_text(body.wrapped("whatsapp_webhook")?, "phone_number_id")?.flatten();
    add(&world, number, &body)
}

pub(crate) async fn create_for_number(
    State(world): State<Arc<World>>,
    Path(number): Path<String>,
    body: Body,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    add(&world, Some(number), &body)
}

fn add(world: &World, number: Option<String>, body: &Body) -> Result<(StatusCode, Json<Value>), Refusal> {
    if let Some(number) = &number {
        numbers::find(world, number)?;
    }
    let webhook = form::new(world, number, body.wrapped("whatsapp_webhook")?)?;
    world.act(|tx| {
        if webhook.kind == "meta" && webhooks::has_meta(tx, webhook.number_id.as_deref())? {
            return Err(Refusal::invalid(Family::Platform, "Kind meta has already been taken for this phone number"));
        }
        Ok(webhook.insert(tx)?)
    })?;
    Ok((StatusCode::CREATED, data(render::webhook::platform(&webhook))))
}

pub(crate) async fn show(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<Json<Value>, Refusal> {
    Ok(data(render::webhook::platform(&find(&world, &id)?)))
}

pub(crate) async fn update(State(world): State<Arc<World>>, Path(id): Path<String>, body: Body) -> Result<Json<Value>, Refusal> {
    change(&world, find(&world, &id)?, &body)
}

pub(crate) async fn delete(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<StatusCode, Refusal> {
    remove(&world, &find(&world, &id)?)
}

pub(crate) async fn show_of_number(State(world): State<Arc<World>>, Path(of): Path<(String, String)>) -> Result<Json<Value>, Refusal> {
    Ok(data(render::webhook::platform(&of_number(&world, &of)?)))
}

pub(crate) async fn update_of_number(
    State(world): State<Arc<World>>,
    Path(of): Path<(String, String)>,
    body: Body,
) -> Result<Json<Value>, Refusal> {
    change(&world, of_number(&world, &of)?, &body)
}

pub(crate) async fn delete_of_number(State(world): State<Arc<World>>, Path(of): Path<(String, String)>) -> Result<StatusCode, Refusal> {
    remove(&world, &of_number(&world, &of)?)
}

/// Queues a sample; it says of itself that it is one.
pub(crate) async fn test(State(world): State<Arc<World>>, Path(id): Path<String>, body: Body) -> Result<Json<Value>, Refusal> {
    let webhook = find(&world, &id)?;
    let first = webhook.events.pointer("/0").and_then(Value::as_str).unwrap_or("whatsapp.message.received").to_owned();
    let event = optional_text(&body.object, "event_type")?.flatten().unwrap_or(first);
    if !form::is_event(&event) {
        return Err(Refusal::invalid(Family::Platform, format!("event_type {event} is not known")));
    }
    world.act(|tx| Ok(crate::webhooks::queue(&world, tx, &webhook, &event, &payload::sample(&world, &webhook, &event), None)?))?;
    Ok(data(json!({ "success": true })))
}

fn change(world: &World, mut webhook: Webhook, body: &Body) -> Result<Json<Value>, Refusal> {
    form::change(&mut webhook, body.wrapped("whatsapp_webhook")?)?;
    webhook.updated_at = world.clock.now();
    world.act(|tx| Ok(webhook.update(tx)?))?;
    Ok(data(render::webhook::platform(&webhook)))
}

fn remove(world: &World, webhook: &Webhook) -> Result<StatusCode, Refusal> {
    world.act(|tx| Ok(webhooks::delete(tx, &webhook.id)?))?;
    Ok(StatusCode::NO_CONTENT)
}

fn find(world: &World, id: &str) -> Result<Webhook, Refusal> {
    world.act(|tx| webhooks::find(tx, id)?.ok_or_else(|| Refusal::missing(Family::Platform, "Webhook")))
}

fn of_number(world: &World, (number, id): &(String, String)) -> Result<Webhook, Refusal> {
    let webhook = find(world, id)?;
    if webhook.number_id.as_ref() == Some(number) { Ok(webhook) } else { Err(Refusal::missing(Family::Platform, "Webhook")) }
}
