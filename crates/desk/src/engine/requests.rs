//! What became of an agent's request, for the agent.

use std::time::Duration;

use jiff::Timestamp;
use tokio::time::{Instant, timeout_at};

use super::Engine;
use crate::{
    approvals::ApprovalState,
    caller::Caller,
    error::{Error, ErrorCode, Result},
    events::Topic,
    operations::requests::RequestStatus,
    store::approvals::{Became, Request},
    values::Delivery,
};

impl Engine {
    /// Where a request stands, as soon as a person has decided, at the latest after `patience`. An agent sees its own only.
    pub async fn request_status(&self, caller: &Caller, request_id: &str, patience: Duration) -> Result<RequestStatus> {
        let until = Instant::now() + patience;
        let mut changes = self.events.subscribe();
        loop {
            let (request, became) = self.own_request(caller, request_id).await?;
            if request.state != ApprovalState::Waiting {
                return Ok(status(request, became, self.now()));
            }
            // An event that was missed is as good as one that was heard.
            let heard = async { while changes.recv().await.is_ok_and(|event| event.topic != Topic::Approvals) {} };
            let is_news = tokio::select! {
                heard = timeout_at(until, heard) => heard.is_ok(),
                () = self.stop.cancelled() => false,
            };
            if !is_news {
                return Ok(status(request, became, self.now()));
            }
        }
    }

    async fn own_request(&self, caller: &Caller, request_id: &str) -> Result<(Request, Option<Became>)> {
        let id: i64 = request_id.parse().map_err(|_| no_request())?;
        self.expire_requests(self.now()).await?;
        let found = self.read(move |store| Ok(store.request(id)?.zip(Some(store.became(id)?)))).await?;
        let (request, became) = found.ok_or_else(no_request)?;
        if caller.agent().is_some_and(|client| client.id != request.client_id) {
            return Err(no_request());
        }
        Ok((request, became))
    }
}

fn status(request: Request, became: Option<Became>, as_of: Timestamp) -> RequestStatus {
    let delivery = became.as_ref().map(|became| became.delivery);
    RequestStatus {
        request_id: request.id.to_string(),
        status: request.state,
        edited_input: request.edited.as_deref().and_then(|edited| serde_json::from_str(edited).ok()),
        reason: request.reason,
        delivery,
        expires_at: request.expires_at,
        as_of,
        next: next(request.state, became.as_ref()).to_owned(),
        message_id: became.and_then(|became| became.wamid),
    }
}

fn next(state: ApprovalState, became: Option<&Became>) -> &'static str {
    match (state, became.map(|became| became.delivery)) {
        (ApprovalState::Waiting, _) => "Nothing was done yet. Go on with other work and look again later; do not ask again.",
        (ApprovalState::Approved, None) => "A person let it go. Look whether it is done before you rely on it.",
        (ApprovalState::Approved, Some(Delivery::Held | Delivery::Queued | Delivery::Sending)) => "It is on its way.",
        (ApprovalState::Approved, Some(Delivery::Cancelled)) => "A person took it back before it left. Do not send it again.",
        (ApprovalState::Approved, Some(Delivery::Failed)) if became.is_some_and(|became| became.stale) => {
            "The contact wrote before it left, and nothing was sent. Read the conversation, then ask for what still fits."
        }
        (ApprovalState::Approved, Some(Delivery::Failed)) => "It was not delivered; the conversation says why.",
        (ApprovalState::Approved, Some(Delivery::Uncertain)) => "It may or may not have left. Leave it to the person.",
        (ApprovalState::Approved, Some(_)) => "It was sent.",
        (ApprovalState::Rejected, _) => "Nothing was sent. Do what the person says in `reason`; do not ask for the same again.",
        (ApprovalState::Expired, _) => "Nobody decided in time, and nothing was sent. Ask once more only if it still matters.",
    }
}

fn no_request() -> Error {
    Error::new(ErrorCode::NotFound, "You have no such request.", "Give the `request_id` of the answer that said `pending_approval`.")
}
