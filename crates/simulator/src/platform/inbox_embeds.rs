//! Embedded inboxes: create, read, change, revoke.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use rusqlite::Transaction;
use serde_json::{Map, Value, json};

use super::data;
use crate::{
    page::{keyset::Filters, offset::Offset},
    parameters::Parameters,
    refusal::{Family, Refusal},
    render,
    request_body::{Body, optional_text, optional_time},
    store::{
        customers,
        inbox_embeds::{self, InboxEmbed},
        numbers, users,
    },
    world::World,
};

const SCOPES: [&str; 3] = ["project", "customer", "phone_number"];

pub(crate) async fn list(State(world): State<Arc<World>>, parameters: Parameters) -> Result<Response, Refusal> {
    let offset = Offset::of(&parameters)?;
    let mut filters = Filters::default();
    filters.equal("status", parameters.one_of("status", &["active", "revoked"])?.map(str::to_owned));
    filters.equal("scope_type", parameters.one_of("scope_type", &SCOPES)?.map(str::to_owned));
    filters.equal("scope_id", parameters.text("scope_id").map(str::to_owned));
    filters.equal("assigned_user_id", parameters.text("assigned_user_id").map(str::to_owned));
    let sheet = world.act(|tx| {
        let row = |row: &rusqlite::Row<'_>| shown(tx, &InboxEmbed::of(row)?);
        Ok(offset.read(tx, (inbox_embeds::COLUMNS, "inbox_embeds"), &filters, "created_at DESC, row DESC", row)?)
    })?;
    Ok(sheet.answer(&format!("{}/platform/v1/inbox_embeds", world.origin)))
}

pub(crate) async fn create(State(world): State<Arc<World>>, body: Body) -> Result<(StatusCode, Json<Value>), Refusal> {
    let wanted = body.wrapped("inbox_embed")?;
    let now = world.clock.now();
    let scope_type = optional_text(wanted, "scope_type")?.flatten().unwrap_or_default();
    if !SCOPES.contains(&scope_type.as_str()) {
        return Err(wrong(format!("scope_type must be one of {}", SCOPES.join(", "))));
    }
    let mut embed = InboxEmbed {
        id: world.dice.uuid(),
        token: world.dice.token(),
        scope_id: optional_text(wanted, "scope_id")?.flatten(),
        scope_type,
        assigned_user_id: None,
        status: "active".to_owned(),
        settings: json!({ "name": null, "allowed_origins": [], "default_mode": "system", "language": "en" }),
        expires_at: None,
        created_at: now,
        updated_at: now,
    };
    let shown = world.act(|tx| {
        check_scope(tx, &embed)?;
        change(tx, &mut embed, wanted)?;
        embed.insert(tx)?;
        Ok(shown(tx, &embed)?)
    })?;
    Ok((StatusCode::CREATED, data(render::inbox_embed::created(shown, &embed, &world.origin))))
}

pub(crate) async fn show(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<Json<Value>, Refusal> {
    world.act(|tx| Ok(data(shown(tx, &find(tx, &id)?)?)))
}

pub(crate) async fn update(State(world): State<Arc<World>>, Path(id): Path<String>, body: Body) -> Result<Json<Value>, Refusal> {
    let wanted = body.wrapped("inbox_embed")?;
    world.act(|tx| {
        let mut embed = find(tx, &id)?;
        change(tx, &mut embed, wanted)?;
        embed.updated_at = world.clock.now();
        embed.update(tx)?;
        Ok(data(shown(tx, &embed)?))
    })
}

/// Revokes it; it stays in the list.
pub(crate) async fn revoke(State(world): State<Arc<World>>, Path(id): Path<String>) -> Result<StatusCode, Refusal> {
    world.act(|tx| {
        let mut embed = find(tx, &id)?;
        embed.status = "revoked".to_owned();
        embed.updated_at = world.clock.now();
        Ok(embed.update(tx)?)
    })?;
    Ok(StatusCode::NO_CONTENT)
}

fn find(tx: &Transaction<'_>, id: &str) -> Result<InboxEmbed, Refusal> {
    inbox_embeds::find(tx, id)?.ok_or_else(|| Refusal::missing(Family::Platform, "Inbox embed"))
}

fn shown(tx: &Transaction<'_>, embed: &InboxEmbed) -> rusqlite::Result<Value> {
    let scope = match (embed.scope_type.as_str(), &embed.scope_id) {
        ("customer", Some(id)) => customers::find(tx, id)?.map(|customer| customer.name),
        ("phone_number", Some(id)) => numbers::find(tx, id)?.map(|number| number.name),
        _ => None,
    };
    let user = embed.assigned_user_id.as_deref().map(|id| users::name(tx, id)).transpose()?.flatten();
    Ok(render::inbox_embed::platform(embed, scope.as_deref(), user.as_deref()))
}

fn check_scope(tx: &Transaction<'_>, embed: &InboxEmbed) -> Result<(), Refusal> {
    let there = match (embed.scope_type.as_str(), &embed.scope_id) {
        ("project", None) => true,
        ("project", Some(_)) => return Err(wrong("scope_id must be absent for a project")),
        (_, None) => return Err(wrong("scope_id can't be blank")),
        ("customer", Some(id)) => customers::find(tx, id)?.is_some(),
        (_, Some(id)) => numbers::find(tx, id)?.is_some(),
    };
    if there { Ok(()) } else { Err(Refusal::missing(Family::Platform, "Scope")) }
}

fn change(tx: &Transaction<'_>, embed: &mut InboxEmbed, wanted: &Map<String, Value>) -> Result<(), Refusal> {
    if let Some(user) = optional_text(wanted, "assigned_user_id")? {
        if let Some(user) = &user
            && !users::exists(tx, user)?
        {
            return Err(wrong("User not found or not a member of this project"));
        }
        embed.assigned_user_id = user;
    }
    if let Some(time) = optional_time(wanted, "expires_at")? {
        embed.expires_at = time;
    }
    let Some(settings) = embed.settings.as_object_mut() else { return Ok(()) };
    for (name, kept) in settings {
        let Some(value) = wanted.get(name) else { continue };
        let right = match name.as_str() {
            "name" => value.is_null() || value.is_string(),
            "allowed_origins" => value.as_array().is_some_and(|all| all.iter().all(Value::is_string)),
            "default_mode" => ["system", "light", "dark"].iter().any(|mode| value == mode),
            _ => ["en", "es"].iter().any(|language| value == language),
        };
        if !right {
            return Err(wrong(format!("{name} is invalid")));
        }
        *kept = value.clone();
    }
    Ok(())
}

fn wrong(text: impl Into<String>) -> Refusal {
    Refusal::invalid(Family::Platform, text)
}
