//! Events that the project itself writes down.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use serde_json::{Value, json};

use super::data;
use crate::{
    clock::iso,
    cursor::Cursor,
    page::keyset::{Filters, Window},
    parameters::Parameters,
    refusal::{Family, Refusal},
    request_body::{Body, optional_text, optional_time},
    store::project_events::{self, ProjectEvent},
    webhooks::announce,
    world::World,
};

pub(crate) async fn list(State(world): State<Arc<World>>, parameters: Parameters) -> Result<Json<Value>, Refusal> {
    let window = Window::of(&parameters, "occurred_at")?;
    let mut filters = Filters::default();
    filters.equal("e.name", parameters.text("name").map(str::to_owned));
    filters.equal("e.conversation_id", parameters.text("conversation_id").map(str::to_owned));
    filters.between("e.occurred_at", parameters.time("occurred_after")?, parameters.time("occurred_before")?);
    let place = |event: &ProjectEvent| Cursor { value: event.occurred_at, row: event.row };
    let page = world.act(|tx| Ok(window.read(tx, project_events::SELECT, ("e", "occurred_at"), filters, ProjectEvent::of, place)?))?;
    Ok(Json(page.answer(Family::Platform, show)))
}

/// The one body of the Platform that is not wrapped in its resource's name.
pub(crate) async fn create(State(world): State<Arc<World>>, body: Body) -> Result<(StatusCode, Json<Value>), Refusal> {
    let wrong = |text: &str| Refusal::invalid(Family::Platform, text);
    let name = optional_text(&body.object, "name")?.flatten().unwrap_or_default();
    if name.trim().is_empty() || name.chars().count() > 128 {
        return Err(wrong("Name must have 1 to 128 characters"));
    }
    let properties = body.object.get("properties").cloned().unwrap_or_else(|| json!({}));
    if !properties.is_object() {
        return Err(wrong("properties must be an object"));
    }
    let conversation_id = optional_text(&body.object, "conversation_id")?.flatten();
    if let Some(id) = &conversation_id {
        super::conversations::find(&world, id).map_err(|_| wrong("Conversation must exist"))?;
    }
    let occurred_at = optional_time(&body.object, "occurred_at")?.flatten().unwrap_or_else(|| world.clock.now());
    let event = ProjectEvent { row: 0, id: world.dice.uuid(), name, conversation_id, properties, occurred_at };
    world.act(|tx| {
        event.insert(tx)?;
        Ok(announce::project(&world, tx, "project.event", &show(&event))?)
    })?;
    Ok((StatusCode::CREATED, data(show(&event))))
}

fn show(event: &ProjectEvent) -> Value {
    json!({
        "id": event.id,
        "name": event.name,
        "occurred_at": iso(event.occurred_at),
        "conversation_id": event.conversation_id,
        "properties": event.properties,
    })
}
