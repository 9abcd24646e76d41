//! What a contact chose about marketing.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
};
use serde_json::Value;

use super::{super::data, find};
use crate::{
    refusal::{Family, Refusal},
    render,
    store::{numbers, preferences},
    world::World,
};

pub(crate) async fn list(State(world): State<Arc<World>>, Path(identifier): Path<String>) -> Result<Json<Value>, Refusal> {
    let contact = find(&world, &identifier)?;
    let all = world.act(|tx| {
        let all = preferences::of_contact(tx, contact.row)?;
        let show = |choice: &preferences::Preference| {
            let number = numbers::find(tx, &choice.number_id)?;
            Ok(render::contact::preference(choice, &contact, number.as_ref()))
        };
        all.iter().map(show).collect::<Result<Vec<_>, Refusal>>()
    })?;
    Ok(data(Value::Array(all)))
}

pub(crate) async fn show(
    State(world): State<Arc<World>>,
    Path((identifier, number)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    let contact = find(&world, &identifier)?;
    let missing = || Refusal::missing(Family::Platform, "Marketing preference");
    let shown = world.act(|tx| {
        let choice = preferences::find(tx, contact.row, &number)?.ok_or_else(missing)?;
        let number = numbers::find(tx, &number)?;
        Ok(render::contact::preference(&choice, &contact, number.as_ref()))
    })?;
    Ok(data(shown))
}
