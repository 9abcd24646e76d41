//! The 24 hours after a person wrote, in which a business may write freely.

use rusqlite::Transaction;

use crate::{clock::DAY, store::conversations};

/// Whether this number may write to this person without a template.
pub(crate) fn is_open(tx: &Transaction<'_>, number: &str, contact: i64, now: i64) -> rusqlite::Result<bool> {
    let last = conversations::last_inbound(tx, number, contact)?;
    Ok(last.is_some_and(|last| now.saturating_sub(last) < DAY))
}
