//! The last step: what becomes a line of the audit.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use crate::{
    approvals::{self, Digest},
    audit,
    caller::Caller,
    engine::Engine,
    error::Error,
    store::audit::AuditEntry,
};

/// A name longer than this is no operation's.
const LONGEST_NAME: usize = 80;

/// What is known of a call so far.
pub(super) struct Memory {
    caller: Caller,
    operation: String,
    asked_at: Timestamp,
    shape: String,
    digest: Digest,
    asked: Option<String>,
    pub(super) decision: &'static str,
    pub(super) thread_id: Option<i64>,
    pub(super) request_id: Option<i64>,
}

impl Memory {
    /// A call that begins; until it is permitted it counts as refused.
    pub(super) fn of_call(engine: &Engine, caller: &Caller, name: &str, input: &Value) -> Self {
        let operation: String = name.chars().take(LONGEST_NAME).collect();
        let asked = input.to_string();
        Self {
            caller: caller.clone(),
            asked_at: engine.now(),
            shape: audit::shape(input),
            digest: approvals::digest(&operation, &asked),
            operation,
            // A person's own words stand where they were said.
            asked: caller.agent().map(|_| asked),
            decision: "refused",
            thread_id: None,
            request_id: None,
        }
    }

    /// The same with what was asked, for what a person decides about agents.
    pub(super) fn with_words(mut self, input: &Value) -> Self {
        self.asked = Some(input.to_string());
        self
    }

    /// Writes it down, with what came of it.
    pub(super) fn keep(self, engine: &Arc<Engine>, error: Option<&Error>) {
        let took = engine.now().duration_since(self.asked_at);
        let entry = AuditEntry {
            at: self.asked_at,
            caller: self.caller.name().to_owned(),
            client_id: self.caller.agent().map(|client| client.id),
            operation: self.operation,
            thread_id: self.thread_id,
            request_id: self.request_id,
            shape: self.shape,
            digest: self.digest,
            decision: self.decision.to_owned(),
            outcome: error.map_or_else(|| "ok".to_owned(), |error| error.code.as_str()),
            millis: u64::try_from(took.as_millis()).unwrap_or(0),
        };
        engine.note((entry, self.asked));
    }
}
