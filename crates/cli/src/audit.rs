//! `kdesk audit verify`: whether the audit still says what was written down.

use desk::error::{Error, ErrorCode, Result};
use serde_json::{Value, json};

use crate::{answer, arguments::Place, owner};

/// Asks the owner of the data directory, or opens it for this one look.
pub(crate) async fn verify(place: &Place, demo: bool) -> Result<()> {
    let verdict = owner::act(place, demo, ACTION, json!({})).await?;
    answer(&verdict)?;
    if verdict.get("intact") == Some(&Value::Bool(true)) {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::AuditBroken,
        "The audit is not what was written down. It was left as it is.",
        "Somebody or something changed this desk's store. Keep a copy of the data directory, and give every client a new token.",
    ))
}

const ACTION: &str = "desk_verify_audit";
