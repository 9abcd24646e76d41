//! The messages of one number.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::Value;

use super::{Item, Object, number};
use crate::{
    page::keyset::{Filters, Window},
    parameters::Parameters,
    platform::messages::{STATUSES, place},
    refusal::{Family, Refusal},
    render::{self, fields::Fields},
    store::messages::{self, Message},
    world::World,
};

pub(crate) async fn list(
    State(world): State<Arc<World>>,
    Path(Object { id }): Path<Object>,
    parameters: Parameters,
) -> Result<Json<Value>, Refusal> {
    number(&world, &id)?;
    let window = Window::of(&parameters, "created_at")?;
    let mut filters = Filters::default();
    filters.equal("m.number_id", Some(id));
    filters.equal("m.direction", parameters.one_of("direction", &["inbound", "outbound"])?.map(str::to_owned));
    filters.equal("m.status", parameters.one_of("status", &STATUSES)?.map(str::to_owned));
    filters.between("m.at", parameters.time("since")?, parameters.time("until")?);
    if let Some(conversation) = parameters.text("conversation_id") {
        filters.add("m.conversation = (SELECT row FROM conversations WHERE id = ?)", [conversation.to_owned().into()]);
    }
    let fields = Fields::of(parameters.text("fields"));
    let page = world.act(|tx| Ok(window.read(tx, messages::SELECT, ("m", "at"), filters, Message::of, place)?))?;
    Ok(Json(page.answer(Family::Proxy, |message| render::message::proxy(message, &world.origin, &fields))))
}

pub(crate) async fn show(
    State(world): State<Arc<World>>,
    Path(Item { id, item }): Path<Item>,
    parameters: Parameters,
) -> Result<Json<Value>, Refusal> {
    number(&world, &id)?;
    let fields = Fields::of(parameters.text("fields"));
    let message = world.act(|tx| Ok(messages::find(tx, &item)?.filter(|message| message.number_id == id)))?;
    let message = message.ok_or_else(|| Refusal::missing(Family::Proxy, "Message"))?;
    Ok(Json(render::message::proxy(&message, &world.origin, &fields)))
}
