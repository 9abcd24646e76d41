//! The protocol, in both of its eras on one path: with sessions (2025) and without (2026-07-28).

use std::{path::Path, sync::Arc, time::Duration};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::Response,
};
use desk::error::Result;
use rmcp::{
    ServerHandler,
    transport::streamable_http_server::{
        StreamableHttpServerConfig, StreamableHttpService,
        session::{local::LocalSessionManager, never::NeverSessionManager},
    },
};
use tokio_util::sync::CancellationToken;

use crate::{
    asking::{JsonOnly, SESSION_ID},
    hole::Hole,
    sessions::DiskSessions,
};

/// The largest request that is read: 1 MiB.
const MAX_BODY_BYTES: usize = 1024 * 1024;
/// Where sessions are remembered, in the data directory.
const SESSIONS: &str = "mcp-sessions";
/// A session that is silent for this long is only on disk.
const IDLE_SESSION: Duration = Duration::from_secs(60 * 60);

/// Two services over one handler, because what a client accepts decides how it can be answered.
pub(crate) struct Protocol<H> {
    streams: StreamableHttpService<H, LocalSessionManager>,
    plain: StreamableHttpService<H, NeverSessionManager>,
}

impl<H: ServerHandler + Clone> Protocol<H> {
    pub(crate) fn new(handler: H, data_dir: &Path, stop: CancellationToken) -> Result<Self> {
        let sessions = DiskSessions::open(&data_dir.join(SESSIONS))?;
        let plain = StreamableHttpServerConfig::default()
            .with_json_response(true)
            .with_sse_retry(None) // Gemini CLI breaks on the empty event that announces a retry
            .with_max_request_body_bytes(MAX_BODY_BYTES)
            .with_cancellation_token(stop);
        let mut streams = plain.clone();
        streams.session_store = Some(Arc::new(sessions));
        let mut in_memory = LocalSessionManager::default();
        in_memory.session_config.sse_retry = None;
        in_memory.session_config.keep_alive = Some(IDLE_SESSION);
        Ok(Self {
            streams: StreamableHttpService::new(of(&handler), Arc::new(in_memory), streams),
            plain: StreamableHttpService::new(of(&handler), Arc::default(), plain.with_legacy_session_mode(false)),
        })
    }

    /// Ends a session as its client could: its stream closes, nothing restores it, and its id is not found (404) from then on.
    pub(crate) async fn end(&self, session: &str) {
        let request = Request::delete("/mcp").header(header::HOST, "localhost").header(SESSION_ID, session).body(Body::empty());
        let ended = match request {
            Ok(request) => self.streams.handle(request).await.status().is_success(),
            Err(_) => false,
        };
        if !ended {
            tracing::warn!("a session could not be ended");
        }
    }
}

fn of<H: Clone + Send + Sync + 'static>(handler: &H) -> impl Fn() -> std::io::Result<H> + Send + Sync + 'static {
    let handler = handler.clone();
    move || Ok(handler.clone())
}

/// Answers a request that passed the door.
pub(crate) async fn answer<H: ServerHandler + Clone>(State(protocol): State<Arc<Protocol<H>>>, mut request: Request) -> Response {
    let hole = Hole::new();
    if request.method() == Method::POST && takes_json_only(request.headers()) {
        let both = HeaderValue::from_static("application/json, text/event-stream");
        request.headers_mut().insert(header::ACCEPT, both);
        request.extensions_mut().insert(JsonOnly);
        request.extensions_mut().insert(hole.clone());
        return hole.fill(protocol.plain.handle(request).await.map(Body::new)).await;
    }
    let ends_session = request.method() == Method::DELETE;
    request.extensions_mut().insert(hole.clone());
    let mut response = hole.fill(protocol.streams.handle(request).await.map(Body::new)).await;
    if ends_session && response.status() == StatusCode::ACCEPTED {
        *response.status_mut() = StatusCode::NO_CONTENT; // it has ended; some clients warn of anything else
    }
    response
}

/// The specification asks for `application/json, text/event-stream`. Who says less (`*/*`, JSON alone, nothing) is
/// answered in plain JSON without a session instead of being refused.
fn takes_json_only(headers: &HeaderMap) -> bool {
    let mut accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).peekable();
    if accepted.peek().is_none() {
        return true;
    }
    let accepted = accepted.collect::<Vec<_>>().join(",").to_ascii_lowercase();
    let json = ["application/json", "application/*", "*/*"].iter().any(|kind| accepted.contains(kind));
    json && !accepted.contains("text/event-stream")
}
