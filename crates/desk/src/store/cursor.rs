//! Cursors of lists that are ordered by a time and, within it, by a row.

use crate::error::{Error, ErrorCode, Result};

/// The cursor of what comes after this row.
pub(super) fn of(at: i64, row: i64) -> String {
    format!("{at}.{row}")
}

/// The time and the row that a cursor names.
pub(super) fn read(cursor: &str) -> Result<(i64, i64)> {
    let parsed = cursor.split_once('.').and_then(|(at, row)| Some((at.parse().ok()?, row.parse().ok()?)));
    parsed.ok_or_else(|| {
        Error::new(
            ErrorCode::InvalidValue,
            "`cursor` is not one that this desk gave.",
            "Take `next_cursor` of the answer before, or leave it out to start again.",
        )
    })
}
