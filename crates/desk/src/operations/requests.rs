//! What became of what an agent asked.

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    approvals::ApprovalState,
    brief::Brief,
    engine::Engine,
    error::Result,
    operation::{Act, Effect, Operation},
    values::{Delivery, ResponseFormat},
};

/// See what became of a call that answered `pending_approval`: approved, edited, rejected and why, delivered.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeskRequestStatus {
    /// `request_id` of the answer that said `pending_approval`.
    #[schemars(length(min = 1, max = 20))]
    pub request_id: String,
    /// Seconds to wait for it, at most 20.
    #[serde(default)]
    #[schemars(range(min = 0, max = 20))]
    pub wait_seconds: u32,
    /// `concise` (default) or `detailed`.
    #[serde(default)]
    pub response_format: ResponseFormat,
}

/// Where a request stands.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RequestStatus {
    /// Which request.
    pub request_id: String,
    /// `waiting`, `approved`, `rejected` or `expired`; only of an approved one something was done.
    pub status: ApprovalState,
    /// The input that a person let go in place of what was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited_input: Option<serde_json::Map<String, serde_json::Value>>,
    /// Why a person said no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// How far the message came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<Delivery>,
    /// WhatsApp's id of the message, once it was accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// When it expires or expired.
    pub expires_at: jiff::Timestamp,
    /// When this desk looked.
    pub as_of: jiff::Timestamp,
    /// What happens next.
    pub next: String,
}

impl Brief for RequestStatus {
    fn brief(&mut self) {
        self.message_id = None;
    }
}

impl Operation for DeskRequestStatus {
    const NAME: &'static str = "desk_request_status";
    const TITLE: &'static str = "Request status";
    const EFFECT: Effect = Effect::Read;
    const QUOTES: bool = false; // the person's own words, and the agent's
    type Output = RequestStatus;

    fn format(&self) -> ResponseFormat {
        self.response_format
    }

    async fn run(self, engine: &Engine, act: &Act) -> Result<RequestStatus> {
        engine.request_status(&act.caller, &self.request_id, Duration::from_secs(u64::from(self.wait_seconds))).await
    }
}
