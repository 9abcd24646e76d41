//! The templates of a business account.

pub(crate) mod change;
mod draft;

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use serde_json::Value;

use super::{Item, Object};
use crate::{
    cursor::Cursor,
    page::keyset::{Filters, Window},
    parameters::Parameters,
    refusal::{Family, Refusal},
    render,
    store::{
        numbers,
        templates::{self, Template},
    },
    world::World,
};

const CATEGORIES: [&str; 3] = ["AUTHENTICATION", "MARKETING", "UTILITY"];
const STATUSES: [&str; 6] = ["APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED", "IN_APPEAL"];

pub(crate) async fn list(
    State(world): State<Arc<World>>,
    Path(Object { id }): Path<Object>,
    parameters: Parameters,
) -> Result<Json<Value>, Refusal> {
    known_account(&world, &id)?;
    let window = Window::of(&parameters, "row")?;
    let mut filters = Filters::default();
    filters.equal("t.business_account_id", Some(id));
    filters.equal("t.status", parameters.one_of("status", &STATUSES)?.map(str::to_owned));
    filters.equal("t.category", parameters.one_of("category", &CATEGORIES)?.map(str::to_owned));
    filters.equal("t.language", parameters.text("language").map(str::to_owned));
    if let Some(name) = parameters.text("name") {
        filters.add("instr(t.name, ?) > 0", [name.to_owned().into()]);
    }
    let place = |template: &Template| Cursor { value: template.row, row: template.row };
    let page = world.act(|tx| Ok(window.read(tx, templates::SELECT, ("t", "row"), filters, Template::of, place)?))?;
    Ok(Json(page.answer(Family::Proxy, render::template::proxy)))
}

/// An unknown id is answered as Meta does, not as Kapso's own lists do.
pub(crate) async fn show(State(world): State<Arc<World>>, Path(Item { id, item }): Path<Item>) -> Result<Json<Value>, Refusal> {
    known_account(&world, &id)?;
    change::check_id(&item)?;
    let template = world.act(|tx| Ok(templates::find(tx, &id, &item)?))?;
    let template = template.ok_or_else(|| {
        let mut refusal = Refusal::graph(
            StatusCode::BAD_REQUEST,
            100,
            "GraphMethodException",
            "Unsupported get request. The object does not exist, or this key may not see it.",
        );
        if let Some(error) = refusal.body.get_mut("error").and_then(Value::as_object_mut) {
            error.insert("error_subcode".to_owned(), Value::from(33));
        }
        refusal
    })?;
    Ok(Json(render::template::proxy(&template)))
}

/// Refuses an account that the project does not have.
fn known_account(world: &World, id: &str) -> Result<(), Refusal> {
    if world.act(|tx| Ok(numbers::has_account(tx, id)?))? {
        return Ok(());
    }
    Err(Refusal::missing(Family::Proxy, "Business account"))
}
