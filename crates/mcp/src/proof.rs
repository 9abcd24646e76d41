//! How a program that knows the secret of the installation, or was given that of this run, sees that it is this desk on the port,
//! before it shows a token.

use axum::{
    Json, Router,
    extract::{Path, State},
    response::{IntoResponse, Response},
    routing::get,
};
use desk::desk::Desk;
use serde_json::json;

use crate::door;

/// `GET /proof/{challenge}` takes no token and says nothing that is of use without the secret.
pub(crate) fn route(desk: Desk, port: u16) -> Router {
    Router::new().route("/proof/{challenge}", get(prove)).with_state((desk, port))
}

async fn prove(State((desk, port)): State<(Desk, u16)>, Path(challenge): Path<String>) -> Response {
    match desk.proof(port, &challenge) {
        Some(proof) => Json(json!({ "run": proof.run, "proof": proof.own, "installed": proof.installed })).into_response(),
        None => door::nothing_here().await,
    }
}
