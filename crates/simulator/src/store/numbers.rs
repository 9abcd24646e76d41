//! The business's phone numbers.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde_json::Value;

use super::json_column;

/// A phone number of the project.
pub(crate) struct Number {
    pub(crate) id: String,
    pub(crate) internal_id: String,
    pub(crate) business_account_id: String,
    pub(crate) customer_id: Option<String>,
    pub(crate) name: String,
    pub(crate) digits: String,
    pub(crate) status: String,
    pub(crate) facts: Value,
    pub(crate) health: Value,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

pub(crate) const COLUMNS: &str =
    "id, internal_id, business_account_id, customer_id, name, digits, status, facts, health, created_at, updated_at";

impl Number {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            internal_id: row.get("internal_id")?,
            business_account_id: row.get("business_account_id")?,
            customer_id: row.get("customer_id")?,
            name: row.get("name")?,
            digits: row.get("digits")?,
            status: row.get("status")?,
            facts: json_column(row, "facts")?,
            health: json_column(row, "health")?,
            created_at: row.get("created_at")?,
            updated_at: row.get("updated_at")?,
        })
    }

    pub(crate) fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached(&format!("INSERT INTO numbers ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))?.execute(params![
            self.id,
            self.internal_id,
            self.business_account_id,
            self.customer_id,
            self.name,
            self.digits,
            self.status,
            self.facts.to_string(),
            self.health.to_string(),
            self.created_at,
            self.updated_at,
        ])?;
        Ok(())
    }

    pub(crate) fn update(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached("UPDATE numbers SET name = ?, facts = ?, updated_at = ? WHERE id = ?")?.execute(params![
            self.name,
            self.facts.to_string(),
            self.updated_at,
            self.id
        ])?;
        Ok(())
    }

    /// Writes one of the published facts.
    pub(crate) fn set_fact(&mut self, name: &str, value: Value) {
        if let Some(facts) = self.facts.as_object_mut() {
            facts.insert(name.to_owned(), value);
        }
    }

    /// Whether it is a shared test number, on which some routes answer 403.
    pub(crate) fn is_sandbox(&self) -> bool {
        self.facts.get("kind").and_then(Value::as_str) == Some("sandbox")
    }
}

pub(crate) fn find(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<Option<Number>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM numbers WHERE id = ?"))?.query_row([id], Number::of).optional()
}

/// Whether the project has a WhatsApp Business account of this id.
pub(crate) fn has_account(tx: &Transaction<'_>, business_account_id: &str) -> rusqlite::Result<bool> {
    tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM numbers WHERE business_account_id = ?)")?
        .query_row([business_account_id], |row| row.get(0))
}

/// Disconnects a number; what was said over it stays.
pub(crate) fn delete(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<()> {
    for sql in ["DELETE FROM webhooks WHERE number_id = ?", "DELETE FROM numbers WHERE id = ?"] {
        tx.execute(sql, [id])?;
    }
    Ok(())
}

/// The business profile of a number.
pub(crate) fn profile(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<Value> {
    tx.prepare_cached("SELECT profile FROM numbers WHERE id = ?")?.query_row([id], |row| json_column(row, "profile"))
}

pub(crate) fn set_profile(tx: &Transaction<'_>, id: &str, profile: &Value) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE numbers SET profile = ? WHERE id = ?")?.execute([&profile.to_string(), id])?;
    Ok(())
}

/// The username under which a number can be found.
pub(crate) fn username(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<Option<String>> {
    tx.prepare_cached("SELECT username FROM numbers WHERE id = ?")?.query_row([id], |row| row.get(0))
}

/// Claims a username, or gives it back; false when another number has it.
pub(crate) fn set_username(tx: &Transaction<'_>, id: &str, username: Option<&str>) -> rusqlite::Result<bool> {
    tx.prepare_cached("UPDATE OR IGNORE numbers SET username = ? WHERE id = ?")?.execute(params![username, id])?;
    Ok(self::username(tx, id)?.as_deref() == username)
}
