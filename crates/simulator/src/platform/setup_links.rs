//! Setup links: creating one revokes the one before.

mod settings;

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{customers, data};
use crate::{
    clock::DAY,
    page::{keyset::Filters, offset::Offset},
    parameters::Parameters,
    refusal::{Family, Refusal},
    render,
    request_body::Body,
    store::setup_links::{self, SetupLink},
    world::World,
};

const STATUSES: [&str; 4] = ["active", "used", "expired", "revoked"];

pub(crate) async fn list(
    State(world): State<Arc<World>>,
    Path(customer): Path<String>,
    parameters: Parameters,
) -> Result<Response, Refusal> {
    customers::find(&world, &customer)?;
    let offset = Offset::of(&parameters)?;
    let mut filters = Filters::default();
    filters.equal("customer_id", Some(customer.clone()));
    filters.equal("status", parameters.one_of("status", &STATUSES)?.map(str::to_owned));
    filters.between("created_at", parameters.time("created_after")?, parameters.time("created_before")?);
    let sheet = world.act(|tx| {
        setup_links::expire_overdue(tx, world.clock.now())?;
        let show = |row: &rusqlite::Row<'_>| Ok(render::setup_link::platform(&SetupLink::of(row)?, &world.origin));
        Ok(offset.read(tx, (setup_links::COLUMNS, "setup_links"), &filters, "created_at DESC, row DESC", show)?)
    })?;
    Ok(sheet.answer(&format!("{}/platform/v1/customers/{customer}/setup_links", world.origin)))
}

pub(crate) async fn create(
    State(world): State<Arc<World>>,
    Path(customer): Path<String>,
    body: Body,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    customers::find(&world, &customer)?;
    let mut settings = settings::defaults();
    settings::change(&mut settings, body.wrapped("setup_link")?)?;
    let now = world.clock.now();
    let link = SetupLink {
        id: world.dice.uuid(),
        customer_id: customer,
        token: world.dice.token(),
        status: "active".to_owned(),
        setup_status: "pending".to_owned(),
        setup_error: None,
        settings: Value::Object(settings),
        provisioned: None,
        expires_at: now.saturating_add(30 * DAY),
        created_at: now,
    };
    world.act(|tx| {
        setup_links::revoke_active(tx, &link.customer_id)?;
        Ok(link.insert(tx)?)
    })?;
    Ok((StatusCode::CREATED, data(render::setup_link::created(&link, &world.origin))))
}

pub(crate) async fn update(
    State(world): State<Arc<World>>,
    Path((customer, id)): Path<(String, String)>,
    body: Body,
) -> Result<Json<Value>, Refusal> {
    customers::find(&world, &customer)?;
    let mut link = world.act(|tx| {
        setup_links::expire_overdue(tx, world.clock.now())?;
        setup_links::find(tx, &customer, &id)?.ok_or_else(|| Refusal::missing(Family::Platform, "Setup link"))
    })?;
    change(&mut link, body.wrapped("setup_link")?)?;
    world.act(|tx| Ok(link.update(tx)?))?;
    Ok(data(render::setup_link::platform(&link, &world.origin)))
}

fn change(link: &mut SetupLink, wanted: &Map<String, Value>) -> Result<(), Refusal> {
    let refuse = |text: &str| Err(Refusal::invalid(Family::Platform, text));
    if wanted.get("meta_billing_mode").is_some_and(|mode| Some(mode) != link.settings.get("meta_billing_mode")) {
        return refuse("meta_billing_mode cannot be changed");
    }
    match wanted.get("status").map(Value::as_str) {
        None => {}
        Some(Some("used")) => return refuse("status cannot be set to used"),
        Some(Some(status)) if STATUSES.contains(&status) => link.status = status.to_owned(),
        Some(_) => return refuse("status must be one of active, expired, revoked"),
    }
    if let Some(expires) = wanted.get("expires_at") {
        match expires.as_str().and_then(|text| text.parse::<Timestamp>().ok()) {
            Some(expires) => link.expires_at = expires.as_millisecond(),
            None => return refuse("expires_at must be an ISO 8601 date-time"),
        }
    }
    if let Some(settings) = link.settings.as_object_mut() {
        settings::change(settings, wanted)?;
    }
    Ok(())
}
