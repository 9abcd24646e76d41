//! The members of the project.

use std::sync::Arc;

use axum::{extract::State, response::Response};

use crate::{
    page::{keyset::Filters, offset::Offset},
    parameters::Parameters,
    refusal::Refusal,
    render,
    world::World,
};

pub(crate) async fn list(State(world): State<Arc<World>>, parameters: Parameters) -> Result<Response, Refusal> {
    let offset = Offset::of(&parameters)?;
    let columns = ("id, user_id, email, name, role", "users");
    let sheet = world.act(|tx| Ok(offset.read(tx, columns, &Filters::default(), "id", render::customer::user)?))?;
    Ok(sheet.answer(&format!("{}/platform/v1/users", world.origin)))
}
