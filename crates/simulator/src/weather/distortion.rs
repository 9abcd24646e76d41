//! Answers that are not what they should be: what a fault makes of a good one.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use super::Fault;
use crate::dice::Dice;

/// The last row that each list answered with, so that the next page can begin with it.
#[derive(Default)]
pub(crate) struct Seen(HashMap<String, Value>);

impl Seen {
    /// Begins a later page with the row that the page before ended with.
    pub(crate) fn repeat(&mut self, path: &str, is_later: bool, body: &mut Value) {
        let Some(rows) = body.get_mut("data").and_then(Value::as_array_mut) else { return };
        let last = rows.last().cloned();
        if let (true, Some(before)) = (is_later, self.0.get(path)) {
            rows.insert(0, before.clone());
        }
        if let Some(last) = last {
            self.0.insert(path.to_owned(), last);
        }
    }
}

/// Changes a good answer as the fault says.
pub(crate) fn distort(fault: &Fault, body: &mut Value, dice: &Dice) {
    match fault {
        Fault::UnknownValues => walk(body, &mut |object| unknown(object, dice)),
        Fault::MissingFields => walk(body, &mut |object| lose(object, dice)),
        Fault::Without { members } => walk(body, &mut |object| object.retain(|name, _| !members.contains(name))),
        Fault::ExtraFields => walk(body, &mut |object| {
            object.insert("from_the_future".to_owned(), json!({ "kind": "unknown", "values": [1, null, "✓"] }));
        }),
        Fault::EqualTimes => {
            let first = body.pointer("/data/0").cloned().unwrap_or_default();
            for row in body.get_mut("data").and_then(Value::as_array_mut).into_iter().flatten() {
                copy_times(&first, row);
            }
        }
        Fault::ClockSkew { seconds } => walk(body, &mut |object| shift(object, *seconds)),
        _ => {}
    }
}

/// Visits every object, innermost first, so that what a visit adds is not visited.
fn walk(value: &mut Value, visit: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| walk(item, visit)),
        Value::Object(object) => {
            object.values_mut().for_each(|member| walk(member, visit));
            visit(object);
        }
        _ => {}
    }
}

/// Names of members whose values are enumerated somewhere.
const ENUMERATED: [&str; 8] = ["status", "direction", "category", "quality_rating", "origin", "processing_status", "role", "kind"];

/// Half of the enumerated values become ones that nobody has heard of; a message's member moves along with its type.
fn unknown(object: &mut Map<String, Value>, dice: &Dice) {
    for name in ENUMERATED {
        if object.get(name).is_some_and(Value::is_string) && dice.between(0, 1) == 0 {
            object.insert(name.to_owned(), json!("quantum"));
        }
    }
    let kind = object.get("type").and_then(Value::as_str).map(str::to_owned);
    if let Some(kind) = kind.filter(|_| dice.between(0, 1) == 0)
        && let Some(part) = object.shift_remove(&kind)
    {
        object.insert("type".to_owned(), json!("hologram"));
        object.insert("hologram".to_owned(), part);
    }
}

/// Loses one member in three, but never what names a thing or holds the list together.
fn lose(object: &mut Map<String, Value>, dice: &Dice) {
    let kept = ["id", "data", "paging", "meta", "cursors", "after", "before", "next", "previous", "phone_number_id"];
    object.retain(|name, _| kept.contains(&name.as_str()) || dice.between(0, 2) != 0);
}

fn is_time(name: &str) -> bool {
    name.ends_with("_at") || name.ends_with("timestamp")
}

fn copy_times(from: &Value, to: &mut Value) {
    let (Some(from), Some(to)) = (from.as_object(), to.as_object_mut()) else { return };
    for (name, value) in to {
        match from.get(name) {
            Some(time) if is_time(name) && !value.is_null() => *value = time.clone(),
            Some(part) if value.is_object() => copy_times(part, value),
            _ => {}
        }
    }
}

/// Moves every point in time in an object, be it written in ISO 8601 or in Unix seconds.
fn shift(object: &mut Map<String, Value>, seconds: i64) {
    for (_, value) in object.iter_mut().filter(|(name, _)| is_time(name)) {
        let Some(text) = value.as_str() else { continue };
        let moved = match text.parse::<i64>() {
            Ok(unix) => unix.saturating_add(seconds).to_string(),
            Err(_) => match text.parse::<Timestamp>().map(|time| time.saturating_add(SignedDuration::from_secs(seconds))) {
                Ok(Ok(time)) => time.to_string(),
                _ => continue,
            },
        };
        *value = Value::String(moved);
    }
}
