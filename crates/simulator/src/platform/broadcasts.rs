//! Broadcasts: draft, schedule, send, stop.

pub(crate) mod recipients;

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use rusqlite::Transaction;
use serde_json::Value;

use super::data;
use crate::{
    life::{broadcast::begin, event::Event},
    page::{keyset::Filters, offset::Offset},
    parameters::Parameters,
    refusal::{Family, Refusal},
    render,
    request_body::{Body, optional_text, optional_time},
    store::{
        broadcasts::{self, Broadcast},
        numbers, recipients as rows, templates,
    },
    world::World,
};

const STATUSES: [&str; 7] = ["draft", "scheduled", "copying", "sending", "stopped", "completed", "failed"];

pub(crate) async fn list(State(world): State<Arc<World>>, parameters: Parameters) -> Result<Response, Refusal> {
    let offset = Offset::of(&parameters)?;
    let mut filters = Filters::default();
    filters.equal("number_id", parameters.text("phone_number_id").map(str::to_owned));
    filters.equal("status", parameters.one_of("status", &STATUSES)?.map(str::to_owned));
    filters.between("created_at", parameters.time("created_after")?, parameters.time("created_before")?);
    let sheet = world.act(|tx| {
        let row = |row: &rusqlite::Row<'_>| shown(tx, &Broadcast::of(row)?);
        Ok(offset.read(tx, (broadcasts::COLUMNS, "broadcasts"), &filters, "created_at DESC, row DESC", row)?)
    })?;
    Ok(sheet.answer(&format!("{}/platform/v1/whatsapp/broadcasts", world.origin)))
}

pub(crate) async fn create(State(world): State<Arc<World>>, body: Body) -> Result<(StatusCode, Json<Value>), Refusal> {
    let wanted = body.wrapped("whatsapp_broadcast")?;
    let text = |name: &str| {
        let text = optional_text(wanted, name)?.flatten().filter(|text| !text.trim().is_empty());
        text.ok_or_else(|| wrong(format!("{name} can't be blank")))
    };
    let now = world.clock.now();
    let mut broadcast = Broadcast {
        row: 0,
        id: world.dice.uuid(),
        name: text("name")?,
        number_id: text("phone_number_id")?,
        template_id: text("whatsapp_template_id")?,
        status: "draft".to_owned(),
        scheduled_at: None,
        started_at: None,
        stopped_at: None,
        completed_at: None,
        created_at: now,
        updated_at: now,
    };
    let shown = world.act(|tx| {
        let missing = |what: &str| Refusal::missing(Family::Platform, what);
        let number = numbers::find(tx, &broadcast.number_id)?.ok_or_else(|| missing("Phone number"))?;
        let template = templates::find(tx, &number.business_account_id, &broadcast.template_id)?.ok_or_else(|| missing("Template"))?;
        if template.status != "APPROVED" {
            return Err(wrong("Template must be approved"));
        }
        broadcast.row = broadcast.insert(tx)?;
        Ok(shown(tx, &broadcast)?)
    })?;
    Ok((StatusCode::CREATED, data(shown)))
}

pub(crate) async fn show(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<Json<Value>, Refusal> {
    world.act(|tx| Ok(data(shown(tx, &find(tx, &id)?)?)))
}

/// Stops what is being sent, or takes a scheduled one back.
pub(crate) async fn update(State(world): State<Arc<World>>, Path(id): Path<String>, body: Body) -> Result<Json<Value>, Refusal> {
    let wanted = optional_text(body.wrapped("whatsapp_broadcast")?, "status")?.flatten().unwrap_or_default();
    world.act(|tx| {
        let mut broadcast = find(tx, &id)?;
        let now = world.clock.now();
        match (broadcast.status.as_str(), wanted.as_str()) {
            ("sending", "stopped") => broadcast.stopped_at = Some(now),
            ("scheduled", "draft") => broadcast.scheduled_at = None,
            (from, "stopped" | "draft") => return Err(wrong(format!("A broadcast that is {from} cannot become {wanted}"))),
            _ => return Err(wrong("status must be one of draft, stopped")),
        }
        broadcast.status.clone_from(&wanted);
        broadcast.updated_at = now;
        broadcast.update(tx)?;
        Ok(data(shown(tx, &broadcast)?))
    })
}

pub(crate) async fn send(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<(StatusCode, Json<Value>), Refusal> {
    let broadcast = world.act(|tx| {
        begin(tx, ready(tx, &id)?, world.clock.now())?;
        find(tx, &id)
    })?;
    Ok((StatusCode::ACCEPTED, data(render::broadcast::state(&broadcast))))
}

pub(crate) async fn schedule(
    State(world): State<Arc<World>>,
    Path(id): Path<String>,
    body: Body,
) -> Result<(StatusCode, Json<Value>), Refusal> {
    let now = world.clock.now();
    let broadcast = world.act(|tx| {
        let mut broadcast = ready(tx, &id)?;
        let at = optional_time(&body.object, "scheduled_at")?.flatten().ok_or_else(|| wrong("scheduled_at can't be blank"))?;
        if at <= now {
            return Err(wrong("scheduled_at must be in the future"));
        }
        broadcast.status = "scheduled".to_owned();
        broadcast.scheduled_at = Some(at);
        broadcast.updated_at = now;
        broadcast.update(tx)?;
        Event::StartBroadcast { broadcast: id.clone() }.put(tx, at)?;
        Ok(broadcast)
    })?;
    Ok((StatusCode::ACCEPTED, data(render::broadcast::state(&broadcast))))
}

pub(crate) async fn cancel(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<Json<Value>, Refusal> {
    world.act(|tx| {
        let mut broadcast = find(tx, &id)?;
        if broadcast.status != "scheduled" {
            return Err(wrong(format!("A broadcast that is {} cannot be cancelled", broadcast.status)));
        }
        broadcast.status = "draft".to_owned();
        broadcast.scheduled_at = None;
        broadcast.updated_at = world.clock.now();
        broadcast.update(tx)?;
        Ok(data(render::broadcast::state(&broadcast)))
    })
}

/// A draft that has somebody to go to.
fn ready(tx: &Transaction<'_>, id: &str) -> Result<Broadcast, Refusal> {
    let broadcast = find(tx, id)?;
    if broadcast.status != "draft" {
        return Err(wrong(format!("A broadcast that is {} cannot be sent", broadcast.status)));
    }
    if rows::next(tx, broadcast.row)?.is_none() {
        return Err(wrong("A broadcast needs recipients"));
    }
    Ok(broadcast)
}

fn find(tx: &Transaction<'_>, id: &str) -> Result<Broadcast, Refusal> {
    broadcasts::find(tx, id)?.ok_or_else(|| Refusal::missing(Family::Platform, "Broadcast"))
}

fn shown(tx: &Transaction<'_>, broadcast: &Broadcast) -> rusqlite::Result<Value> {
    let template = templates::by_id(tx, &broadcast.template_id)?;
    Ok(render::broadcast::platform(broadcast, &rows::count(tx, broadcast.row)?, template.as_ref()))
}

fn wrong(text: impl Into<String>) -> Refusal {
    Refusal::invalid(Family::Platform, text)
}
