//! Assignments of conversations to members of the project.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde_json::{Map, Value, json};

use super::{conversations, data};
use crate::{
    clock::iso,
    page::{keyset::Filters, offset::Offset},
    parameters::Parameters,
    refusal::{Family, Refusal},
    request_body::{Body, optional_text},
    store::{
        assignments::{self, Assignment},
        users,
    },
    world::World,
};

pub(crate) async fn list(
    State(world): State<Arc<World>>,
    Path(conversation): Path<String>,
    parameters: Parameters,
) -> Result<Response, Refusal> {
    let row = conversations::find(&world, &conversation)?.row;
    let offset = Offset::of(&parameters)?;
    let mut filters = Filters::default();
    filters.equal("conversation", Some(row));
    let sheet = world.act(|tx| {
        let show = |row: &rusqlite::Row<'_>| Ok(render(&Assignment::of(row)?));
        Ok(offset.read(tx, (assignments::COLUMNS, "assignments"), &filters, "created_at DESC, row DESC", show)?)
    })?;
    Ok(sheet.answer(&format!("{}/platform/v1/whatsapp/conversations/{conversation}/assignments", world.origin)))
}

pub(crate) async fn create(
    State(world): State<Arc<World>>,
    Path(conversation): Path<String>,
    body: Body,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let row = conversations::find(&world, &conversation)?.row;
    let wanted = body.wrapped("assignment")?;
    let mut assignment =
        Assignment { id: world.dice.uuid(), user_id: String::new(), notes: None, active: true, created_at: world.clock.now() };
    change(&mut assignment, wanted)?;
    world.act(|tx| {
        known_user(tx, &assignment)?;
        if assignments::has_active(tx, row)? {
            return Err(Refusal::text(StatusCode::UNPROCESSABLE_ENTITY, "Conversation already has an active assignment"));
        }
        Ok(assignment.insert(tx, row)?)
    })?;
    Ok((StatusCode::CREATED, data(render(&assignment))))
}

pub(crate) async fn show(
    State(world): State<Arc<World>>,
    Path((conversation, id)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    Ok(data(render(&find(&world, &conversation, &id)?)))
}

pub(crate) async fn update(
    State(world): State<Arc<World>>,
    Path((conversation, id)): Path<(String, String)>,
    body: Body,
) -> Result<Json<Value>, Refusal> {
    let mut assignment = find(&world, &conversation, &id)?;
    change(&mut assignment, body.wrapped("assignment")?)?;
    world.act(|tx| {
        known_user(tx, &assignment)?;
        Ok(assignment.update(tx)?)
    })?;
    Ok(data(render(&assignment)))
}

fn find(world: &World, conversation: &str, id: &str) -> Result<Assignment, Refusal> {
    let row = conversations::find(world, conversation)?.row;
    world.act(|tx| assignments::find(tx, row, id)?.ok_or_else(|| Refusal::missing(Family::Platform, "Assignment")))
}

fn change(assignment: &mut Assignment, wanted: &Map<String, Value>) -> Result<(), Refusal> {
    if let Some(user) = optional_text(wanted, "user_id")? {
        assignment.user_id = user.unwrap_or_default();
    }
    if let Some(notes) = optional_text(wanted, "notes")? {
        assignment.notes = notes;
    }
    match wanted.get("active") {
        None => {}
        Some(Value::Bool(active)) => assignment.active = *active,
        Some(_) => return Err(Refusal::invalid(Family::Platform, "active must be true or false")),
    }
    Ok(())
}

fn known_user(tx: &rusqlite::Transaction<'_>, assignment: &Assignment) -> Result<(), Refusal> {
    if users::exists(tx, &assignment.user_id)? {
        return Ok(());
    }
    Err(Refusal::text(StatusCode::UNPROCESSABLE_ENTITY, "User not found or not a member of this project"))
}

fn render(assignment: &Assignment) -> Value {
    json!({
        "id": assignment.id,
        "user_id": assignment.user_id,
        "created_by_user_id": null,
        "notes": assignment.notes,
        "active": assignment.active,
        "created_at": iso(assignment.created_at),
    })
}
