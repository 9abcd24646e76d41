//! How much an agent is given that does not say how much it wants.

use serde::Serialize;
use serde_json::Value;

use crate::{brief::Brief, quoting, values::ResponseFormat};

/// Bytes of a default answer's JSON, with the marks around others' words, at most; only a single item can be longer.
pub(crate) const ROOM: usize = 10 * 1024;

/// Bytes of what may stand around an answer's items: how it is marked, when it was confirmed, where it goes on.
pub(crate) const FRAME: usize = 640;

/// By these a question says itself how much it wants.
const SIZES: [&str; 3] = ["limit", "message_limit", "page"];

/// As long as the one that the gate puts into marks.
const NONCE: &str = "00000000";

/// Whether a question says itself how much it wants.
pub(super) fn is_sized(input: &Value) -> bool {
    SIZES.iter().any(|size| input.get(size).is_some_and(|size| !size.is_null()))
}

/// How many items of `list` there is place for, at least one; none when the answer fits as it is.
pub(super) fn fewer(answer: &Value, list: &str, quotes: bool) -> Option<usize> {
    let mut marked = answer.clone();
    if quotes {
        quoting::mark(&mut marked, NONCE);
    }
    let items = marked.get(list)?.as_array()?;
    let (mut length, mut fit) = (length_of(&marked), items.len());
    for item in items.iter().skip(1).rev() {
        if length <= ROOM {
            break;
        }
        length = length.saturating_sub(length_of(item)).saturating_sub(1);
        fit = fit.saturating_sub(1);
    }
    (fit < items.len()).then_some(fit)
}

/// Bytes that a part of an answer takes as it will be shown, with the marks in it and the comma after it.
pub(crate) fn taken_by<T: Serialize + Brief + Clone>(part: &T, format: ResponseFormat) -> usize {
    let mut part = shown(part, format);
    if let Some(fields) = part.as_object_mut() {
        quoting::mark_fields(fields, NONCE);
    }
    length_of(&part).saturating_add(1)
}

/// The same of what nobody else wrote, so that it has no marks.
pub(crate) fn written<T: Serialize + Brief + Clone>(part: &T, format: ResponseFormat) -> usize {
    length_of(&shown(part, format)).saturating_add(1)
}

fn shown<T: Serialize + Brief + Clone>(part: &T, format: ResponseFormat) -> Value {
    let mut part = part.clone();
    if format == ResponseFormat::Concise {
        part.brief();
    }
    serde_json::to_value(part).unwrap_or_default()
}

/// How many of these parts, in this order, fit into `room`.
pub(crate) fn fitting(parts: impl IntoIterator<Item = usize>, room: usize) -> usize {
    let mut left = room;
    parts.into_iter().map_while(|part| left.checked_sub(part).map(|rest| left = rest)).count()
}

fn length_of(value: &Value) -> usize {
    value.to_string().len()
}
