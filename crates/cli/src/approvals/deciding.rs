//! Approving and rejecting, at a terminal and nowhere else.

use std::io::{self, IsTerminal, Write};

use desk::{
    error::{Error, ErrorCode, Result},
    quoting::visible,
};
use serde_json::{Value, json};

use super::{code, request, whole};
use crate::{outline::outline, owner::Owner, show};

const DECIDE: &str = "desk_decide";

/// Shows the request, takes its code as the answer, and lets it go if it is still what was shown.
pub(super) async fn approve(owner: &Owner, request_id: &str, allow_hour: bool) -> Result<()> {
    must_be_a_terminal()?;
    let shown = whole(&request(owner, request_id).await?);
    if shown.get("state").and_then(Value::as_str) != Some("waiting") {
        return Err(Error::new(ErrorCode::AlreadyDecided, "This request does not wait any more.", "See `kdesk approvals show`."));
    }
    eprintln!("{}", outline(&shown));
    let typed = typed("Type the code to approve it: ").await?;
    if !code::is(&typed, code_in(&shown)) {
        return Err(not_decided("That is not its code."));
    }
    if code_in(&whole(&request(owner, request_id).await?)) != code_in(&shown) {
        return Err(not_decided("It has changed since it was shown."));
    }
    let new_messages = shown.get("contact_wrote_since").and_then(Value::as_u64).unwrap_or_default();
    let input = json!({ "request_id": request_id, "approve": true, "allow_hour": allow_hour, "new_messages": new_messages });
    show(&owner.ask(DECIDE, input).await?)
}

/// Refuses the request.
pub(super) async fn reject(owner: &Owner, request_id: &str, reason: Option<String>) -> Result<()> {
    must_be_a_terminal()?;
    show(&owner.ask(DECIDE, json!({ "request_id": request_id, "approve": false, "reason": reason })).await?)
}

fn code_in(shown: &Value) -> &str {
    shown.get("code").and_then(Value::as_str).unwrap_or_default()
}

/// What a person answers. Others go on meanwhile: a reader of standard input cannot be stopped.
async fn typed(question: &str) -> Result<String> {
    eprint!("{}", visible(question));
    let read = || {
        let mut said = String::new();
        io::stderr().flush().and_then(|()| io::stdin().read_line(&mut said)).map(|_| said)
    };
    let said = tokio::task::spawn_blocking(read).await.map_err(|cause| Error::internal("terminal", cause))?;
    said.map_err(|cause| Error::internal("terminal", cause))
}

fn must_be_a_terminal() -> Result<()> {
    if io::stdin().is_terminal() && io::stderr().is_terminal() {
        return Ok(());
    }
    let remedy = "Run it yourself at a terminal, or decide in the app's window.";
    Err(Error::new(ErrorCode::NotAllowed, "Only a person at a terminal decides. Nothing was decided.", remedy))
}

fn not_decided(why: &str) -> Error {
    Error::new(ErrorCode::Outdated, format!("{why} Nothing was decided."), "Read it again with `kdesk approvals show`.")
}
