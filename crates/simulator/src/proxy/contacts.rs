//! The project's contacts, as the proxy lists them under any of its numbers.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::Value;

use super::{Item, Object, number};
use crate::{
    cursor::Cursor,
    page::keyset::{Filters, Window},
    parameters::Parameters,
    refusal::{Family, Refusal},
    render,
    store::contacts::{self, Contact, digits},
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
    filters.equal("c.wa_id", parameters.text("wa_id").map(digits));
    filters.equal("c.customer_id", parameters.text("customer_id").map(str::to_owned));
    match parameters.flag("has_customer")? {
        Some(true) => filters.add("c.customer_id IS NOT NULL", []),
        Some(false) => filters.add("c.customer_id IS NULL", []),
        None => {}
    }
    let select = "SELECT c.* FROM contacts c";
    let place = |contact: &Contact| Cursor { value: contact.created_at, row: contact.row };
    let page = world.act(|tx| Ok(window.read(tx, select, ("c", "created_at"), filters, Contact::of, place)?))?;
    Ok(Json(page.answer(Family::Proxy, render::contact::proxy)))
}

pub(crate) async fn show(State(world): State<Arc<World>>, Path(Item { id, item }): Path<Item>) -> Result<Json<Value>, Refusal> {
    number(&world, &id)?;
    let contact = world.act(|tx| contacts::find(tx, &item)?.ok_or_else(|| Refusal::missing(Family::Proxy, "Contact")))?;
    Ok(Json(render::contact::proxy(&contact)))
}
