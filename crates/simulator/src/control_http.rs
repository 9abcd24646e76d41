//! The control over HTTP, for programs that are not written in Rust: `/_simulator/…`.

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    extract::{Request, State},
    http::{StatusCode, header::HOST},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    control::{Control, ControlError},
    weather::{Rule, Slow},
    world::World,
};

pub(crate) fn routes() -> Router<Arc<World>> {
    Router::new()
        .route("/now", get(now))
        .route("/advance", post(advance))
        .route("/receive", post(receive))
        .route("/report", post(report))
        .route("/sends", get(sends))
        .route("/requests", get(requests))
        .route("/faults", post(fail).delete(clear))
        .route("/latency", post(latency))
        .route("/people", post(people))
        .layer(middleware::from_fn(from_this_machine))
}

/// Refuses a name in `Host` that is not this machine's, so that no web page reaches the control by a trick of names.
async fn from_this_machine(request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if ["127.0.0.1", "localhost"].contains(&name) {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, Json(json!({ "error": "The control answers to 127.0.0.1 and localhost only." }))).into_response()
}

impl IntoResponse for ControlError {
    fn into_response(self) -> Response {
        let status = match self {
            Self::Unknown(_) => StatusCode::NOT_FOUND,
            Self::Malformed | Self::Blocked => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        (status, Json(json!({ "error": self.to_string() }))).into_response()
    }
}

async fn now(State(world): State<Arc<World>>) -> Json<Value> {
    Json(json!({ "now": Control::new(world).now() }))
}

#[derive(Deserialize)]
struct Advance {
    seconds: f64,
}

async fn advance(State(world): State<Arc<World>>, Json(Advance { seconds }): Json<Advance>) -> Result<Json<Value>, ControlError> {
    let by = Duration::try_from_secs_f64(seconds).map_err(|_| ControlError::Malformed)?;
    let control = Control::new(world);
    control.advance(by)?;
    Ok(Json(json!({ "now": control.now() })))
}

#[derive(Deserialize)]
struct Receive {
    phone_number_id: String,
    person: String,
    text: Option<String>,
    message: Option<Value>,
}

async fn receive(State(world): State<Arc<World>>, Json(wanted): Json<Receive>) -> Result<Json<Value>, ControlError> {
    let control = Control::new(world);
    let id = match (wanted.text, wanted.message) {
        (Some(text), None) => control.receive(&wanted.phone_number_id, &wanted.person, &text)?,
        (None, Some(message)) => control.receive_message(&wanted.phone_number_id, &wanted.person, &message)?,
        _ => return Err(ControlError::Malformed),
    };
    Ok(Json(json!({ "id": id })))
}

#[derive(Deserialize)]
struct Report {
    message_id: String,
    status: String,
    code: Option<i64>,
}

async fn report(State(world): State<Arc<World>>, Json(wanted): Json<Report>) -> Result<Json<Value>, ControlError> {
    Control::new(world).report(&wanted.message_id, &wanted.status, wanted.code)?;
    Ok(Json(json!({})))
}

async fn sends(State(world): State<Arc<World>>) -> Result<Json<Value>, ControlError> {
    Ok(Json(json!({ "sends": Control::new(world).sends()? })))
}

async fn requests(State(world): State<Arc<World>>) -> Json<Value> {
    Json(json!({ "requests": Control::new(world).requests() }))
}

async fn fail(State(world): State<Arc<World>>, Json(rule): Json<Rule>) -> Json<Value> {
    Control::new(world).fail(rule);
    Json(json!({}))
}

async fn clear(State(world): State<Arc<World>>) -> Json<Value> {
    Control::new(world).clear_weather();
    Json(json!({}))
}

async fn latency(State(world): State<Arc<World>>, Json(wanted): Json<Slow>) -> Json<Value> {
    Control::new(world).slow(wanted);
    Json(json!({}))
}

#[derive(Deserialize)]
struct People {
    answer: bool,
}

async fn people(State(world): State<Arc<World>>, Json(wanted): Json<People>) -> Json<Value> {
    Control::new(world).let_people_answer(wanted.answer);
    Json(json!({}))
}
