//! What will happen by itself, and when.

use rusqlite::{OptionalExtension, Transaction, params};

/// Writes an event down for a time.
pub(crate) fn add(tx: &Transaction<'_>, due: i64, event: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT INTO agenda (due, event) VALUES (?, ?)")?.execute(params![due, event])?;
    Ok(())
}

/// Takes the next event that is due by a time: when it was due, and what it is.
pub(crate) fn take(tx: &Transaction<'_>, by: i64) -> rusqlite::Result<Option<(i64, String)>> {
    tx.prepare_cached(
        "DELETE FROM agenda WHERE row = (SELECT row FROM agenda WHERE due <= ? ORDER BY due, row LIMIT 1) RETURNING due, event",
    )?
    .query_row([by], |row| Ok((row.get(0)?, row.get(1)?)))
    .optional()
}
