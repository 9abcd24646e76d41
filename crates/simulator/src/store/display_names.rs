//! Requests for another display name.

use rusqlite::{OptionalExtension, Row, Transaction, params};

/// A request to show another name than before.
pub(crate) struct NameRequest {
    pub(crate) id: String,
    pub(crate) number_id: String,
    pub(crate) requested: String,
    pub(crate) previous: Option<String>,
    pub(crate) status: String,
    pub(crate) submitted_at: i64,
    pub(crate) reviewed_at: Option<i64>,
}

pub(crate) const COLUMNS: &str = "id, number_id, requested, previous, status, submitted_at, reviewed_at";

impl NameRequest {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            number_id: row.get("number_id")?,
            requested: row.get("requested")?,
            previous: row.get("previous")?,
            status: row.get("status")?,
            submitted_at: row.get("submitted_at")?,
            reviewed_at: row.get("reviewed_at")?,
        })
    }

    pub(crate) fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached(&format!("INSERT INTO display_name_requests ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"))?.execute(params![
            self.id,
            self.number_id,
            self.requested,
            self.previous,
            self.status,
            self.submitted_at,
            self.reviewed_at,
        ])?;
        Ok(())
    }
}

pub(crate) fn find(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<Option<NameRequest>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM display_name_requests WHERE id = ?"))?.query_row([id], NameRequest::of).optional()
}

pub(crate) fn decide(tx: &Transaction<'_>, id: &str, status: &str, at: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE display_name_requests SET status = ?, reviewed_at = ? WHERE id = ?")?.execute(params![status, at, id])?;
    Ok(())
}
