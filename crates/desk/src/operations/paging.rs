//! Pages of lists that are short enough to be looked through whole.

use crate::{
    error::{Error, ErrorCode, Result},
    model::Config,
    operation::{
        Act,
        room::{FRAME, ROOM, fitting, written},
    },
    values::ResponseFormat,
};

/// The project's numbers after the one that `cursor` names: for a person all of them, for an agent as many as have place.
pub(super) fn numbers(rows: Vec<Config>, cursor: Option<&str>, act: &Act, format: ResponseFormat) -> Result<(Vec<Config>, Option<String>)> {
    let (rows, _) = page(rows, cursor, None, Config::place)?;
    let place = ROOM.saturating_sub(FRAME).saturating_sub(CUSTOMER);
    let fits = || fitting(rows.iter().map(|row| written(row, format)), place).max(1);
    let limit = act.caller.agent().map(|_| fits());
    page(rows, None, limit, Config::place)
}

/// Bytes that a customer takes whose numbers these may be; names have at most 256 characters.
const CUSTOMER: usize = 2560;

/// At most `limit` of the rows after the one that `cursor` names by its place, and the cursor of the rows after those.
pub(super) fn page<T>(
    mut rows: Vec<T>,
    cursor: Option<&str>,
    limit: Option<usize>,
    place: impl Fn(&T) -> String,
) -> Result<(Vec<T>, Option<String>)> {
    if let Some(cursor) = cursor {
        let before = rows.iter().position(|row| place(row) == cursor).ok_or_else(nowhere)?;
        rows.drain(..=before);
    }
    let goes_on = limit.is_some_and(|limit| limit < rows.len());
    rows.truncate(limit.unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| goes_on).map(place);
    Ok((rows, next))
}

fn nowhere() -> Error {
    Error::new(
        ErrorCode::InvalidValue,
        "`cursor` leads nowhere: this desk did not give it, or what it names is gone.",
        "Leave it out to start again.",
    )
}
