//! A call as it is kept, turned into what a person reads.

use super::{AuditEntry, KeptEntry};
use crate::model::{AuditCall, DecidedBy};

impl From<KeptEntry> for AuditCall {
    fn from(kept: KeptEntry) -> Self {
        let KeptEntry { id, entry, asked, request, said_at } = kept;
        let decided_by = decided_by(&entry, said_at.as_deref());
        Self {
            number: id.to_string(),
            at: entry.at,
            caller: entry.caller,
            client_id: entry.client_id.map(|id| id.to_string()),
            operation: entry.operation,
            thread_id: entry.thread_id.map(|id| id.to_string()),
            request_id: entry.request_id.map(|id| id.to_string()),
            shape: entry.shape,
            digest: entry.digest.iter().map(|byte| format!("{byte:02x}")).collect(),
            input: asked.and_then(|asked| serde_json::from_str(&asked).ok()),
            decision: entry.decision,
            decided_by,
            request_state: request,
            outcome: entry.outcome,
            millis: entry.millis,
        }
    }
}

fn decided_by(entry: &AuditEntry, said_at: Option<&str>) -> Option<DecidedBy> {
    match (entry.client_id, entry.decision.as_str()) {
        (None, _) => DecidedBy::at(&entry.caller),
        (Some(_), "allowed") => Some(DecidedBy::Permissions),
        (Some(_), "refused") => (entry.outcome == "not_allowed").then_some(DecidedBy::Permissions),
        (Some(_), _) => said_at.and_then(DecidedBy::at),
    }
}
