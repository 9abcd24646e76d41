//! Calls, as a person reads them in the audit.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use crate::approvals::ApprovalState;

/// One call.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AuditCall {
    /// Its number; they have no gaps.
    pub number: String,
    /// When it was asked.
    pub at: Timestamp,
    /// Who asked: `window`, `terminal` or an agent's name.
    pub caller: String,
    /// The agent's client.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The operation or action.
    pub operation: String,
    /// The thread that it concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thread_id: Option<String>,
    /// The request that it made, or that it decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The fields that were given and how large each was.
    pub shape: String,
    /// SHA-256 of what was asked, in hexadecimal.
    pub digest: String,
    /// What was asked; absent once it was forgotten.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub input: Option<serde_json::Value>,
    /// `allowed`, `asked` or `refused`; of a request: `approved`, `edited`, `rejected` or `refused`.
    pub decision: String,
    /// Who decided whether it was done; absent while nobody has, and for what was refused before anybody could.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<DecidedBy>,
    /// How the request stands that it made or decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_state: Option<ApprovalState>,
    /// `ok`, or the code of the error.
    pub outcome: String,
    /// How long it took, in milliseconds.
    pub millis: u64,
}

/// Who decided whether something was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum DecidedBy {
    /// A person at the window.
    Window,
    /// A person at a terminal.
    Terminal,
    /// What a person set agents to be allowed.
    Permissions,
}

impl DecidedBy {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Terminal => "terminal",
            Self::Permissions => "permissions",
        }
    }

    /// The person at this face.
    pub(crate) fn at(face: &str) -> Option<Self> {
        match face {
            "window" => Some(Self::Window),
            "terminal" => Some(Self::Terminal),
            _ => None,
        }
    }
}
