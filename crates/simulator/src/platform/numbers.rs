//! Phone numbers and their health.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{customers, data};
use crate::{
    page::{keyset::Filters, offset::Offset},
    parameters::Parameters,
    refusal::{Family, Refusal},
    render,
    request_body::{Body, optional_text},
    setup_page::invented,
    store::numbers::{self, Number},
    world::World,
};

pub(crate) async fn list(State(world): State<Arc<World>>, parameters: Parameters) -> Result<Response, Refusal> {
    let offset = Offset::of(&parameters)?;
    let mut filters = Filters::default();
    filters.equal("id", parameters.text("phone_number_id").map(str::to_owned));
    filters.equal("business_account_id", parameters.text("business_account_id").map(str::to_owned));
    filters.equal("customer_id", parameters.text("customer_id").map(str::to_owned));
    filters.between("created_at", parameters.time("created_after")?, parameters.time("created_before")?);
    if let Some(part) = parameters.text("name_contains") {
        filters.add("instr(lower(name), lower(?)) > 0", [part.to_owned().into()]);
    }
    match parameters.flag("messaging_enabled")? {
        Some(true) => filters.add("status = 'CONNECTED'", []),
        Some(false) => filters.add("status <> 'CONNECTED'", []),
        None => {}
    }
    let sheet = world.act(|tx| {
        let show = |row: &rusqlite::Row<'_>| Ok(render::number::platform(&Number::of(row)?));
        Ok(offset.read(tx, (numbers::COLUMNS, "numbers"), &filters, "created_at DESC, id DESC", show)?)
    })?;
    Ok(sheet.answer(&format!("{}/platform/v1/whatsapp/phone_numbers", world.origin)))
}

pub(crate) async fn show(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<Json<Value>, Refusal> {
    Ok(data(render::number::platform(&find(&world, &id)?)))
}

/// Answers without the `data` envelope, as the real one does.
pub(crate) async fn health(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let number = find(&world, &id)?;
    let now = world.clock.now();
    let allowance = world.checkups.count(now);
    let mut response = if allowance.is_exceeded() {
        Refusal::too_many(allowance.wait()).into_response()
    } else {
        Json(world.checkups.check(&id, now, || number.health)).into_response()
    };
    allowance.announce(response.headers_mut());
    Ok(response)
}

pub(crate) async fn update(State(world): State<Arc<World>>, Path(id): Path<String>, body: Body) -> Result<Json<Value>, Refusal> {
    let mut number = find(&world, &id)?;
    let wanted = body.wrapped("whatsapp_phone_number")?;
    if let Some(name) = optional_text(wanted, "name")? {
        number.name = name.filter(|name| !name.trim().is_empty()).ok_or_else(|| wrong("Name can't be blank"))?;
    }
    for switch in ["inbound_processing_enabled", "calls_enabled"] {
        match wanted.get(switch) {
            None => {}
            Some(value @ Value::Bool(_)) => number.set_fact(switch, value.clone()),
            Some(_) => return Err(wrong(format!("{switch} must be true or false"))),
        }
    }
    number.updated_at = world.clock.now();
    world.act(|tx| Ok(number.update(tx)?))?;
    Ok(data(render::number::platform(&number)))
}

pub(crate) async fn delete(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<StatusCode, Refusal> {
    find(&world, &id)?;
    world.act(|tx| Ok(numbers::delete(tx, &id)?))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Connects a number with Meta's credentials, of which nothing is kept.
pub(crate) async fn connect(
    State(world): State<Arc<World>>,
    Path(customer): Path<String>,
    body: Body,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let customer = customers::find(&world, &customer)?;
    let wanted = body.wrapped("whatsapp_phone_number")?;
    let text = |name: &str| {
        let text = optional_text(wanted, name)?.flatten().filter(|text| !text.trim().is_empty());
        text.ok_or_else(|| wrong(format!("{name} can't be blank")))
    };
    let (name, id, account) = (text("name")?, text("phone_number_id")?, text("business_account_id")?);
    text("access_token")?;
    if !id.bytes().chain(account.bytes()).all(|byte| byte.is_ascii_digit()) {
        return Err(wrong("phone_number_id and business_account_id must be Meta's numeric ids"));
    }
    let kind = optional_text(wanted, "kind")?.flatten().unwrap_or_else(|| "production".to_owned());
    if !["production", "sandbox"].contains(&kind.as_str()) {
        return Err(wrong("kind must be one of production, sandbox"));
    }
    let mut number = invented(&world.dice, &name, &customer.id, world.clock.now());
    number.id = id;
    number.business_account_id = account;
    number.set_fact("kind", json!(kind));
    world.act(|tx| {
        if numbers::find(tx, &number.id)?.is_some() {
            return Err(Refusal::text(StatusCode::CONFLICT, "This phone number is already connected"));
        }
        Ok(number.insert(tx)?)
    })?;
    Ok((StatusCode::CREATED, data(render::number::platform(&number))))
}

pub(crate) fn find(world: &World, id: &str) -> Result<Number, Refusal> {
    world.act(|tx| numbers::find(tx, id)?.ok_or_else(|| Refusal::missing(Family::Platform, "Phone number")))
}

fn wrong(text: impl Into<String>) -> Refusal {
    Refusal::invalid(Family::Platform, text)
}
