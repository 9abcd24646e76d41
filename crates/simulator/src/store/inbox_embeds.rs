//! Embedded inboxes: who may look at which part of the project in a frame.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde_json::Value;

use super::json_column;

/// An embedded inbox.
pub(crate) struct InboxEmbed {
    pub(crate) id: String,
    pub(crate) token: String,
    pub(crate) scope_type: String,
    pub(crate) scope_id: Option<String>,
    pub(crate) assigned_user_id: Option<String>,
    pub(crate) status: String,
    pub(crate) settings: Value,
    pub(crate) expires_at: Option<i64>,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

pub(crate) const COLUMNS: &str = "id, token, scope_type, scope_id, assigned_user_id, status, settings, expires_at, created_at, updated_at";

impl InboxEmbed {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            token: row.get("token")?,
            scope_type: row.get("scope_type")?,
            scope_id: row.get("scope_id")?,
            assigned_user_id: row.get("assigned_user_id")?,
            status: row.get("status")?,
            settings: json_column(row, "settings")?,
            expires_at: row.get("expires_at")?,
            created_at: row.get("created_at")?,
            updated_at: row.get("updated_at")?,
        })
    }

    pub(crate) fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached(&format!("INSERT INTO inbox_embeds ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))?.execute(params![
            self.id,
            self.token,
            self.scope_type,
            self.scope_id,
            self.assigned_user_id,
            self.status,
            self.settings.to_string(),
            self.expires_at,
            self.created_at,
            self.updated_at,
        ])?;
        Ok(())
    }

    pub(crate) fn update(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached(
            "UPDATE inbox_embeds SET assigned_user_id = ?, status = ?, settings = ?, expires_at = ?, updated_at = ? WHERE id = ?",
        )?
        .execute(params![
            self.assigned_user_id,
            self.status,
            self.settings.to_string(),
            self.expires_at,
            self.updated_at,
            self.id
        ])?;
        Ok(())
    }
}

pub(crate) fn find(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<Option<InboxEmbed>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM inbox_embeds WHERE id = ?"))?.query_row([id], InboxEmbed::of).optional()
}
