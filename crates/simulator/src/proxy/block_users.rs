//! People who may not write to a number: what they say does not arrive.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::{Value, json};

use super::{Object, number};
use crate::{
    refusal::Refusal,
    request_body::Body,
    store::{blocked_users, contacts::digits},
    world::World,
};

pub(crate) async fn list(State(world): State<Arc<World>>, Path(Object { id }): Path<Object>) -> Result<Json<Value>, Refusal> {
    number(&world, &id)?;
    let users = world.act(|tx| Ok(blocked_users::of_number(tx, &id)?))?;
    let rows: Vec<Value> = users.iter().map(|user| json!({ "user": user })).collect();
    Ok(Json(json!({ "data": rows })))
}

pub(crate) async fn block(State(world): State<Arc<World>>, Path(Object { id }): Path<Object>, body: Body) -> Result<Json<Value>, Refusal> {
    number(&world, &id)?;
    let users = users(&body)?;
    world.act(|tx| Ok(users.iter().try_for_each(|user| blocked_users::block(tx, &id, user))?))?;
    Ok(Json(json!({ "success": true })))
}

pub(crate) async fn unblock(
    State(world): State<Arc<World>>,
    Path(Object { id }): Path<Object>,
    body: Body,
) -> Result<Json<Value>, Refusal> {
    number(&world, &id)?;
    let users = users(&body)?;
    world.act(|tx| Ok(users.iter().try_for_each(|user| blocked_users::unblock(tx, &id, user))?))?;
    Ok(Json(json!({ "success": true })))
}

/// The digits of everybody who is named.
fn users(body: &Body) -> Result<Vec<String>, Refusal> {
    let all = body.object.get("block_users").and_then(Value::as_array).filter(|all| !all.is_empty());
    let all = all.ok_or_else(|| Refusal::parameter(100, "block_users must name somebody"))?;
    let user = |one: &Value| {
        let digits = one.get("user").and_then(Value::as_str).map(digits).filter(|digits| (7..=15).contains(&digits.len()));
        digits.ok_or_else(|| Refusal::parameter(100, "user must be a phone number"))
    };
    all.iter().map(user).collect()
}
