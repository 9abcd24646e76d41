//! Who does not want marketing from which number.

use rusqlite::{OptionalExtension, Row, Transaction, params};

/// A contact's choice about one number.
pub(crate) struct Preference {
    pub(crate) id: String,
    pub(crate) contact: i64,
    pub(crate) number_id: String,
    pub(crate) status: String,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

const COLUMNS: &str = "id, contact, number_id, status, created_at, updated_at";

impl Preference {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            contact: row.get("contact")?,
            number_id: row.get("number_id")?,
            status: row.get("status")?,
            created_at: row.get("created_at")?,
            updated_at: row.get("updated_at")?,
        })
    }

    pub(crate) fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached(&format!("INSERT INTO marketing_preferences ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)"))?.execute(params![
            self.id,
            self.contact,
            self.number_id,
            self.status,
            self.created_at,
            self.updated_at
        ])?;
        Ok(())
    }
}

pub(crate) fn of_contact(tx: &Transaction<'_>, contact: i64) -> rusqlite::Result<Vec<Preference>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM marketing_preferences WHERE contact = ? ORDER BY updated_at DESC"))?
        .query_map([contact], Preference::of)?
        .collect()
}

pub(crate) fn find(tx: &Transaction<'_>, contact: i64, number_id: &str) -> rusqlite::Result<Option<Preference>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM marketing_preferences WHERE contact = ? AND number_id = ?"))?
        .query_row(params![contact, number_id], Preference::of)
        .optional()
}
