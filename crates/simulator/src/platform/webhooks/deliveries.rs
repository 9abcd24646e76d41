//! The log of what was told to webhooks.

use std::sync::Arc;

use axum::{Json, extract::State};
use serde_json::Value;

use crate::{
    clock::DAY,
    cursor::Cursor,
    page::keyset::{Filters, Window},
    parameters::Parameters,
    refusal::{Family, Refusal},
    render,
    store::deliveries::{self, Delivery},
    world::World,
};

pub(crate) async fn list(State(world): State<Arc<World>>, parameters: Parameters) -> Result<Json<Value>, Refusal> {
    let window = Window::of(&parameters, "created_at")?;
    let mut filters = Filters::default();
    filters.add("NOT d.buffered", []);
    filters.equal("d.status", parameters.one_of("status", &["pending", "delivered", "failed"])?.map(str::to_owned));
    filters.equal("d.event", parameters.text("event").map(str::to_owned));
    filters.equal("d.webhook_id", parameters.text("webhook_id").map(str::to_owned));
    if parameters.flag("errors_only")? == Some(true) {
        filters.add("d.status = 'failed'", []);
    }
    filters.between("d.created_at", Some(since(&world, &parameters)?), None);
    let place = |delivery: &Delivery| Cursor { value: delivery.created_at, row: delivery.row };
    let page = world.act(|tx| Ok(window.read(tx, deliveries::SELECT, ("d", "created_at"), filters, Delivery::of, place)?))?;
    Ok(Json(page.answer(Family::Platform, render::webhook::delivery)))
}

/// The start of the period that a log is asked for.
pub(crate) fn since(world: &World, parameters: &Parameters) -> Result<i64, Refusal> {
    let days = match parameters.one_of("period", &["24h", "7d", "30d"])? {
        Some("7d") => 7,
        Some("30d") => 30,
        _ => 1,
    };
    Ok(world.clock.now().saturating_sub(DAY.saturating_mul(days)))
}
