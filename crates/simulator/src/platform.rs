//! `/platform/v1`: Kapso's own API.

mod api_logs;
mod assignments;
mod broadcasts;
pub(crate) mod contacts;
pub(crate) mod conversations;
mod customers;
mod display_names;
mod events;
mod inbox_embeds;
mod media;
pub(crate) mod messages;
mod numbers;
mod setup_links;
mod users;
mod webhooks;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, patch, post},
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
        .route("/customers/{customer}/whatsapp/phone_numbers", post(numbers::connect))
        .route("/whatsapp/phone_numbers/{number}", get(numbers::show).patch(numbers::update).delete(numbers::delete))
        .route("/whatsapp/phone_numbers/{number}/health", get(numbers::health))
        .route("/whatsapp/phone_numbers/{number}/display_name_requests", get(display_names::list).post(display_names::create))
        .route("/whatsapp/phone_numbers/{number}/display_name_requests/{request}", get(display_names::show))
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
        .route("/whatsapp/media", post(media::ingest))
        .route("/inbox_embeds", get(inbox_embeds::list).post(inbox_embeds::create))
        .route("/inbox_embeds/{embed}", get(inbox_embeds::show).patch(inbox_embeds::update).delete(inbox_embeds::revoke))
        .route("/events", get(events::list).post(events::create))
        .route("/api_logs", get(api_logs::list))
        .route("/webhook_deliveries", get(webhooks::deliveries::list))
        .merge(webhook_routes())
        .merge(broadcast_routes())
}

fn webhook_routes() -> Router<Arc<World>> {
    let one_of_number = get(webhooks::show_of_number).patch(webhooks::update_of_number).delete(webhooks::delete_of_number);
    Router::new()
        .route("/whatsapp/webhooks", get(webhooks::list).post(webhooks::create))
        .route("/whatsapp/webhooks/{webhook}", get(webhooks::show).patch(webhooks::update).delete(webhooks::delete))
        .route("/whatsapp/webhooks/{webhook}/test", post(webhooks::test))
        .route("/whatsapp/phone_numbers/{number}/webhooks", get(webhooks::list_of_number).post(webhooks::create_for_number))
        .route("/whatsapp/phone_numbers/{number}/webhooks/{webhook}", one_of_number)
}

fn broadcast_routes() -> Router<Arc<World>> {
    Router::new()
        .route("/whatsapp/broadcasts", get(broadcasts::list).post(broadcasts::create))
        .route("/whatsapp/broadcasts/{broadcast}", get(broadcasts::show).patch(broadcasts::update))
        .route(
            "/whatsapp/broadcasts/{broadcast}/recipients",
            get(broadcasts::recipients::list).post(broadcasts::recipients::add).delete(broadcasts::recipients::clear),
        )
        .route("/whatsapp/broadcasts/{broadcast}/send", post(broadcasts::send))
        .route("/whatsapp/broadcasts/{broadcast}/schedule", post(broadcasts::schedule))
        .route("/whatsapp/broadcasts/{broadcast}/cancel", post(broadcasts::cancel))
}

/// The envelope of a single resource.
fn data(value: Value) -> axum::Json<Value> {
    axum::Json(json!({ "data": value }))
}
