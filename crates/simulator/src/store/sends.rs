//! The truth about what left.

use rusqlite::{Transaction, params};

/// One message that took effect.
pub(crate) struct Send {
    pub(crate) message_id: String,
    pub(crate) number_id: String,
    pub(crate) recipient: String,
    pub(crate) kind: String,
    pub(crate) raw: String,
    pub(crate) at: i64,
}

pub(crate) fn add(tx: &Transaction<'_>, send: &Send) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT INTO sends (message_id, number_id, recipient, type, raw, at) VALUES (?, ?, ?, ?, ?, ?)")?
        .execute(params![send.message_id, send.number_id, send.recipient, send.kind, send.raw, send.at])?;
    Ok(())
}

/// All of them, in the order in which they left.
pub(crate) fn all(tx: &Transaction<'_>) -> rusqlite::Result<Vec<Send>> {
    tx.prepare_cached("SELECT message_id, number_id, recipient, type, raw, at FROM sends ORDER BY row")?
        .query_map([], |row| {
            Ok(Send {
                message_id: row.get(0)?,
                number_id: row.get(1)?,
                recipient: row.get(2)?,
                kind: row.get(3)?,
                raw: row.get(4)?,
                at: row.get(5)?,
            })
        })?
        .collect()
}
