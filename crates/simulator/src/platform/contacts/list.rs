//! The list of contacts: by cursor, or by the old offset within its limits.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{
    cursor::Cursor,
    page::{
        keyset::{Filters, Window},
        offset::Offset,
    },
    parameters::Parameters,
    refusal::{Family, Refusal},
    render,
    store::contacts::{self, Contact, digits},
    world::World,
};

pub(crate) const SELECT: &str = "SELECT c.* FROM contacts c";
const MOST_PAGES: i64 = 50;
const MOST_ROWS: i64 = 5000;

pub(crate) async fn list(State(world): State<Arc<World>>, parameters: Parameters) -> Result<Response, Refusal> {
    let filters = filters(&parameters)?;
    if parameters.text("page").is_some() || parameters.text("per_page").is_some() {
        return by_offset(&world, &parameters, &filters);
    }
    let window = Window::of(&parameters, "created_at")?;
    let place = |contact: &Contact| Cursor { value: contact.created_at, row: contact.row };
    let page = world.act(|tx| Ok(window.read(tx, SELECT, ("c", "created_at"), filters, Contact::of, place)?))?;
    Ok(Json(page.answer(Family::Platform, render::contact::platform)).into_response())
}

pub(crate) fn filters(parameters: &Parameters) -> Result<Filters, Refusal> {
    let mut filters = Filters::default();
    filters.equal("c.customer_id", parameters.text("customer_id").map(str::to_owned));
    filters.equal("c.bsuid", parameters.text("business_scoped_user_id").map(str::to_owned));
    filters.between("c.created_at", parameters.time("created_after")?, parameters.time("created_before")?);
    if let Some(external) = parameters.text("customer_external_id") {
        let sql = "c.customer_id = (SELECT id FROM customers WHERE external_customer_id = ?)";
        filters.add(sql, [external.to_owned().into()]);
    }
    match parameters.flag("has_customer")? {
        Some(true) => filters.add("c.customer_id IS NOT NULL", []),
        Some(false) => filters.add("c.customer_id IS NULL", []),
        None => {}
    }
    if let Some(part) = parameters.text("profile_name_contains") {
        filters.add("instr(lower(c.profile_name), lower(?)) > 0", [part.to_owned().into()]);
    }
    if let Some(part) = parameters.text("wa_id_contains") {
        filters.add("c.wa_id LIKE ?", [format!("%{}%", digits(part)).into()]);
    }
    Ok(filters)
}

fn by_offset(world: &World, parameters: &Parameters, filters: &Filters) -> Result<Response, Refusal> {
    let offset = Offset::of(parameters)?;
    let rows = offset.page().saturating_mul(offset.per_page());
    if offset.page() > MOST_PAGES || rows > MOST_ROWS {
        return Err(Refusal::body(
            StatusCode::BAD_REQUEST,
            json!({
                "message": "legacy_offset_pagination_limit_exceeded",
                "detail": "Offset pages end here; follow the cursors instead.",
                "requested_page": offset.page(),
                "requested_per_page": offset.per_page(),
                "requested_window": rows,
                "max_page": MOST_PAGES,
                "max_window": MOST_ROWS,
                "cursor_example": "/platform/v1/whatsapp/contacts?limit=100&after=<paging.cursors.after>",
            }),
        ));
    }
    let sheet = world.act(|tx| {
        let show = |row: &rusqlite::Row<'_>| Ok(render::contact::platform(&Contact::of(row)?));
        Ok(offset.read(tx, (contacts::COLUMNS, "contacts c"), filters, "c.created_at DESC, c.row DESC", show)?)
    })?;
    Ok(sheet.answer(&format!("{}/platform/v1/whatsapp/contacts", world.origin)))
}
