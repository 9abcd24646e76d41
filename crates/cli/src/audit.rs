//! `kdesk audit verify`: whether the audit still says what was written down.

use desk::{
    caller::Face,
    error::{Error, ErrorCode, Result},
    gate,
};
use serde_json::{Value, json};

use crate::{answer, arguments::Place, owner::Owner, workspace::Workspace};

/// Asks the owner of the data directory, or opens it for this one look.
pub(crate) async fn verify(place: &Place, demo: bool) -> Result<()> {
    let verdict = match Owner::of(place)?.ask_if_running(ACTION, json!({})).await? {
        Some(verdict) => verdict,
        None => alone(place, demo).await?,
    };
    answer(&verdict)?;
    if verdict.get("intact") == Some(&Value::Bool(true)) {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::StoreUndecryptable,
        "The audit is not what was written down. It was left as it is.",
        "Somebody or something changed this desk's store. Keep a copy of the data directory, and give every client a new token.",
    ))
}

const ACTION: &str = "desk_verify_audit";

async fn alone(place: &Place, demo: bool) -> Result<Value> {
    let workspace = Workspace::open(place, demo, None).await?;
    let verdict = gate::act(&workspace.desk, Face::Terminal, ACTION, json!({})).await;
    workspace.close().await;
    verdict
}
