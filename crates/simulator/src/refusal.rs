//! Every answer that is not the one asked for, in the body that the contract gives it.

use axum::{
    http::{Extensions, HeaderName, HeaderValue, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// The two families of routes, whose errors have different shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// `/platform/v1`: `error` is a string.
    Platform,
    /// `/meta/whatsapp`: `error` is an object as in Meta's Graph API.
    Proxy,
}

impl Family {
    pub(crate) fn of(path: &str) -> Self {
        if path.starts_with("/meta/") { Self::Proxy } else { Self::Platform }
    }

    /// The family of a request that passed the gate, where its whole path was seen.
    pub(crate) fn asked(extensions: &Extensions) -> Self {
        extensions.get().copied().unwrap_or(Self::Platform)
    }
}

/// A refused request: its status, its body and the headers that go with it.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) body: Value,
    pub(crate) retry_after: Option<u32>,
}

impl Refusal {
    /// An error of the Platform API, or one of Kapso's own under the proxy: `{"error": text}`.
    pub(crate) fn text(status: StatusCode, error: impl Into<String>) -> Self {
        Self::body(status, json!({ "error": error.into() }))
    }

    pub(crate) fn body(status: StatusCode, body: Value) -> Self {
        Self { status, body, retry_after: None }
    }

    /// An error in the shape of Meta's Graph API.
    pub(crate) fn graph(status: StatusCode, code: i64, kind: &str, message: impl Into<String>) -> Self {
        let message: String = message.into();
        Self::body(status, json!({ "error": { "message": message, "type": kind, "code": code, "fbtrace_id": TRACE } }))
    }

    /// Meta's answer to a parameter that is missing (131008) or wrong (131009, 100).
    pub(crate) fn parameter(code: i64, details: impl Into<String>) -> Self {
        let title = match code {
            131_008 => "Required parameter is missing",
            131_009 => "Parameter value is not valid",
            131_021 => "Recipient cannot be sender",
            131_053 => "Media upload error",
            132_000 => "Number of parameters does not match the expected number of params",
            132_012 => "Parameter format does not match format in the created template",
            132_015 => "Template is paused",
            132_016 => "Template is disabled",
            _ => "Invalid parameter",
        };
        let error = json!({
            "message": format!("(#{code}) {title}"), "type": "OAuthException", "code": code, "fbtrace_id": TRACE,
            "error_data": { "messaging_product": "whatsapp", "details": details.into() },
        });
        Self::body(StatusCode::BAD_REQUEST, json!({ "error": error }))
    }

    /// A request whose parameters or body do not say what the route needs, in the shape of its family.
    pub(crate) fn invalid(family: Family, text: impl Into<String>) -> Self {
        match family {
            Family::Platform => Self::text(StatusCode::UNPROCESSABLE_ENTITY, text),
            Family::Proxy => Self::parameter(100, text),
        }
    }

    /// Something that does not exist, e.g. "Message".
    pub(crate) fn missing(family: Family, what: &str) -> Self {
        let text = format!("{what} not found");
        match family {
            Family::Platform => Self::text(StatusCode::NOT_FOUND, text),
            Family::Proxy => Self::graph(StatusCode::NOT_FOUND, 404, "MessageError", text),
        }
    }

    pub(crate) fn unauthorized(family: Family) -> Self {
        let text = "Invalid or missing API key";
        match family {
            Family::Platform => Self::text(StatusCode::UNAUTHORIZED, text),
            Family::Proxy => Self::graph(StatusCode::UNAUTHORIZED, 190, "OAuthException", text),
        }
    }

    /// The answer to a request over a rate limit, with the seconds to wait.
    pub(crate) fn too_many(seconds: u32) -> Self {
        let body = json!({
            "error": "Rate limit exceeded",
            "message": "You have exceeded the rate limit. Please try again later.",
        });
        Self { status: StatusCode::TOO_MANY_REQUESTS, body, retry_after: Some(seconds) }
    }

    /// The loud answer to what the simulator does not play, so that no test passes by accident.
    pub(crate) fn not_played(family: Family, what: &str) -> Self {
        let text = format!("The simulator does not play {what}. docs/simulator.md lists what it plays.");
        match family {
            Family::Platform => Self::text(StatusCode::NOT_IMPLEMENTED, text),
            Family::Proxy => Self::graph(StatusCode::NOT_IMPLEMENTED, 501, "NotImplemented", text),
        }
    }
}

/// A trace id of the right form; nothing is traced here.
const TRACE: &str = "AsimulatedTraceOfMeta0";

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        tracing::error!(%error, "the simulator's own store failed");
        Self::text(StatusCode::INTERNAL_SERVER_ERROR, "The simulator's own store failed; its log says how.")
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = (self.status, axum::Json(self.body)).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::NOT_IMPLEMENTED {
            response.headers_mut().insert(HeaderName::from_static("x-simulator"), HeaderValue::from_static("not-played"));
        }
        response
    }
}
