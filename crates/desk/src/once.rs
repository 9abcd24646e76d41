//! One wish, however often it is said: an agent that repeats a call, or a person who clicks twice, sends one message.

use jiff::SignedDuration;
use serde_json::Value;

use crate::{
    approvals::{self, Digest},
    caller::Caller,
};

/// Without a key of its own, the same wish within this time is the same message.
pub const GUARD: SignedDuration = SignedDuration::from_secs(120);
/// The field that carries a key.
pub const FIELD: &str = "idempotency_key";

/// What tells a wish to send from another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// Whose wish it is.
    pub caller: String,
    /// The key that came with it.
    pub key: Option<String>,
    /// What is sent to whom.
    pub digest: Digest,
}

/// What a wish came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wished {
    /// A request that a person decides, or decided.
    Request(i64),
    /// A message in the outbox.
    Send(i64),
}

impl Once {
    /// The wish in a call. With a key it is the call as it was made, so that it can be told again when its contact can no
    /// longer be found or written to; without one, however its contact is named, it is the same. How its answer is wanted
    /// never counts.
    pub fn of(caller: &Caller, operation: &str, input: &Value, thread_id: Option<i64>) -> Self {
        let mut said = input.clone();
        let key = said.get(FIELD).and_then(Value::as_str).map(str::to_owned);
        if let Some(fields) = said.as_object_mut() {
            fields.remove(FIELD);
            fields.remove("response_format");
            if let (Some(thread), None) = (thread_id, &key) {
                fields.insert("conversation_selector".to_owned(), thread.into());
            }
        }
        let caller = caller.agent().map_or_else(|| caller.name().to_owned(), |client| format!("client {}", client.id));
        Self { caller, key, digest: approvals::digest(operation, &said.to_string()) }
    }
}
