//! The bytes of files, opened by what is in their address alone.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};

use crate::{
    parameters::Parameters,
    refusal::Refusal,
    store::media::{self, Media},
    world::World,
};

pub(crate) async fn by_token(State(world): State<Arc<World>>, parameters: Parameters) -> Result<Response, Refusal> {
    let token = parameters.text("token").unwrap_or_default();
    serve(world.act(|tx| Ok(media::by_token(tx, token, world.clock.now())?))?)
}

pub(crate) async fn by_handle(State(world): State<Arc<World>>, Path(handle): Path<String>) -> Result<Response, Refusal> {
    serve(world.act(|tx| Ok(media::by_handle(tx, &handle)?))?)
}

fn serve(media: Option<Media>) -> Result<Response, Refusal> {
    let media = media.ok_or_else(|| Refusal::text(StatusCode::NOT_FOUND, "Media not found or link expired"))?;
    let mut response = media.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_str(&media.mime_type).unwrap_or(HeaderValue::from_static("application/octet-stream")));
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("inline"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=240"));
    Ok(response)
}
