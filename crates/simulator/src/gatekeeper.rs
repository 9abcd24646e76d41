//! What happens to every request before and after its route: the log, the key, the rate limit, the weather.

use std::{sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::{ConnectInfo, Request, State},
    http::{
        HeaderValue, Method, StatusCode,
        header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, DATE},
    },
    middleware::Next,
    response::{Html, IntoResponse, Response},
};

use futures_util::{StreamExt, stream};

use crate::{
    clock::{SECOND, http_date},
    domain::{inbound, script::Line},
    rate::{Allowance, Caller},
    refusal::{Family, Refusal},
    store::conversations,
    weather::Fault,
    wire::Shears,
    world::World,
};

/// How long a send waits inside its route, where it holds the conversation's turn.
#[derive(Clone, Copy)]
pub(crate) struct WaitInside(pub(crate) Duration);

/// What becomes of an accepted send.
#[derive(Clone, Copy, Default)]
pub(crate) struct Fate {
    /// The code with which it will fail.
    pub(crate) fails: Option<i64>,
    /// How many seconds its statuses come later than usual.
    pub(crate) late: i64,
    /// Whether its statuses come in the wrong order.
    pub(crate) shuffled: bool,
}

/// Lets a request through to its route, or answers in the route's place.
pub(crate) async fn keep(
    State(world): State<Arc<World>>,
    ConnectInfo(shears): ConnectInfo<Shears>,
    request: Request,
    next: Next,
) -> Response {
    let key = presented_key(&request);
    let entry = world.journal.note(world.clock.now(), request.method(), request.uri(), key.is_some());
    let caller = match key {
        Some(key) if world.accepts(key) => Caller::Key,
        _ => Caller::Nobody,
    };
    let allowance = world.rate.count(caller, world.clock.now());
    let mut response = if allowance.exceeded {
        Refusal::too_many(60).into_response()
    } else if caller == Caller::Nobody && !is_open(request.uri().path()) {
        Refusal::unauthorized(Family::of(request.uri().path())).into_response()
    } else {
        let family = Family::of(request.uri().path());
        in_the_contracts_words(family, under_weather(&world, entry, &shears, request, next).await)
    };
    announce(&mut response, &allowance);
    world.journal.answered(entry, response.status().as_u16());
    response
}

fn presented_key(request: &Request) -> Option<&str> {
    let text = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let bearer = || {
        let under_proxy = Family::of(request.uri().path()) == Family::Proxy;
        text(AUTHORIZATION.as_str()).filter(|_| under_proxy).and_then(|value| value.strip_prefix("Bearer "))
    };
    text("x-api-key").or_else(bearer)
}

/// Routes whose token in the address is the authorization, and the web outside of Kapso.
fn is_open(path: &str) -> bool {
    path == "/meta/whatsapp/media_download" || ["/media/", "/whatsapp/setup/", "/files/"].iter().any(|open| path.starts_with(open))
}

async fn under_weather(world: &World, entry: i64, shears: &Shears, mut request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let family = Family::of(&path);
    request.extensions_mut().insert(family);
    if let Some(wait) = world.weather.delay(method.as_str(), &path) {
        if method == Method::POST && path.ends_with("messages") {
            request.extensions_mut().insert(WaitInside(wait));
        } else {
            tokio::time::sleep(wait).await;
        }
    }
    match world.weather.strike(method.as_str(), &path) {
        None => next.run(request).await,
        Some(Fault::Status { code, body }) => instead(family, code, body),
        Some(Fault::RateLimited { retry_after }) => Refusal::too_many(retry_after).into_response(),
        Some(Fault::TimeoutBefore) => hold(world, entry).await,
        Some(Fault::ResetBefore) => cut(shears),
        Some(Fault::TimeoutAfter) => {
            next.run(request).await;
            hold(world, entry).await
        }
        Some(Fault::ResetAfter) => {
            next.run(request).await;
            cut(shears)
        }
        Some(Fault::StatusAfter { code }) => {
            next.run(request).await;
            instead(family, code, None)
        }
        Some(Fault::ResetInBody) => break_off(next.run(request).await).await,
        Some(Fault::FailedLater { code }) => with_fate(Fate { fails: Some(code), ..Fate::default() }, request, next).await,
        Some(Fault::LateStatuses { seconds }) => with_fate(Fate { late: seconds, ..Fate::default() }, request, next).await,
        Some(Fault::StatusesOutOfOrder) => with_fate(Fate { shuffled: true, ..Fate::default() }, request, next).await,
        Some(Fault::Html { code }) => {
            next.run(request).await;
            let status = StatusCode::from_u16(code).unwrap_or(StatusCode::BAD_GATEWAY);
            (status, Html("<!doctype html><title>Please wait</title><h1>Checking your browser</h1>")).into_response()
        }
        Some(Fault::TruncatedJson) => cut_short(next.run(request).await).await,
        Some(Fault::Drift) => {
            if is_later_page(&request) {
                stir(world);
            }
            next.run(request).await
        }
        Some(fault) => {
            let is_later = is_later_page(&request);
            distorted(world, &fault, (&path, is_later), next.run(request).await).await
        }
    }
}

