//! Agents' requests that wait for a person.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    action::{Action, Remembered},
    caller::Face,
    desk::Desk,
    error::{Error, ErrorCode, Result},
    gate::{self, Verdict},
    model::{Approval, Decided, RequestFile},
};

/// List agents' requests, oldest first: those that wait, or those of the last 30 days.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Approvals {
    /// Decided and expired ones instead of those that wait.
    #[serde(default)]
    pub history: bool,
    /// Only those of this thread.
    #[serde(default)]
    #[schemars(length(max = 20))]
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

/// Fetch what a waiting request would send from an address, once, so that a person sees it before deciding. From then on an approval sends
/// exactly these bytes, from this desk. Nothing inside a private network is asked.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewRequest {
    /// Which request.
    #[schemars(length(max = 20))]
    pub request_id: String,
}

/// What the request would send.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PreviewedRequest {
    /// The file; absent when it names no address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<RequestFile>,
}

impl Action for PreviewRequest {
    const NAME: &'static str = "desk_preview_request";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = PreviewedRequest;

    async fn run(self, desk: &Desk, _face: Face) -> Result<PreviewedRequest> {
        Ok(PreviewedRequest { file: gate::preview(desk, &self.request_id).await? })
    }
}

/// Approve or reject an agent's request, or approve it edited. What is approved is what is sent, byte for byte.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// Which request.
    #[schemars(length(max = 20))]
    pub request_id: String,
    /// True to approve.
    pub approve: bool,
    /// Why not; the agent is told.
    #[serde(default)]
    #[schemars(length(max = 500))]
    pub reason: Option<String>,
    /// This input instead of what was asked, to the same contact from the same number; the agent is told.
    #[serde(default)]
    pub edited_input: Option<serde_json::Map<String, serde_json::Value>>,
    /// Let the same client do the same in this conversation for an hour. Never for templates and first messages.
    #[serde(default)]
    pub allow_hour: bool,
    /// `new_messages` of the request as the person saw it: if the contact has written more by now, nothing is sent and the
    /// request waits on.
    #[serde(default)]
    pub new_messages: u32,
}

impl Action for Decide {
    const NAME: &'static str = "desk_decide";
    type Output = Decided;

    async fn run(self, desk: &Desk, face: Face) -> Result<Decided> {
        let verdict = match (self.approve, self.edited_input, self.reason, self.allow_hour) {
            (true, edited, _, for_an_hour) => {
                let edited = edited.map(serde_json::Value::Object);
                Verdict::Approve { edited, for_an_hour, new_messages: self.new_messages }
            }
            (false, None, reason, false) => Verdict::Reject { reason },
            (false, _, _, _) => {
                return Err(Error::new(
                    ErrorCode::Contradiction,
                    "`edited_input` and `allow_hour` belong to an approval. Nothing was decided.",
                    "Approve it, or leave them out.",
                ));
            }
        };
        gate::decide(desk, face, &self.request_id, verdict).await
    }
}
