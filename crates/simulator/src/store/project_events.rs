//! Events that the project itself wrote down.

use rusqlite::{Row, Transaction, params};
use serde_json::Value;

use super::json_column;

/// One of them.
pub(crate) struct ProjectEvent {
    pub(crate) row: i64,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) conversation_id: Option<String>,
    pub(crate) properties: Value,
    pub(crate) occurred_at: i64,
}

pub(crate) const SELECT: &str = "SELECT e.* FROM project_events e";

impl ProjectEvent {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            row: row.get("row")?,
            id: row.get("id")?,
            name: row.get("name")?,
            conversation_id: row.get("conversation_id")?,
            properties: json_column(row, "properties")?,
            occurred_at: row.get("occurred_at")?,
        })
    }

    pub(crate) fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached("INSERT INTO project_events (id, name, conversation_id, properties, occurred_at) VALUES (?, ?, ?, ?, ?)")?
            .execute(params![self.id, self.name, self.conversation_id, self.properties.to_string(), self.occurred_at])?;
        Ok(())
    }
}