async fn with_fate(fate: Fate, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(fate);
    next.run(request).await
}

fn is_later_page(request: &Request) -> bool {
    let query = request.uri().query().unwrap_or_default();
    query.split('&').any(|pair| ["after=", "before=", "page="].iter().any(|name| pair.starts_with(name) && pair != "page=1"))
}

/// Lets somebody write who has been silent for longest.
fn stir(world: &World) {
    let now = world.clock.now();
    let stirred = world.act(|tx| {
        if let Some((number, contact)) = conversations::furthest_back(tx)? {
            inbound::arrive(tx, &world.dice, (&number, contact), Line::text("?"), None, now)?;
        }
        Ok(())
    });
    if let Err(refusal) = stirred {
        tracing::error!(body = %refusal.body, "nobody could write");
    }
}

/// An answer with the first half of its body, and a length that fits.
async fn cut_short(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(bytes.slice(..bytes.len() / 2)))
}

/// A good JSON answer, made into what the fault says; any other stays what it is.
async fn distorted(world: &World, fault: &Fault, page: (&str, bool), response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    if let Fault::ClockSkew { seconds } = fault
        && let Ok(date) = HeaderValue::from_str(&http_date(seconds.saturating_mul(SECOND).saturating_add(world.clock.now())))
    {
        parts.headers.insert(DATE, date);
    }
    let json = serde_json::from_slice(&bytes).ok().filter(|_| parts.status.is_success());
    let Some(mut value) = json else { return Response::from_parts(parts, Body::from(bytes)) };
    world.weather.distort(fault, page, &mut value);
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(value.to_string()))
}

fn instead(family: Family, code: u16, body: Option<serde_json::Value>) -> Response {
    let status = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let text = status.canonical_reason().unwrap_or("Unknown");
    let refusal = match (body, family) {
        (Some(body), _) => Refusal::body(status, body),
        (None, Family::Platform) => Refusal::text(status, text),
        (None, Family::Proxy) => Refusal::graph(status, 131_000, "OAuthException", text),
    };
    refusal.into_response()
}

/// Keeps the connection open without a word until the client leaves or the simulator stops.
async fn hold(world: &World, entry: i64) -> Response {
    world.journal.held(entry);
    let mut stopped = world.stopped.clone();
    let _ = stopped.wait_for(|stopped| *stopped).await;
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

fn cut(shears: &Shears) -> Response {
    shears.cut();
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// Announces the whole length of an answer and gives half of it.
async fn break_off(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, usize::MAX).await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    let half = bytes.slice(..bytes.len() / 2);
    let rest = async {
        // The first half has to be on its way before the connection breaks.
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset))
    };
    let broken = stream::iter([Ok(half)]).chain(stream::once(rest));
    Response::from_parts(parts, Body::from_stream(broken))
}

/// Replaces what the web framework says by itself about a malformed address.
fn in_the_contracts_words(family: Family, response: Response) -> Response {
    let plain = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/plain"));
    if response.status() == StatusCode::BAD_REQUEST && plain {
        return Refusal::invalid(family, "The address is malformed").into_response();
    }
    response
}

fn announce(response: &mut Response, allowance: &Allowance) {
    let headers = response.headers_mut();
    headers.insert("x-ratelimit-limit", HeaderValue::from(allowance.limit));
    headers.insert("x-ratelimit-remaining", HeaderValue::from(allowance.remaining));
}
