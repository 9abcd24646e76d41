//! The states a message goes through after it was accepted.

use rusqlite::Transaction;
use serde_json::{Map, Value, json};

use super::codes;
use crate::{
    clock::{DAY, unix_seconds},
    store::messages,
};

/// Appends a status to a message, as Meta reports it; a code makes it a failure.
pub(crate) fn append(tx: &Transaction<'_>, message: i64, status: &str, code: Option<i64>, at: i64) -> rusqlite::Result<()> {
    let Some(message) = messages::get(tx, message)? else {
        return Ok(());
    };
    let mut event = Map::new();
    event.insert("id".to_owned(), json!(message.id));
    event.insert("status".to_owned(), json!(status));
    event.insert("timestamp".to_owned(), json!(unix_seconds(at)));
    event.insert("recipient_id".to_owned(), json!(message.wa_id.as_ref().or(message.bsuid.as_ref())));
    if status == "sent" {
        let expires = unix_seconds(at.saturating_add(DAY));
        let conversation = json!({ "id": message.conversation_id, "origin": { "type": "service" }, "expiration_timestamp": expires });
        event.insert("conversation".to_owned(), conversation);
        event.insert(
            "pricing".to_owned(),
            json!({ "billable": message.kind == "template", "pricing_model": "PMP", "category": category(&message.kind) }),
        );
    }
    if let Some(code) = code {
        event.insert("errors".to_owned(), json!([codes::error(code)]));
    }
    messages::add_status(tx, message.row, status, &Value::Object(event))
}

fn category(kind: &str) -> &'static str {
    if kind == "template" { "utility" } else { "service" }
}
