//! YAML, as text: no library keeps comments and spacing, so lines are put in and cut out, and what they mean is read back.

use serde_json::{Map, Value};

use super::{Refusal, Slot};
use crate::NAME;

/// What the text means; an empty one is an empty map.
pub(super) fn value(text: &str) -> Result<Value, Refusal> {
    if is_blank(text) {
        return Ok(Value::Object(Map::new()));
    }
    // Its words quote the text.
    match serde_saphyr::from_str::<Value>(text).map_err(|_| "it is not YAML that can be understood".to_owned())? {
        Value::Null => Ok(Value::Object(Map::new())),
        value @ Value::Object(_) => Ok(value),
        _ => Err("it is not a map".to_owned()),
    }
}

pub(super) fn add(text: &str, head: &str, slot: Slot, entry: &Value) -> Result<String, Refusal> {
    let mut text = if is_blank(text) { format!("{text}{head}") } else { text.to_owned() };
    let key = key_of(slot)?;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let Some(at) = lines.iter().position(|line| opens(line, key)) else {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let block = block(slot, entry, 2);
        return Ok(format!("{text}{key}:\n{block}"));
    };
    let below = lines.get(at.saturating_add(1)..).unwrap_or_default();
    let found = below.iter().find(|line| !is_blank(line)).map(|line| (depth(line), line.trim_start().starts_with("- ")));
    let spaces = match (slot, found) {
        (Slot::Map(_), Some((depth @ 1.., _))) | (Slot::List(_), Some((depth, true))) => depth,
        _ => 2,
    };
    let (above, opening) = lines.split_at(at);
    let (opening, below) = opening.split_first().ok_or_else(no_place)?;
    let opening = emptied(opening, key);
    let end = if opening.ends_with('\n') { "" } else { "\n" };
    Ok(format!("{}{opening}{end}{}{}", above.concat(), block(slot, entry, spaces), below.concat()))
}

pub(super) fn remove(text: &str, slot: Slot) -> Result<String, Refusal> {
    let key = key_of(slot)?;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let opening = lines.iter().position(|line| opens(line, key)).ok_or_else(no_place)?;
    let is_ours = |line: &&str| match slot {
        Slot::Map(_) => ["kapso", "\"kapso\"", "'kapso'"].iter().any(|name| is_key(line.trim_start(), name)),
        Slot::List(_) => line.trim_start().strip_prefix("- ").is_some_and(is_name),
    };
    let from = lines.iter().skip(opening).position(is_ours).ok_or_else(no_place)?.saturating_add(opening);
    let depth_of_ours = lines.get(from).map(|line| depth(line)).unwrap_or_default();
    let after = from.saturating_add(1);
    let belongs = |line: &&&str| depth(line) > depth_of_ours && !is_blank(line);
    let length = lines.iter().skip(after).take_while(belongs).count();
    let mut kept = lines.clone();
    kept.drain(from..after.saturating_add(length));
    // What opened an empty list goes with it, if nothing else stands there: the key alone would mean null.
    let rest_is_empty = kept.get(opening.saturating_add(1)..).unwrap_or_default().iter().find(|line| !is_blank(line));
    let is_last = rest_is_empty.is_none_or(|line| depth(line) == 0 && !line.starts_with("- "));
    if is_last && kept.get(opening).is_some_and(|line| line.trim_end() == format!("{key}:")) {
        kept.remove(opening);
    }
    Ok(kept.concat())
}

fn key_of(slot: Slot) -> Result<&'static str, Refusal> {
    match slot {
        Slot::Map(&[key]) | Slot::List(key) => Ok(key),
        Slot::Map(_) => Err(no_place()),
    }
}

/// The lines of our entry, this far in.
fn block(slot: Slot, entry: &Value, spaces: usize) -> String {
    let mut lines = Vec::new();
    match slot {
        Slot::Map(_) => {
            lines.push(format!("{}{NAME}:", " ".repeat(spaces)));
            fields(entry, spaces.saturating_add(2), &mut lines);
        }
        Slot::List(_) => {
            fields(entry, spaces.saturating_add(2), &mut lines);
            if let Some(first) = lines.first_mut() {
                *first = format!("{}- {}", " ".repeat(spaces), first.trim_start());
            }
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn fields(entry: &Value, spaces: usize, lines: &mut Vec<String>) {
    for (name, field) in entry.as_object().into_iter().flatten() {
        let start = format!("{}{name}:", " ".repeat(spaces));
        match field {
            Value::Object(_) => {
                lines.push(start);
                fields(field, spaces.saturating_add(2), lines);
            }
            // Texts and lists of JSON are YAML.
            other => lines.push(format!("{start} {other}")),
        }
    }
}

/// The line that opens a top-level key with a block below it, or with nothing.
fn opens(line: &str, key: &str) -> bool {
    is_key(line, key) && {
        let rest = line.trim_end().get(key.len().saturating_add(1)..).unwrap_or_default().trim_start();
        rest.is_empty() || rest.starts_with('#') || EMPTY.iter().any(|empty| rest.starts_with(empty))
    }
}

/// What an empty map or list is written as.
const EMPTY: [&str; 4] = ["{}", "[]", "null", "~"];

/// The opening line without the mark of emptiness that it had.
fn emptied(line: &str, key: &str) -> String {
    let at = key.len().saturating_add(1);
    let (start, rest) = line.split_at_checked(at).unwrap_or((line, ""));
    let bare = EMPTY.iter().find_map(|empty| rest.trim_start().strip_prefix(empty));
    format!("{start}{}", bare.unwrap_or(rest))
}

fn is_key(line: &str, key: &str) -> bool {
    line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':') && rest.get(1..2).is_none_or(|next| next.trim().is_empty()))
}

fn is_name(field: &str) -> bool {
    let name = field.trim().strip_prefix("name:").map(str::trim).unwrap_or_default();
    name.trim_matches(['"', '\'']) == NAME
}

fn is_blank(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

fn depth(line: &str) -> usize {
    line.len().saturating_sub(line.trim_start_matches(' ').len())
}

fn no_place() -> Refusal {
    "servers are not listed there in a way that can be changed line by line".to_owned()
}
