//! Agents' requests that wait for a person.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{action::Action, caller::Face, desk::Desk, error::Result, model::Approval};

/// List agents' requests, oldest first: those that wait, or those of the last 30 days.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Approvals {
    /// Decided and expired ones instead of those that wait.
    #[serde(default)]
    pub history: bool,
    /// Only those of this thread.
    #[serde(default)]
    pub thread_id: Option<String>,
}

/// Agents' requests.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ApprovalList {
    /// The requests.
    pub approvals: Vec<Approval>,
}

impl Action for Approvals {
    const NAME: &'static str = "desk_approvals";
    type Output = ApprovalList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<ApprovalList> {
        let approvals = desk.engine()?.approvals(self.history, self.thread_id.as_deref()).await?;
        Ok(ApprovalList { approvals })
    }
}

/// Approve or reject an agent's request. What is approved is what is sent, byte for byte.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// Which request.
    pub request_id: String,
    /// True to approve.
    pub approve: bool,
    /// Why not; the agent is told.
    #[serde(default)]
    #[schemars(length(max = 500))]
    pub reason: Option<String>,
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

impl Action for Decide {
    const NAME: &'static str = "desk_decide";
    type Output = Decided;

    async fn run(self, desk: &Desk, face: Face) -> Result<Decided> {
        crate::gate::decide(desk, face, &self.request_id, self.approve, self.reason).await
    }
}
