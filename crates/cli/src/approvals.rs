//! `kdesk approvals`: what agents asked for, decided by the person at this terminal.

mod code;
mod deciding;

use std::{collections::HashSet, time::Duration};

use desk::error::{Error, ErrorCode, Result};
use serde_json::{Map, Value, json};
use tokio::time::sleep;

use crate::{answer, arguments::Approvals, arguments::Place, owner::Owner, show, stopping::stop_signal};

/// How often a watcher looks.
const GLANCE: Duration = Duration::from_millis(500);

/// Asks the owner of the data directory; there is nothing to decide without one.
pub(crate) async fn approvals(place: &Place, asked: Approvals) -> Result<()> {
    let owner = Owner::of(place)?;
    match asked {
        Approvals::List { history } => show(&owner.ask(LIST, json!({ "history": history })).await?),
        Approvals::Show { request_id } => {
            let request = request(&owner, &request_id).await?;
            show(&whole(&request))
        }
        Approvals::Approve { request_id, allow_hour } => deciding::approve(&owner, &request_id, allow_hour).await,
        Approvals::Reject { request_id, reason } => deciding::reject(&owner, &request_id, reason).await,
        Approvals::Watch => watch(&owner).await,
    }
}

const LIST: &str = "desk_approvals";

/// One request, whether it waits or was decided.
async fn request(owner: &Owner, request_id: &str) -> Result<Value> {
    for history in [false, true] {
        let listed = owner.ask(LIST, json!({ "history": history })).await?;
        let found = requests(&listed).find(|request| request.get("request_id").and_then(Value::as_str) == Some(request_id));
        if let Some(found) = found {
            return Ok(found.clone());
        }
    }
    Err(Error::new(ErrorCode::NotFound, "There is no such request.", "Take an id from `kdesk approvals list`."))
}

fn requests(listed: &Value) -> impl Iterator<Item = &Value> {
    listed.get("approvals").and_then(Value::as_array).into_iter().flatten()
}

/// What a person must have read before deciding, in this order, with the code that it gives.
fn whole(request: &Value) -> Value {
    let mut shown = Map::new();
    for (from, field) in SHOWN {
        if let Some(value) = request.pointer(from) {
            shown.insert((*field).to_owned(), value.clone());
        }
    }
    let code = code::of(&Value::Object(shown.clone()));
    shown.insert("code".to_owned(), Value::String(code));
    Value::Object(shown)
}

/// Where it stands in the request, and what it is called here.
const SHOWN: &[(&str, &str)] = &[
    ("/request_id", "request_id"),
    ("/state", "state"),
    ("/client", "client"),
    ("/title", "title"),
    ("/operation", "operation"),
    ("/asked_at", "asked_at"),
    ("/expires_at", "expires_at"),
    ("/decided_at", "decided_at"),
    ("/reason", "reason"),
    ("/conversation/contact_name", "to"),
    ("/conversation/phone_number", "to_number"),
    ("/conversation/business_scoped_user_id", "to_user_id"),
    ("/conversation/config_name", "from"),
    ("/conversation/window/open", "window_open"),
    ("/new_messages", "contact_wrote_since"),
    ("/summary", "summary"),
    ("/file", "file"),
    ("/input", "asked"),
    ("/edited_input", "edited_to"),
];

/// Each waiting request once, also those that waited before.
async fn watch(owner: &Owner) -> Result<()> {
    let mut stop = std::pin::pin!(stop_signal()?);
    let mut seen = HashSet::new();
    loop {
        let listed = owner.ask(LIST, json!({})).await?;
        for request in requests(&listed) {
            let id = request.get("request_id").and_then(Value::as_str).unwrap_or_default();
            if seen.insert(id.to_owned()) {
                answer(&whole(request))?;
            }
        }
        tokio::select! {
            () = &mut stop => return Ok(()),
            () = sleep(GLANCE) => {}
        }
    }
}
