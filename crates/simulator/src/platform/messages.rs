//! Messages of all numbers.

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
    store::{
        contacts::digits,
        messages::{self, Message},
    },
    world::World,
};

pub(crate) const STATUSES: [&str; 5] = ["pending", "sent", "delivered", "read", "failed"];

pub(crate) async fn list(State(world): State<Arc<World>>, parameters: Parameters) -> Result<Json<Value>, Refusal> {
    let window = Window::of(&parameters, "created_at")?;
    let filters = filters(&parameters)?;
    let page = world.act(|tx| Ok(window.read(tx, messages::SELECT, ("m", "at"), filters, Message::of, place)?))?;
    Ok(Json(page.answer(Family::Platform, |message| render::message::platform(message, &world.origin))))
}

pub(crate) fn filters(parameters: &Parameters) -> Result<Filters, Refusal> {
    let mut filters = Filters::default();
    filters.equal("m.number_id", parameters.text("phone_number_id").map(str::to_owned));
    filters.equal("m.direction", parameters.one_of("direction", &["inbound", "outbound"])?.map(str::to_owned));
    filters.equal("m.status", parameters.one_of("status", &STATUSES)?.map(str::to_owned));
    filters.equal("m.type", parameters.text("message_type").map(str::to_owned));
    filters.equal("m.has_media", parameters.flag("has_media")?);
    if let Some(id) = parameters.text("conversation_id") {
        filters.add("m.conversation = (SELECT row FROM conversations WHERE id = ?)", [id.to_owned().into()]);
    }
    if let Some(phone) = parameters.text("phone_number") {
        let like = format!("%{}%", digits(phone));
        filters.add("m.contact IN (SELECT row FROM contacts WHERE wa_id LIKE ?)", [like.into()]);
    }
    if let Some(bsuid) = parameters.text("business_scoped_user_id") {
        filters.add("m.contact IN (SELECT row FROM contacts WHERE bsuid = ?)", [bsuid.to_owned().into()]);
    }
    Ok(filters)
}

pub(crate) async fn show(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<Json<Value>, Refusal> {
    let message = world.act(|tx| messages::find(tx, &id)?.ok_or_else(|| Refusal::missing(Family::Platform, "Message")))?;
    Ok(data(render::message::platform(&message, &world.origin)))
}

pub(crate) fn place(message: &Message) -> Cursor {
    Cursor { value: message.at, row: message.row }
}
