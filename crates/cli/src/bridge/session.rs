//! A session of 2025, as long as the agent lives: it outlives restarts of the desk, and is opened anew where it was lost.

use serde_json::Value;

use super::message::Message;

/// What is known of it.
#[derive(Debug, Clone)]
pub(super) struct Session {
    /// How it was opened.
    pub(super) opening: Message,
    /// The endpoint's name for it.
    pub(super) id: Option<String>,
    /// The version that was agreed on.
    pub(super) version: Option<String>,
}

impl Session {
    /// The session that an answer to `opening` begins.
    pub(super) fn of(opening: &Message, id: Option<String>, answer: &str) -> Self {
        let answer: Value = serde_json::from_str(answer).unwrap_or_default();
        let version = answer.pointer("/result/protocolVersion").and_then(Value::as_str).map(str::to_owned);
        Self { opening: opening.clone(), id, version }
    }

    /// What an agent says once its session is open.
    pub(super) const OPENED: &str = r#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#;
}
