//! Agents: the programs that may connect, and what they asked for.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Conversation, DecidedBy, RequestFile};
use crate::{approvals::ApprovalState, policy::Limits};

/// One client.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ClientRow {
    /// This desk's id of it.
    pub client_id: String,
    /// The name that the person gave it.
    pub name: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// When its token stops working; never when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// When it last asked for something.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<Timestamp>,
    /// When it last asked which tools there are, since this desk was started.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listed_at: Option<Timestamp>,
    /// How many it was told of then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tools_listed: Option<u32>,
    /// How much it may send without a person.
    pub limits: Limits,
}

/// One request of an agent.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Approval {
    /// This desk's id of it, which the agent was told.
    pub request_id: String,
    /// The agent's name.
    pub client: String,
    /// The operation that it asked for.
    pub operation: String,
    /// The operation's title.
    pub title: String,
    /// What it asked, field by field, exactly.
    pub input: serde_json::Value,
    /// What was let go instead, when a person edited it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited_input: Option<serde_json::Value>,
    /// What a person should read first: for a message, its whole text.
    pub summary: String,
    /// The thread that it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conversation: Option<Conversation>,
    /// Where it stands.
    pub state: ApprovalState,
    /// Messages that the contact wrote since the agent asked: look at them before approving.
    pub new_messages: u32,
    /// Whether an allowance of one hour can come with the approval.
    pub can_allow_hour: bool,
    /// When the agent asked.
    pub asked_at: Timestamp,
    /// When it expires or expired.
    pub expires_at: Timestamp,
    /// When a person decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Timestamp>,
    /// Where a person decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<DecidedBy>,
    /// Why it was rejected, in the person's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The file at its address, once a person looked at it: what an approval sends in the place of the address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<RequestFile>,
}

/// A decided request.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Decided {
    /// The request as it stands now.
    pub approval: Approval,
    /// What the approved operation answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<serde_json::Value>,
}

/// A new client and its token.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NewClient {
    /// The client.
    pub client: ClientRow,
    /// Its token, shown this once.
    pub token: String,
    /// The endpoint's address, when it is up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}
