//! The project's customers.

use rusqlite::{OptionalExtension, Row, Transaction, params};

/// A customer of the project.
pub(crate) struct Customer {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) external_customer_id: Option<String>,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

pub(crate) const COLUMNS: &str = "id, name, external_customer_id, created_at, updated_at";

impl Customer {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            external_customer_id: row.get("external_customer_id")?,
            created_at: row.get("created_at")?,
            updated_at: row.get("updated_at")?,
        })
    }

    pub(crate) fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached(&format!("INSERT INTO customers ({COLUMNS}) VALUES (?, ?, ?, ?, ?)"))?.execute(params![
            self.id,
            self.name,
            self.external_customer_id,
            self.created_at,
            self.updated_at,
        ])?;
        Ok(())
    }

    pub(crate) fn update(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached("UPDATE customers SET name = ?, external_customer_id = ?, updated_at = ? WHERE id = ?")?.execute(params![
            self.name,
            self.external_customer_id,
            self.updated_at,
            self.id
        ])?;
        Ok(())
    }
}

pub(crate) fn find(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<Option<Customer>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM customers WHERE id = ?"))?.query_row([id], Customer::of).optional()
}

/// Whether another customer than `but` has this external id.
pub(crate) fn external_id_taken(tx: &Transaction<'_>, external_id: &str, but: &str) -> rusqlite::Result<bool> {
    tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM customers WHERE external_customer_id = ? AND id <> ?)")?
        .query_row([external_id, but], |row| row.get(0))
}

/// Removes a customer and its setup links; its numbers and contacts stay without it.
pub(crate) fn delete(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<()> {
    for sql in [
        "UPDATE numbers SET customer_id = NULL WHERE customer_id = ?",
        "UPDATE contacts SET customer_id = NULL WHERE customer_id = ?",
        "DELETE FROM customers WHERE id = ?",
    ] {
        tx.execute(sql, [id])?;
    }
    Ok(())
}
