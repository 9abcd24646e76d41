//! The numbers of a business account, and the one path that names a number or a file.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use super::{Object, media, number};
use crate::{
    parameters::Parameters,
    refusal::{Family, Refusal},
    render,
    request_body::Body,
    store::numbers::{self, Number},
    world::World,
};

pub(crate) async fn show_or_media(
    State(world): State<Arc<World>>,
    Path(Object { id }): Path<Object>,
    parameters: Parameters,
) -> Result<Json<Value>, Refusal> {
    let number = world.act(|tx| Ok(numbers::find(tx, &id)?))?;
    match number {
        Some(number) => Ok(Json(render::number::proxy(&number))),
        None => media::look_up(&world, &id, &parameters),
    }
}

/// Changes the PIN of the two-step verification, which is not kept.
pub(crate) async fn set_pin(
    State(world): State<Arc<World>>,
    Path(Object { id }): Path<Object>,
    body: Body,
) -> Result<Json<Value>, Refusal> {
    let mut number = number(&world, &id)?;
    let pin = body.object.get("pin").and_then(Value::as_str).unwrap_or_default();
    if pin.len() != 6 || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Refusal::parameter(100, "pin must have six digits"));
    }
    number.set_fact("is_pin_enabled", json!(true));
    number.updated_at = world.clock.now();
    world.act(|tx| Ok(number.update(tx)?))?;
    Ok(Json(json!({ "success": true })))
}

pub(crate) async fn list(State(world): State<Arc<World>>, Path(Object { id }): Path<Object>) -> Result<Json<Value>, Refusal> {
    let all: Vec<Value> = world.act(|tx| {
        let sql = format!("SELECT {} FROM numbers WHERE business_account_id = ? ORDER BY created_at DESC, id", numbers::COLUMNS);
        let show = |row: &rusqlite::Row<'_>| Ok(render::number::proxy(&Number::of(row)?));
        Ok(tx.prepare_cached(&sql)?.query_map([&id], show)?.collect::<Result<_, _>>()?)
    })?;
    if all.is_empty() {
        return Err(Refusal::missing(Family::Proxy, "Business account"));
    }
    Ok(Json(json!({ "data": all, "paging": { "cursors": {} } })))
}
