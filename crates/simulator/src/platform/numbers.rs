//! Phone numbers and their health.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    response::Response,
};
use serde_json::{Value, json};

use super::data;
use crate::{
    clock::iso,
    page::{keyset::Filters, offset::Offset},
    parameters::Parameters,
    refusal::{Family, Refusal},
    render,
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
pub(crate) async fn health(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<Json<Value>, Refusal> {
    let mut health = find(&world, &id)?.health;
    if let Some(object) = health.as_object_mut() {
        object.insert("timestamp".to_owned(), json!(iso(world.clock.now())));
    }
    Ok(Json(health))
}

fn find(world: &World, id: &str) -> Result<Number, Refusal> {
    world.act(|tx| numbers::find(tx, id)?.ok_or_else(|| Refusal::missing(Family::Platform, "Phone number")))
}
