//! `/platform/v1`: Kapso's own API.

mod assignments;
mod contacts;
pub(crate) mod conversations;
mod customers;
pub(crate) mod messages;
mod numbers;
mod setup_links;
mod users;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, patch},
};
use serde_json::{Value, json};

use crate::world::World;

pub(crate) fn routes() -> Router<Arc<World>> {
    Router::new()
        .route("/customers", get(customers::list).post(customers::create))
        .route("/customers/{customer}", get(customers::show).patch(customers::update).delete(customers::delete))
        .route("/customers/{customer}/setup_links", get(setup_links::list).post(setup_links::create))
        .route("/customers/{customer}/setup_links/{link}", patch(setup_links::update))
        .route("/whatsapp/phone_numbers", get(numbers::list))
        .route("/whatsapp/phone_numbers/{number}", get(numbers::show))
        .route("/whatsapp/phone_numbers/{number}/health", get(numbers::health))
        .route("/whatsapp/messages", get(messages::list))
        .route("/whatsapp/messages/{message}", get(messages::show))
        .route("/whatsapp/conversations", get(conversations::list))
        .route("/whatsapp/conversations/{conversation}", get(conversations::show).patch(conversations::update))
        .route("/whatsapp/conversations/{conversation}/assignments", get(assignments::list).post(assignments::create))
        .route("/whatsapp/conversations/{conversation}/assignments/{assignment}", get(assignments::show).patch(assignments::update))
        .route("/whatsapp/contacts", get(contacts::list::list).post(contacts::create))
        .route("/whatsapp/contacts/{contact}", get(contacts::show).patch(contacts::update).delete(contacts::erase))
        .route("/whatsapp/contacts/{contact}/marketing_preferences", get(contacts::preferences::list))
        .route("/whatsapp/contacts/{contact}/marketing_preferences/{number}", get(contacts::preferences::show))
        .route("/users", get(users::list))
}

/// The envelope of a single resource.
fn data(value: Value) -> axum::Json<Value> {
    axum::Json(json!({ "data": value }))
}
