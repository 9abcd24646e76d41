//! Broadcasts: one template to many people.

use rusqlite::{OptionalExtension, Row, Transaction, params};

/// A broadcast.
pub(crate) struct Broadcast {
    pub(crate) row: i64,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) number_id: String,
    pub(crate) template_id: String,
    pub(crate) status: String,
    pub(crate) scheduled_at: Option<i64>,
    pub(crate) started_at: Option<i64>,
    pub(crate) stopped_at: Option<i64>,
    pub(crate) completed_at: Option<i64>,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

pub(crate) const COLUMNS: &str = "row, id, name, number_id, template_id, status, scheduled_at, started_at, stopped_at, completed_at, \
                                  created_at, updated_at";

impl Broadcast {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            row: row.get("row")?,
            id: row.get("id")?,
            name: row.get("name")?,
            number_id: row.get("number_id")?,
            template_id: row.get("template_id")?,
            status: row.get("status")?,
            scheduled_at: row.get("scheduled_at")?,
            started_at: row.get("started_at")?,
            stopped_at: row.get("stopped_at")?,
            completed_at: row.get("completed_at")?,
            created_at: row.get("created_at")?,
            updated_at: row.get("updated_at")?,
        })
    }

    /// Writes a new broadcast; its `row` is ignored and the new one returned.
    pub(crate) fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<i64> {
        tx.prepare_cached(
            "INSERT INTO broadcasts (id, name, number_id, template_id, status, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?
        .insert(params![self.id, self.name, self.number_id, self.template_id, self.status, self.created_at, self.updated_at])
    }

    pub(crate) fn update(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached(
            "UPDATE broadcasts SET status = ?, scheduled_at = ?, started_at = ?, stopped_at = ?, completed_at = ?, updated_at = ? \
             WHERE row = ?",
        )?
        .execute(params![
            self.status,
            self.scheduled_at,
            self.started_at,
            self.stopped_at,
            self.completed_at,
            self.updated_at,
            self.row
        ])?;
        Ok(())
    }
}

pub(crate) fn find(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<Option<Broadcast>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM broadcasts WHERE id = ?"))?.query_row([id], Broadcast::of).optional()
}
