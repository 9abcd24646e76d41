//! Everything a request can come to, and one tolerant reader of both shapes of error body.

use std::time::Duration;

use serde_json::Value;

/// The result of a request.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a request did not give what was asked. Holds no key and no signed link.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No connection was made; nothing left this machine.
    #[error("no connection to Kapso ({0})")]
    Connect(String),
    /// The connection is not safe; nothing left this machine.
    #[error("no safe connection to Kapso ({0})")]
    Tls(String),
    /// No answer within `limit`. The request may have taken effect.
    #[error("Kapso did not answer within {} s", limit.as_secs())]
    Timeout {
        /// How long was waited.
        limit: Duration,
    },
    /// The connection broke after the request left. It may have taken effect.
    #[error("the connection to Kapso broke ({0})")]
    Broken(String),
    /// Kapso or WhatsApp answered with an error.
    #[error("{0}")]
    Refused(Box<Refusal>),
    /// The answer came and is not what the API promises. The request may have taken effect.
    #[error("Kapso's answer was not understood ({0})")]
    Unreadable(String),
    /// The request was not made because an argument cannot be sent.
    #[error("the request was not made: {0}")]
    Argument(String),
}

/// An error answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("HTTP {status}: {message}")]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// Kapso's or WhatsApp's code, where there is one.
    pub code: Option<Code>,
    /// What it says.
    pub message: String,
    /// What WhatsApp adds in `error_data.details`.
    pub details: Option<String>,
    /// How long to wait, from `Retry-After`.
    pub retry_after: Option<Duration>,
}

/// A code: WhatsApp's are numbers, Kapso's own are words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    /// Such as 131047.
    Number(i64),
    /// Such as `insufficient_credits`.
    Word(String),
}

impl std::fmt::Display for Code {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(out, "{number}"),
            Self::Word(word) => out.write_str(word),
        }
    }
}

impl Error {
    /// Whether the request can have taken effect although it failed. A send is repeated only when this is false.
    pub fn may_have_taken_effect(&self) -> bool {
        match self {
            Self::Connect(_) | Self::Tls(_) | Self::Argument(_) => false,
            Self::Timeout { .. } | Self::Broken(_) | Self::Unreadable(_) => true,
            Self::Refused(refusal) => refusal.status >= 500 || refusal.status < 400,
        }
    }

    /// Whether a read may be asked again at once.
    pub(crate) fn passes(&self) -> bool {
        match self {
            Self::Connect(_) | Self::Timeout { .. } | Self::Broken(_) | Self::Unreadable(_) => true,
            Self::Refused(refusal) => refusal.status >= 500,
            Self::Tls(_) | Self::Argument(_) => false,
        }
    }

    /// The refusal, if it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        if let Self::Refused(refusal) = self { Some(refusal) } else { None }
    }

    pub(crate) fn of_transport(cause: &reqwest::Error, limit: Duration) -> Self {
        let words = chain(cause);
        if cause.is_connect() {
            let unsafe_words = ["certificate", "tls", "handshake", "InvalidContentType", "corrupt message"];
            let lower = words.to_lowercase();
            return if unsafe_words.iter().any(|word| lower.contains(&word.to_lowercase())) {
                Self::Tls(words)
            } else {
                Self::Connect(words)
            };
        }
        if cause.is_timeout() {
            return Self::Timeout { limit };
        }
        if cause.is_builder() {
            return Self::Argument(words);
        }
        Self::Broken(words)
    }
}

impl Refusal {
    /// Reads an error body of either family; a body that is neither becomes its status.
    pub(crate) fn read(status: u16, body: &[u8], retry_after: Option<Duration>) -> Self {
        let body: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
        let (error, outer) = (body.get("error"), &body);
        let text = |value: &Value, field: &str| value.get(field).and_then(Value::as_str).map(str::to_owned);
        let (message, code, details) = match error {
            Some(Value::Object(_)) => {
                let error = error.unwrap_or(outer);
                let details = error.get("error_data").and_then(|more| text(more, "details"));
                (text(error, "message"), read_code(error), details)
            }
            Some(Value::String(said)) => (Some(said.clone()), read_code(outer), text(outer, "message")),
            _ => (text(outer, "message").or_else(|| first_of_errors(outer)), read_code(outer), text(outer, "detail")),
        };
        let message = match status {
            300..=399 => "a redirect, which is not followed".to_owned(),
            _ => message.unwrap_or_else(|| format!("HTTP status {status}")),
        };
        Self { status, code, message, details, retry_after }
    }

    /// WhatsApp's code, if it has one.
    pub fn number(&self) -> Option<i64> {
        if let Some(Code::Number(number)) = self.code { Some(number) } else { None }
    }
}

fn read_code(value: &Value) -> Option<Code> {
    match value.get("code") {
        Some(Value::Number(number)) => number.as_i64().map(Code::Number),
        Some(Value::String(word)) => Some(word.parse().map_or_else(|_| Code::Word(word.clone()), Code::Number)),
        _ => None,
    }
}

/// `{"errors": {"field": ["text"]}}`, as Platform's notifications answer.
fn first_of_errors(body: &Value) -> Option<String> {
    let (field, said) = body.get("errors")?.as_object()?.iter().next()?;
    Some(format!("{field} {}", said.get(0).unwrap_or(said).as_str().unwrap_or_default()))
}

/// The causes of a transport error without its URL, which can hold a signed token.
fn chain(cause: &reqwest::Error) -> String {
    let mut words = Vec::new();
    let mut next = std::error::Error::source(cause);
    while let Some(cause) = next {
        words.push(cause.to_string());
        next = cause.source();
    }
    if words.is_empty() { "no further words".to_owned() } else { words.join(": ") }
}
