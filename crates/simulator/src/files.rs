//! The web that messages point into: `files.example`, which nobody owns, with the cast's files and those that a test puts there.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};

use crate::{cast, refusal::Refusal, world::World};

/// What a test put there, by name.
#[derive(Default)]
pub(crate) struct Files(Mutex<HashMap<String, Vec<u8>>>);

impl Files {
    pub(crate) fn put(&self, name: &str, bytes: Vec<u8>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), bytes);
    }

    fn find(&self, name: &str) -> Option<Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }
}

pub(crate) fn routes() -> Router<Arc<World>> {
    Router::new().route("/files/{*name}", get(show))
}

/// Whatever it is called, it is given as bytes: who fetches it looks for itself.
async fn show(State(world): State<Arc<World>>, Path(name): Path<String>) -> Result<Response, Refusal> {
    let bytes = world.files.find(&name).or_else(|| cast::file(&name).map(|(bytes, _)| bytes.to_vec()));
    let bytes = bytes.ok_or_else(|| Refusal::text(StatusCode::NOT_FOUND, "There is no such file"))?;
    Ok(([(CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}
