//! What a request must show before anything reads it: the right address, no foreign page behind it, a token.

use std::{sync::Arc, time::Instant};

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use desk::desk::Desk;
use serde_json::json;
use tokio::time::sleep;

use crate::{
    asking::session_in,
    rates::{PENALTY, Rates},
    room::Place,
};

/// The spellings of our own address. A page that reaches us through a name of its own (DNS rebinding) shows another.
pub(crate) struct Address {
    hosts: Vec<String>,
    origins: Vec<String>,
}

impl Address {
    pub(crate) fn of(port: u16) -> Self {
        let hosts = vec![format!("127.0.0.1:{port}"), format!("localhost:{port}")];
        let origins = hosts.iter().map(|host| format!("http://{host}")).collect();
        Self { hosts, origins }
    }

    /// The address of a socket in the file system, which no page can reach.
    #[cfg(unix)]
    pub(crate) fn of_socket() -> Self {
        Self { hosts: vec!["localhost".to_owned()], origins: Vec::new() }
    }

    /// The one `Host` is ours, and so is the target where it names one (`GET http://host/ HTTP/1.1`).
    fn is_meant(&self, request: &Request) -> bool {
        let mut hosts = request.headers().get_all(header::HOST).iter();
        let (Some(host), None) = (hosts.next(), hosts.next()) else {
            return false;
        };
        is_one_of(&self.hosts, host.as_bytes())
            && request.uri().authority().is_none_or(|authority| is_one_of(&self.hosts, authority.as_str().as_bytes()))
    }

    /// Programs send no `Origin`; a page sends its own.
    fn is_origin(&self, headers: &HeaderMap) -> bool {
        let mut origins = headers.get_all(header::ORIGIN).iter();
        match (origins.next(), origins.next()) {
            (None, _) => true,
            (Some(origin), None) => is_one_of(&self.origins, origin.as_bytes()),
            (Some(_), Some(_)) => false,
        }
    }
}

fn is_one_of(ours: &[String], shown: &[u8]) -> bool {
    ours.iter().any(|ours| ours.as_bytes().eq_ignore_ascii_case(shown))
}

/// Refuses what was meant for another address or comes from another page, on every path.
pub(crate) async fn address(State(address): State<Arc<Address>>, request: Request, next: Next) -> Response {
    if !address.is_meant(&request) {
        return refusal(StatusCode::FORBIDDEN, "forbidden", "This Host is not this endpoint.");
    }
    if !address.is_origin(request.headers()) {
        return refusal(StatusCode::FORBIDDEN, "forbidden", "Pages of other sites may not use this endpoint.");
    }
    next.run(request).await
}

/// Whom the door lets in, and how often.
#[derive(Clone)]
pub(crate) struct Door {
    pub(crate) desk: Desk,
    pub(crate) rates: Arc<Rates>,
}

/// Lets in who carries a client's token, before the body is read. From here on nothing holds the token.
pub(crate) async fn token(State(door): State<Door>, mut request: Request, next: Next) -> Response {
    let shown = token_in(request.headers());
    let caller = match shown {
        Some(token) => door.desk.client_of(token).await,
        None => None,
    };
    let Some(caller) = caller else {
        if shown.is_some() && door.rates.is_guessing(Instant::now()) {
            sleep(PENALTY).await;
        }
        let words =
            "A token of Kapso Desk is needed: Authorization: Bearer TOKEN, or X-API-Key: TOKEN. The desk gives each client its own.";
        let mut refusal = refusal(StatusCode::UNAUTHORIZED, "unauthorized", words);
        refusal.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"kapso-desk\""));
        return refusal;
    };
    if let Some(place) = request.extensions().get::<Arc<Place>>() {
        place.is_a_clients();
    }
    if caller.agent().is_some_and(|client| !door.rates.allows(client.id, Instant::now())) {
        let words = "This client asks more often than the desk answers. Wait a second, and look why it does.";
        let mut refusal = refusal(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", words);
        refusal.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        return refusal;
    }
    request.headers_mut().remove(header::AUTHORIZATION);
    request.headers_mut().remove(API_KEY);
    request.extensions_mut().insert(caller);
    let ended = (request.method() == Method::DELETE).then(|| session_in(request.headers()).map(str::to_owned)).flatten();
    let response = next.run(request).await;
    if let Some(session) = ended.filter(|_| response.status().is_success()) {
        door.desk.end_session(&session);
    }
    response
}

const API_KEY: &str = "x-api-key";

fn token_in(headers: &HeaderMap) -> Option<&str> {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then_some(token)
    });
    bearer.or_else(|| headers.get(API_KEY).and_then(|value| value.to_str().ok())).map(str::trim)
}

/// The answer on every other path. Clients look for OAuth there, and go on with their token when there is none.
pub(crate) async fn nothing_here() -> Response {
    refusal(StatusCode::NOT_FOUND, "not_found", "The endpoint is /mcp; it takes a token and has no OAuth.")
}

/// Nothing of an inbox belongs into a cache.
pub(crate) async fn quiet(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A refusal in the shape that OAuth gave to errors, which MCP clients read.
fn refusal(status: StatusCode, error: &str, words: &str) -> Response {
    (status, Json(json!({ "error": error, "error_description": words }))).into_response()
}
