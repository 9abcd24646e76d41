//! The name under which people find a number without its digits.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use super::{Object, number};
use crate::{refusal::Refusal, request_body::Body, store::numbers, world::World};

pub(crate) async fn show(State(world): State<Arc<World>>, Path(Object { id }): Path<Object>) -> Result<Json<Value>, Refusal> {
    number(&world, &id)?;
    let username = world.act(|tx| Ok(numbers::username(tx, &id)?))?;
    Ok(Json(username.map_or_else(|| json!({}), |username| json!({ "username": username, "status": "approved" }))))
}

pub(crate) async fn claim(State(world): State<Arc<World>>, Path(Object { id }): Path<Object>, body: Body) -> Result<Json<Value>, Refusal> {
    number(&world, &id)?;
    let wanted = body.object.get("username").and_then(Value::as_str).unwrap_or_default();
    if !is_username(wanted) {
        return Err(Refusal::parameter(100, "username must have 3 to 35 lower-case letters, digits, dots or underscores"));
    }
    if !world.act(|tx| Ok(numbers::set_username(tx, &id, Some(wanted))?))? {
        return Err(Refusal::parameter(100, "username is not available"));
    }
    Ok(Json(json!({ "status": "approved" })))
}

pub(crate) async fn give_back(State(world): State<Arc<World>>, Path(Object { id }): Path<Object>) -> Result<Json<Value>, Refusal> {
    number(&world, &id)?;
    world.act(|tx| Ok(numbers::set_username(tx, &id, None)?))?;
    Ok(Json(json!({ "success": true })))
}

/// Suggests what the number's own name makes of itself.
pub(crate) async fn suggest(State(world): State<Arc<World>>, Path(Object { id }): Path<Object>) -> Result<Json<Value>, Refusal> {
    let name = number(&world, &id)?.name.to_lowercase();
    let words: Vec<String> = name
        .split_whitespace()
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    let suggestions: Vec<String> = [words.concat(), words.join("_"), words.join(".")].into_iter().filter(|one| is_username(one)).collect();
    Ok(Json(json!({ "data": [{ "username_suggestions": suggestions }] })))
}

fn is_username(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._".contains(&byte));
    plain && (3..=35).contains(&text.len())
}
