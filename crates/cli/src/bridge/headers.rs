//! What HTTP says beside a message, which standard input has no place for.

use base64::{Engine, engine::general_purpose::STANDARD};
use hyper::{
    HeaderMap,
    header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue},
};

use super::{message::Message, session::Session};

const VERSION: HeaderName = HeaderName::from_static("mcp-protocol-version");
const SESSION: HeaderName = HeaderName::from_static("mcp-session-id");
const METHOD: HeaderName = HeaderName::from_static("mcp-method");
const NAME: HeaderName = HeaderName::from_static("mcp-name");

/// The headers of a message: those of 2026-07-28 when it carries its version, those of a session otherwise.
pub(super) fn of(message: &Message, session: Option<&Session>) -> HeaderMap {
    let mut headers = of_session(if message.version.is_some() || message.opens_a_session() { None } else { session });
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(ACCEPT, HeaderValue::from_static("application/json, text/event-stream"));
    if let Some(version) = &message.version {
        put(&mut headers, VERSION, version);
        put(&mut headers, METHOD, message.method.as_deref().unwrap_or_default());
        if let Some(name) = &message.name {
            put(&mut headers, NAME, name);
        }
    }
    headers
}

/// The headers of a stream for news, or of the end of a session.
pub(super) fn of_session(session: Option<&Session>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("text/event-stream"));
    if let Some(session) = session {
        if let Some(id) = &session.id {
            put(&mut headers, SESSION, id);
        }
        if let Some(version) = &session.version {
            put(&mut headers, VERSION, version);
        }
    }
    headers
}

/// The session that an answer names.
pub(super) fn session_in(headers: &HeaderMap) -> Option<String> {
    Some(headers.get(SESSION)?.to_str().ok()?.to_owned())
}

/// What is not plain visible ASCII is written as the specification says (2026-07-28, "Value Encoding").
fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    let is_plain = value.bytes().all(|byte| (0x20..0x7f).contains(&byte)) && value.trim() == value && !value.starts_with("=?");
    let value = if is_plain { value.to_owned() } else { format!("=?base64?{}?=", STANDARD.encode(value)) };
    if let Ok(value) = HeaderValue::from_str(&value) {
        headers.insert(name, value);
    }
}
