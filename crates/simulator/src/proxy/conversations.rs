//! The conversations of one number.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::Value;

use super::{Item, Object, number};
use crate::{
    page::keyset::Window,
    parameters::Parameters,
    platform::conversations::{common_filters, place},
    refusal::{Family, Refusal},
    render::{self, fields::Fields},
    store::conversations::{self, Conversation},
    world::World,
};

pub(crate) async fn list(
    State(world): State<Arc<World>>,
    Path(Object { id }): Path<Object>,
    parameters: Parameters,
) -> Result<Json<Value>, Refusal> {
    number(&world, &id)?;
    let window = Window::of(&parameters, "last_active_at")?;
    let mut filters = common_filters(&parameters)?;
    filters.equal("v.number_id", Some(id));
    filters.between("v.last_active_at", parameters.time("last_active_since")?, parameters.time("last_active_until")?);
    let fields = Fields::of(parameters.text("fields"));
    let page = world.act(|tx| {
        conversations::end_overdue(tx, world.clock.now())?;
        Ok(window.read(tx, conversations::SELECT, ("v", "last_active_at"), filters, Conversation::of, place)?)
    })?;
    Ok(Json(page.answer(Family::Proxy, |conversation| render::conversation::proxy(conversation, &fields))))
}

pub(crate) async fn show(
    State(world): State<Arc<World>>,
    Path(Item { id, item }): Path<Item>,
    parameters: Parameters,
) -> Result<Json<Value>, Refusal> {
    number(&world, &id)?;
    let fields = Fields::of(parameters.text("fields"));
    let conversation = world.act(|tx| {
        conversations::end_overdue(tx, world.clock.now())?;
        Ok(conversations::find(tx, &item)?.filter(|conversation| conversation.number_id == id))
    })?;
    let conversation = conversation.ok_or_else(|| Refusal::missing(Family::Proxy, "Conversation"))?;
    Ok(Json(render::conversation::proxy(&conversation, &fields)))
}
