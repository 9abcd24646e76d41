//! One message of the agent: passed on as it came, and looked into only as far as the transport needs.

use serde_json::{Value, json};

/// A JSON-RPC message.
#[derive(Debug, Clone)]
pub(super) struct Message {
    /// As the agent wrote it.
    pub(super) text: String,
    pub(super) id: Option<Value>,
    pub(super) method: Option<String>,
    /// The version that a request of 2026-07-28 carries.
    pub(super) version: Option<String>,
    /// The name or the address that it is about.
    pub(super) name: Option<String>,
    cancelled: Option<Value>,
}

/// JSON-RPC's own code for what is not JSON.
const PARSE_ERROR: i64 = -32700;

impl Message {
    /// The message; or the answer to what is none.
    pub(super) fn parse(text: String) -> Result<Self, String> {
        let Ok(value) = serde_json::from_str::<Value>(&text) else {
            return Err(failure(&Value::Null, PARSE_ERROR, "This is not JSON."));
        };
        let text_at = |pointer: &str| value.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
        Ok(Self {
            id: value.get("id").filter(|id| !id.is_null()).cloned(),
            method: text_at("/method"),
            version: text_at("/params/_meta/io.modelcontextprotocol~1protocolVersion"),
            name: text_at("/params/name").or_else(|| text_at("/params/uri")),
            cancelled: value.pointer("/params/requestId").cloned(),
            text,
        })
    }

    /// Whether it wants an answer.
    pub(super) fn is_request(&self) -> bool {
        self.id.is_some() && self.method.is_some()
    }

    /// Whether a session of 2025 begins with it.
    pub(super) fn opens_a_session(&self) -> bool {
        self.is("initialize")
    }

    /// Whether it asks for news for as long as the agent lives.
    pub(super) fn stays_open(&self) -> bool {
        self.is("subscriptions/listen")
    }

    /// Whether repeating it could do something twice.
    pub(super) fn has_effect(&self) -> bool {
        self.is("tools/call")
    }

    /// The request that it takes back.
    pub(super) fn cancels(&self) -> Option<&Value> {
        self.cancelled.as_ref().filter(|_| self.is("notifications/cancelled"))
    }

    pub(super) fn is(&self, method: &str) -> bool {
        self.method.as_deref() == Some(method)
    }
}

/// An error as an answer to the request of that id.
pub(super) fn failure(id: &Value, code: i64, words: &str) -> String {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code, "message": words } }).to_string()
}
