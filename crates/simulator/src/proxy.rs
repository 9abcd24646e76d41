//! `/meta/whatsapp/vNN.0`: Kapso's proxy in the shape of Meta's Graph API.

mod block_users;
mod contacts;
mod conversations;
mod download;
mod media;
mod messages;
mod numbers;
mod profile;
mod read_mark;
mod send;
mod templates;
mod username;

use std::sync::Arc;

use axum::{
    Router,
    extract::{Path, Request},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;

pub(crate) use media::{kinds, sha256};
pub(crate) use send::{placeholders, send_now};

use crate::{
    refusal::{Family, Refusal},
    store::numbers::Number,
    world::World,
};

pub(crate) fn routes() -> Router<Arc<World>> {
    let versioned = Router::new()
        .route("/{id}", get(numbers::show_or_media).post(numbers::set_pin).delete(media::delete))
        .route("/{id}/messages", get(messages::list).post(send::send_or_mark_read))
        .route("/{id}/messages/{item}", get(messages::show))
        .route("/{id}/marketing_messages", axum::routing::post(send::send_marketing))
        .route("/{id}/conversations", get(conversations::list))
        .route("/{id}/conversations/{item}", get(conversations::show))
        .route("/{id}/contacts", get(contacts::list))
        .route("/{id}/contacts/{item}", get(contacts::show))
        .route("/{id}/media", axum::routing::post(media::upload))
        .route("/{id}/message_templates", get(templates::list).post(templates::change::create_or_update).delete(templates::change::delete))
        .route("/{id}/message_templates/{item}", get(templates::show))
        .route("/{id}/phone_numbers", get(numbers::list))
        .route("/{id}/whatsapp_business_profile", get(profile::show).post(profile::update))
        .route("/{id}/block_users", get(block_users::list).post(block_users::block).delete(block_users::unblock))
        .route("/{id}/username", get(username::show).post(username::claim).delete(username::give_back))
        .route("/{id}/username_suggestions", get(username::suggest))
        .layer(middleware::from_fn(any_version));
    Router::new()
        .nest("/meta/whatsapp/{version}", versioned)
        .route("/meta/whatsapp/media_download", get(download::by_token))
        .route("/media/{handle}", get(download::by_handle))
}

/// The object that a path names.
#[derive(Deserialize)]
pub(crate) struct Object {
    /// A phone number, a business account or a file.
    pub(crate) id: String,
}

/// An object and something that belongs to it.
#[derive(Deserialize)]
pub(crate) struct Item {
    pub(crate) id: String,
    pub(crate) item: String,
}

#[derive(Deserialize)]
struct Version {
    version: String,
}

/// Lets through `v` and a number and `.0`, whichever the number.
async fn any_version(Path(Version { version }): Path<Version>, request: Request, next: Next) -> Response {
    let number = version.strip_prefix('v').and_then(|rest| rest.strip_suffix(".0")).unwrap_or_default();
    if !number.is_empty() && number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit()) {
        return next.run(request).await;
    }
    Refusal::not_played(Family::Proxy, &format!("the API version {version}")).into_response()
}

fn number(world: &World, id: &str) -> Result<Number, Refusal> {
    world.act(|tx| crate::store::numbers::find(tx, id)?.ok_or_else(|| Refusal::missing(Family::Proxy, "Phone number")))
}
