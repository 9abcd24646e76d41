//! Where the project wants to be told what happens.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde_json::Value;

use super::json_column;

/// A webhook of a number, or of the project.
pub(crate) struct Webhook {
    pub(crate) id: String,
    pub(crate) number_id: Option<String>,
    pub(crate) url: String,
    pub(crate) kind: String,
    pub(crate) active: bool,
    pub(crate) secret_key: Option<String>,
    pub(crate) events: Value,
    pub(crate) inactivity_minutes: Option<i64>,
    pub(crate) settings: Value,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

pub(crate) const COLUMNS: &str =
    "id, number_id, url, kind, active, secret_key, events, inactivity_minutes, settings, created_at, updated_at";

impl Webhook {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            number_id: row.get("number_id")?,
            url: row.get("url")?,
            kind: row.get("kind")?,
            active: row.get("active")?,
            secret_key: row.get("secret_key")?,
            events: json_column(row, "events")?,
            inactivity_minutes: row.get("inactivity_minutes")?,
            settings: json_column(row, "settings")?,
            created_at: row.get("created_at")?,
            updated_at: row.get("updated_at")?,
        })
    }

    pub(crate) fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached(&format!("INSERT INTO webhooks ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))?.execute(params![
            self.id,
            self.number_id,
            self.url,
            self.kind,
            self.active,
            self.secret_key,
            self.events.to_string(),
            self.inactivity_minutes,
            self.settings.to_string(),
            self.created_at,
            self.updated_at,
        ])?;
        Ok(())
    }

    pub(crate) fn update(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached(
            "UPDATE webhooks SET url = ?, active = ?, secret_key = ?, events = ?, inactivity_minutes = ?, settings = ?, updated_at = ? \
             WHERE id = ?",
        )?
        .execute(params![
            self.url,
            self.active,
            self.secret_key,
            self.events.to_string(),
            self.inactivity_minutes,
            self.settings.to_string(),
            self.updated_at,
            self.id,
        ])?;
        Ok(())
    }

    /// Whether it wants to be told of an event; one of kind `meta` gets all that happens to messages.
    pub(crate) fn wants(&self, event: &str) -> bool {
        if self.kind == "meta" {
            return event.starts_with("whatsapp.message.");
        }
        self.events.as_array().is_some_and(|events| events.iter().any(|own| own == event))
    }

    /// A setting with its default.
    pub(crate) fn setting(&self, name: &str, default: i64) -> i64 {
        self.settings.get(name).and_then(Value::as_i64).unwrap_or(default)
    }

    /// Whether messages of one conversation are to come together.
    pub(crate) fn buffers(&self, event: &str) -> bool {
        event == "whatsapp.message.received" && self.kind == "kapso" && self.settings.get("buffer_enabled") == Some(&Value::Bool(true))
    }
}

pub(crate) fn find(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<Option<Webhook>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM webhooks WHERE id = ?"))?.query_row([id], Webhook::of).optional()
}

/// The active webhooks of a number, or of the project itself.
pub(crate) fn active(tx: &Transaction<'_>, number_id: Option<&str>) -> rusqlite::Result<Vec<Webhook>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM webhooks WHERE number_id IS ? AND active ORDER BY row"))?
        .query_map([number_id], Webhook::of)?
        .collect()
}

/// Whether a number has one of kind `meta` besides another.
pub(crate) fn has_meta(tx: &Transaction<'_>, number_id: Option<&str>) -> rusqlite::Result<bool> {
    tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM webhooks WHERE number_id IS ? AND kind = 'meta')")?
        .query_row([number_id], |row| row.get(0))
}

pub(crate) fn delete(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM webhooks WHERE id = ?", params![id])?;
    Ok(())
}
