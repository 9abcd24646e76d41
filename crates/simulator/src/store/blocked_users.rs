//! Who may not write to which number.

use rusqlite::{Transaction, params};

/// The digits of everybody a number blocked.
pub(crate) fn of_number(tx: &Transaction<'_>, number_id: &str) -> rusqlite::Result<Vec<String>> {
    tx.prepare_cached("SELECT user FROM blocked_users WHERE number_id = ? ORDER BY user")?
        .query_map([number_id], |row| row.get(0))?
        .collect()
}

pub(crate) fn block(tx: &Transaction<'_>, number_id: &str, user: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT OR IGNORE INTO blocked_users (number_id, user) VALUES (?, ?)")?.execute([number_id, user])?;
    Ok(())
}

pub(crate) fn unblock(tx: &Transaction<'_>, number_id: &str, user: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM blocked_users WHERE number_id = ? AND user = ?")?.execute([number_id, user])?;
    Ok(())
}

/// Whether a number blocked the person of a contact row.
pub(crate) fn has(tx: &Transaction<'_>, number_id: &str, contact: i64) -> rusqlite::Result<bool> {
    tx.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM blocked_users b JOIN contacts c ON c.wa_id = b.user WHERE b.number_id = ? AND c.row = ?)",
    )?
    .query_row(params![number_id, contact], |row| row.get(0))
}
