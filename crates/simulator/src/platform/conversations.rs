//! Conversations of all numbers.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::Value;

use super::data;
use crate::{
    cursor::Cursor,
    page::keyset::{Filters, Window},
    parameters::Parameters,
    refusal::{Family, Refusal},
    render,
    request_body::Body,
    store::{
        contacts::digits,
        conversations::{self, Conversation},
    },
    world::World,
};

pub(crate) async fn list(State(world): State<Arc<World>>, parameters: Parameters) -> Result<Json<Value>, Refusal> {
    let window = Window::of(&parameters, "last_active_at")?;
    let filters = filters(&parameters)?;
    let page = world.act(|tx| {
        conversations::end_overdue(tx, world.clock.now())?;
        Ok(window.read(tx, conversations::SELECT, ("v", "last_active_at"), filters, Conversation::of, place)?)
    })?;
    Ok(Json(page.answer(Family::Platform, render::conversation::platform)))
}

pub(crate) fn filters(parameters: &Parameters) -> Result<Filters, Refusal> {
    let mut filters = common_filters(parameters)?;
    filters.equal("v.number_id", parameters.text("phone_number_id").map(str::to_owned));
    filters.between("v.created_at", parameters.time("created_after")?, parameters.time("created_before")?);
    filters.between("v.last_active_at", parameters.time("last_active_after")?, parameters.time("last_active_before")?);
    Ok(filters)
}

/// The filters that both families have: status, assignment, and a part of the phone number.
pub(crate) fn common_filters(parameters: &Parameters) -> Result<Filters, Refusal> {
    let mut filters = Filters::default();
    filters.equal("v.status", parameters.one_of("status", &["active", "ended"])?.map(str::to_owned));
    if let Some(phone) = parameters.text("phone_number") {
        let like = format!("%{}%", digits(phone));
        filters.add("v.contact IN (SELECT row FROM contacts WHERE wa_id LIKE ?)", [like.into()]);
    }
    let assigned = "EXISTS (SELECT 1 FROM assignments a WHERE a.conversation = v.row AND a.active";
    match (parameters.text("assigned_user_id"), parameters.flag("unassigned")?) {
        (Some(_), Some(true)) => {
            return Err(Refusal::invalid(parameters.family(), "assigned_user_id and unassigned exclude each other"));
        }
        (Some(user), _) => filters.add(format!("{assigned} AND a.user_id = ?)"), [user.to_owned().into()]),
        (None, Some(true)) => filters.add(format!("NOT {assigned})"), []),
        (None, _) => {}
    }
    Ok(filters)
}

pub(crate) async fn show(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<Json<Value>, Refusal> {
    Ok(data(render::conversation::platform(&find(&world, &id)?)))
}

pub(crate) async fn update(State(world): State<Arc<World>>, Path(id): Path<String>, body: Body) -> Result<Json<Value>, Refusal> {
    let conversation = find(&world, &id)?;
    let status = match body.wrapped("whatsapp_conversation")?.get("status").and_then(Value::as_str) {
        Some(status @ ("active" | "ended")) => status,
        _ => return Err(Refusal::invalid(Family::Platform, "status must be one of active, ended")),
    };
    world.act(|tx| Ok(conversations::set_status(tx, conversation.row, status, world.clock.now())?))?;
    show(State(world), Path(id)).await
}

pub(crate) fn find(world: &World, id: &str) -> Result<Conversation, Refusal> {
    world.act(|tx| {
        conversations::end_overdue(tx, world.clock.now())?;
        conversations::find(tx, id)?.ok_or_else(|| Refusal::missing(Family::Platform, "Conversation"))
    })
}

pub(crate) fn place(conversation: &Conversation) -> Cursor {
    Cursor { value: conversation.last_active_at, row: conversation.row }
}
