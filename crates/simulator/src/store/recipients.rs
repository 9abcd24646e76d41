//! The people a broadcast goes to, and what became of their messages.

use rusqlite::{OptionalExtension, Row, Transaction, params};
use serde_json::Value;

use super::json_column;

/// One of them; what their message went through is read from the message.
pub(crate) struct Recipient {
    pub(crate) row: i64,
    pub(crate) id: String,
    pub(crate) phone: String,
    pub(crate) components: Value,
    pub(crate) status: String,
    pub(crate) error: Option<String>,
    pub(crate) message_status: Option<String>,
    pub(crate) statuses: Value,
    pub(crate) responded_at: Option<i64>,
    pub(crate) created_at: i64,
    pub(crate) updated_at: i64,
}

pub(crate) const COLUMNS: &str = "r.*, m.status AS message_status, coalesce(m.statuses, '[]') AS statuses, \
     (SELECT min(a.at) FROM messages a WHERE a.contact = m.contact AND a.number_id = m.number_id AND a.direction = 'inbound' \
      AND a.at > m.at) AS responded_at";
pub(crate) const FROM: &str = "recipients r LEFT JOIN messages m ON m.id = r.message_id";

impl Recipient {
    pub(crate) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            row: row.get("row")?,
            id: row.get("id")?,
            phone: row.get("phone")?,
            components: json_column(row, "components")?,
            status: row.get("status")?,
            error: row.get("error")?,
            message_status: row.get("message_status")?,
            statuses: json_column(row, "statuses")?,
            responded_at: row.get("responded_at")?,
            created_at: row.get("created_at")?,
            updated_at: row.get("updated_at")?,
        })
    }
}

/// Adds somebody; false when they are among the recipients already.
pub(crate) fn add(tx: &Transaction<'_>, broadcast: i64, id: &str, phone: &str, components: &Value, now: i64) -> rusqlite::Result<bool> {
    let added = tx
        .prepare_cached(
            "INSERT OR IGNORE INTO recipients (id, broadcast, phone, components, status, created_at, updated_at) \
             VALUES (?1, ?2, ?3, ?4, 'pending', ?5, ?5)",
        )?
        .execute(params![id, broadcast, phone, components.to_string(), now])?;
    Ok(added > 0)
}

pub(crate) fn clear(tx: &Transaction<'_>, broadcast: i64) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM recipients WHERE broadcast = ?", [broadcast])?;
    Ok(())
}

/// The next one that nothing was sent to yet.
pub(crate) fn next(tx: &Transaction<'_>, broadcast: i64) -> rusqlite::Result<Option<Recipient>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE r.broadcast = ? AND r.status = 'pending' ORDER BY r.row LIMIT 1"))?
        .query_row([broadcast], Recipient::of)
        .optional()
}

/// Writes down what came of the attempt: a message, or an error.
pub(crate) fn settle(
    tx: &Transaction<'_>,
    row: i64,
    status: &str,
    message: Option<&str>,
    error: Option<&str>,
    now: i64,
) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE recipients SET status = ?, message_id = ?, error = ?, updated_at = ? WHERE row = ?")?
        .execute(params![status, message, error, now, row])?;
    Ok(())
}

/// How many recipients are in which state.
#[derive(Default)]
pub(crate) struct Counts {
    pub(crate) total: i64,
    pub(crate) pending: i64,
    pub(crate) sent: i64,
    pub(crate) failed: i64,
    pub(crate) suppressed: i64,
    pub(crate) delivered: i64,
    pub(crate) read: i64,
    pub(crate) responded: i64,
}

pub(crate) fn count(tx: &Transaction<'_>, broadcast: i64) -> rusqlite::Result<Counts> {
    let mut counts = Counts::default();
    let mut statement = tx.prepare_cached(&format!("SELECT {COLUMNS} FROM {FROM} WHERE r.broadcast = ?"))?;
    for recipient in statement.query_map([broadcast], Recipient::of)? {
        let recipient = recipient?;
        let one = |yes: bool| i64::from(yes);
        let state = recipient.message_status.as_deref().unwrap_or_default();
        let failed = recipient.status == "failed" || state == "failed";
        counts.total += 1;
        counts.pending += one(recipient.status == "pending");
        counts.sent += one(recipient.status == "sent" && !failed);
        counts.failed += one(failed);
        counts.suppressed += one(recipient.status == "suppressed");
        counts.delivered += one(["delivered", "read"].contains(&state));
        counts.read += one(state == "read");
        counts.responded += one(recipient.responded_at.is_some());
    }
    Ok(counts)
}
