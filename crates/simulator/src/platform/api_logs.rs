//! The log of requests to this API, out of the simulator's own journal.

use std::sync::Arc;

use axum::{Json, extract::State};
use serde_json::{Value, json};

use super::webhooks::deliveries::since;
use crate::{
    clock::iso,
    cursor::Cursor,
    journal::Entry,
    page::keyset::{Page, Window},
    parameters::Parameters,
    refusal::{Family, Refusal},
    world::World,
};

pub(crate) async fn list(State(world): State<Arc<World>>, parameters: Parameters) -> Result<Json<Value>, Refusal> {
    let window = Window::of(&parameters, "created_at")?;
    let since = since(&world, &parameters)?;
    let endpoint = parameters.text("endpoint");
    let status = parameters.number("status_code", 100, 599)?;
    let errors = parameters.flag("errors_only")? == Some(true);
    let mut entries = world.journal.numbered();
    entries.retain(|entry| {
        let request = &entry.request;
        request.status > 0
            && entry.at >= since
            && endpoint.is_none_or(|part| request.path.contains(part))
            && status.is_none_or(|status| i64::from(request.status) == status)
            && (!errors || request.status >= 400)
    });
    let place = |entry: &Entry| Cursor { value: entry.at, row: entry.number };
    let page: Page<Entry> = window.cut(entries, place);
    Ok(Json(page.answer(Family::Platform, show)))
}

fn show(entry: &Entry) -> Value {
    let request = &entry.request;
    let error = (request.status >= 400).then(|| format!("HTTP {}", request.status));
    json!({
        "id": uuid::Uuid::from_u128(u128::from(entry.number.unsigned_abs()).saturating_add(1)).to_string(),
        "endpoint": request.path,
        "http_method": request.method,
        "response_status": request.status,
        "response_time_ms": request.milliseconds,
        "ip_address": "127.0.0.1",
        "error_message": error,
        "created_at": iso(entry.at),
        "api_key_id": null,
        "api_key_name": request.had_key.then_some("The project's key"),
    })
}
