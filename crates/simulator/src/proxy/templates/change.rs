//! Creating, changing and deleting templates; a new or changed one waits for its review.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use rusqlite::Transaction;
use serde_json::{Value, json};

use super::{super::Object, draft::Draft, known_account};
use crate::{
    clock::{HOUR, SECOND},
    life::event::Event,
    parameters::Parameters,
    refusal::{Family, Refusal},
    request_body::Body,
    store::templates::{self, Template},
    world::World,
};

/// Meta takes this many new templates an hour for an account.
const PER_HOUR: i64 = 100;

pub(crate) async fn create_or_update(
    State(world): State<Arc<World>>,
    Path(Object { id: account }): Path<Object>,
    parameters: Parameters,
    body: Body,
) -> Result<Json<Value>, Refusal> {
    known_account(&world, &account)?;
    match parameters.given("hsm_id") {
        Some(id) => update(&world, &account, id, &body),
        None => create(&world, account, &body),
    }
}

fn create(world: &World, account: String, body: &Body) -> Result<Json<Value>, Refusal> {
    let draft = Draft::of(&body.object)?;
    let (name, language, category) = draft.identity()?;
    let now = world.clock.now();
    let template = Template {
        row: 0,
        id: world.dice.meta_id(),
        business_account_id: account,
        name: name.to_owned(),
        language: language.to_owned(),
        status: "PENDING".to_owned(),
        category: category.to_owned(),
        parameter_format: draft.parameter_format.to_owned(),
        components: draft.components,
        created_at: now,
    };
    world.act(|tx| {
        if templates::named(tx, &template.business_account_id, name, language)?.is_some() {
            return Err(Refusal::parameter(100, format!("There is already a template {name} in {language}")));
        }
        if templates::created_since(tx, &template.business_account_id, now.saturating_sub(HOUR))? >= PER_HOUR {
            return Err(Refusal::parameter(80_007, "This account created a hundred templates within the hour"));
        }
        template.insert(tx)?;
        Ok(await_review(world, tx, &template.id)?)
    })?;
    Ok(Json(json!({ "id": template.id, "status": template.status, "category": template.category })))
}

fn update(world: &World, account: &str, id: &str, body: &Body) -> Result<Json<Value>, Refusal> {
    check_id(id)?;
    let draft = Draft::of(&body.object)?;
    world.act(|tx| {
        let mut template = templates::find(tx, account, id)?.ok_or_else(|| Refusal::missing(Family::Proxy, "Template"))?;
        draft.suits(&template)?;
        template.status = "PENDING".to_owned();
        template.category = draft.category.unwrap_or(&template.category).to_owned();
        template.parameter_format = draft.parameter_format.to_owned();
        template.components = draft.components;
        template.update(tx)?;
        Ok(await_review(world, tx, id)?)
    })?;
    Ok(Json(json!({ "success": true })))
}

/// Puts Meta's look at a template on the agenda.
fn await_review(world: &World, tx: &Transaction<'_>, id: &str) -> rusqlite::Result<()> {
    let due = world.clock.now().saturating_add(world.dice.between(20 * SECOND, 60 * SECOND));
    Event::Review { template: id.to_owned() }.put(tx, due)
}

/// Deletes one template by `hsm_id`, or all languages of a `name`.
pub(crate) async fn delete(
    State(world): State<Arc<World>>,
    Path(Object { id: account }): Path<Object>,
    parameters: Parameters,
) -> Result<Json<Value>, Refusal> {
    known_account(&world, &account)?;
    let (id, name) = (parameters.text("hsm_id"), parameters.text("name"));
    if id.is_none() && name.is_none() {
        return Err(Refusal::text(StatusCode::BAD_REQUEST, "hsm_id is required"));
    }
    id.map_or(Ok(()), check_id)?;
    if world.act(|tx| Ok(templates::delete(tx, &account, id, name)?))? == 0 {
        return Err(Refusal::missing(Family::Proxy, "Template"));
    }
    Ok(Json(json!({ "success": true })))
}

/// Refuses what cannot be the id of a template, in Kapso's own words.
pub(super) fn check_id(id: &str) -> Result<(), Refusal> {
    let text = match id {
        "" => "hsm_id is required",
        id if id.bytes().all(|byte| byte.is_ascii_digit()) => return Ok(()),
        _ => "invalid template_id",
    };
    Err(Refusal::text(StatusCode::BAD_REQUEST, text))
}
