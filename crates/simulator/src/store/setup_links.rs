//! Links with which customers connect their own number.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde_json::Value;

use super::json_column;

/// A setup link.
pub(crate) struct SetupLink {
    pub(crate) id: String,
    pub(crate) customer_id: String,
    pub(crate) token: String,
    pub(crate) status: String,
    pub(crate) setup_status: String,
    pub(crate) setup_error: Option<String>,
    pub(crate) settings: Value,
    pub(crate) provisioned: Option<Value>,
    pub(crate) expires_at: i64,
    pub(crate) created_at: i64,
}

pub(crate) const COLUMNS: &str = "id, customer_id, token, status, setup_status, setup_error, settings, provisioned, expires_at, created_at";

impl SetupLink {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let provisioned: Option<String> = row.get("provisioned")?;
        Ok(Self {
            id: row.get("id")?,
            customer_id: row.get("customer_id")?,
            token: row.get("token")?,
            status: row.get("status")?,
            setup_status: row.get("setup_status")?,
            setup_error: row.get("setup_error")?,
            settings: json_column(row, "settings")?,
            provisioned: provisioned.and_then(|text| serde_json::from_str(&text).ok()),
            expires_at: row.get("expires_at")?,
            created_at: row.get("created_at")?,
        })
    }

    pub(crate) fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached(&format!("INSERT INTO setup_links ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))?.execute(params![
            self.id,
            self.customer_id,
            self.token,
            self.status,
            self.setup_status,
            self.setup_error,
            self.settings.to_string(),
            self.provisioned.as_ref().map(Value::to_string),
            self.expires_at,
            self.created_at,
        ])?;
        Ok(())
    }

    pub(crate) fn update(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached(
            "UPDATE setup_links SET status = ?, setup_status = ?, setup_error = ?, settings = ?, provisioned = ?, expires_at = ? \
             WHERE id = ?",
        )?
        .execute(params![
            self.status,
            self.setup_status,
            self.setup_error,
            self.settings.to_string(),
            self.provisioned.as_ref().map(Value::to_string),
            self.expires_at,
            self.id,
        ])?;
        Ok(())
    }
}

pub(crate) fn find(tx: &Transaction<'_>, customer_id: &str, id: &str) -> rusqlite::Result<Option<SetupLink>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM setup_links WHERE customer_id = ? AND id = ?"))?
        .query_row([customer_id, id], SetupLink::of)
        .optional()
}

pub(crate) fn by_token(tx: &Transaction<'_>, token: &str) -> rusqlite::Result<Option<SetupLink>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM setup_links WHERE token = ?"))?.query_row([token], SetupLink::of).optional()
}

/// Revokes what is still active of a customer's links, as creating another one does.
pub(crate) fn revoke_active(tx: &Transaction<'_>, customer_id: &str) -> rusqlite::Result<()> {
    tx.execute("UPDATE setup_links SET status = 'revoked' WHERE customer_id = ? AND status = 'active'", [customer_id])?;
    Ok(())
}

/// Expires what has outlived its time.
pub(crate) fn expire_overdue(tx: &Transaction<'_>, now: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE setup_links SET status = 'expired' WHERE status = 'active' AND expires_at <= ?")?.execute([now])?;
    Ok(())
}
