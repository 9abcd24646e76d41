//! A client's file as text in which one entry is changed and everything else stays, byte for byte.

mod json;
mod toml;
mod yaml;

use serde_json::Value;

use crate::NAME;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// JSON, also with comments and commas too many.
    Json,
    Toml,
    /// YAML; a new file begins with the head.
    Yaml {
        head: &'static str,
    },
}

/// Where servers stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    /// By name under these keys.
    Map(&'static [&'static str]),
    /// In the list of this key, each with its `name`.
    List(&'static str),
}

/// Why a text was left as it is. Holds nothing of the text.
pub(crate) type Refusal = String;

/// A text without what editors add around it: a byte order mark, and line ends of two characters.
struct Bare {
    text: String,
    mark: bool,
    two: bool,
}

const MARK: char = '\u{feff}';

impl Bare {
    fn of(text: &str) -> Self {
        let bare = text.strip_prefix(MARK).unwrap_or(text);
        let two = bare.contains("\r\n") && bare.matches('\n').count() == bare.matches("\r\n").count();
        Self { text: if two { bare.replace("\r\n", "\n") } else { bare.to_owned() }, mark: bare.len() != text.len(), two }
    }

    fn around(&self, text: &str) -> String {
        let mark = if self.mark { MARK.to_string() } else { String::new() };
        mark + &if self.two { text.replace('\n', "\r\n") } else { text.to_owned() }
    }
}

/// Our entry in `text`, if there is one.
pub(crate) fn entry(format: Format, slot: Slot, text: &str) -> Result<Option<Value>, Refusal> {
    Ok(ours(slot, &value(format, &Bare::of(text).text)?).cloned())
}

/// The text with our entry in it, in the place of one that was there.
pub(crate) fn with(format: Format, slot: Slot, text: &str, entry: &Value) -> Result<String, Refusal> {
    let bare = Bare::of(&without(format, slot, text)?);
    let changed = match format {
        Format::Json => json::add(&bare.text, keys(slot), entry)?,
        Format::Toml => toml::add(&bare.text, keys(slot), entry)?,
        Format::Yaml { head } => yaml::add(&bare.text, head, slot, entry)?,
    };
    let after = value(format, &changed)?;
    if ours(slot, &after) != Some(entry) {
        return Err("the entry could not be read back".to_owned());
    }
    others_stay(format, slot, &bare.text, &after)?;
    Ok(bare.around(&changed))
}

/// The text without our entry.
pub(crate) fn without(format: Format, slot: Slot, text: &str) -> Result<String, Refusal> {
    let bare = Bare::of(text);
    if ours(slot, &value(format, &bare.text)?).is_none() {
        return Ok(text.to_owned());
    }
    let changed = match format {
        Format::Json => json::remove(&bare.text, keys(slot))?,
        Format::Toml => toml::remove(&bare.text, keys(slot))?,
        Format::Yaml { .. } => yaml::remove(&bare.text, slot)?,
    };
    let after = value(format, &changed)?;
    if ours(slot, &after).is_some() {
        return Err("the entry could not be taken out".to_owned());
    }
    others_stay(format, slot, &bare.text, &after)?;
    Ok(bare.around(&changed))
}

/// Whatever the editing did to the text, what it means is the same but for our entry.
fn others_stay(format: Format, slot: Slot, before: &str, after: &Value) -> Result<(), Refusal> {
    let bare = |value: Value| cleared(slot, value);
    let mut was = bare(value(format, before)?);
    let head = match format {
        Format::Yaml { head } if was.as_object().is_some_and(serde_json::Map::is_empty) => head,
        _ => "",
    };
    if !head.is_empty() {
        was = bare(value(format, head)?);
    }
    if was == bare(after.clone()) { Ok(()) } else { Err("other settings would not stay as they are".to_owned()) }
}

fn value(format: Format, text: &str) -> Result<Value, Refusal> {
    match format {
        Format::Json => json::value(text),
        Format::Toml => toml::value(text),
        Format::Yaml { .. } => yaml::value(text),
    }
}

fn keys(slot: Slot) -> &'static [&'static str] {
    match slot {
        Slot::Map(keys) => keys,
        Slot::List(_) => &[],
    }
}

fn ours(slot: Slot, value: &Value) -> Option<&Value> {
    match slot {
        Slot::Map(keys) => keys.iter().try_fold(value, |value, key| value.get(key))?.get(NAME),
        Slot::List(key) => value.get(key)?.as_array()?.iter().find(|item| item.get("name").and_then(Value::as_str) == Some(NAME)),
    }
}

/// The value without our entry, and without what is empty where it stood.
fn cleared(slot: Slot, mut value: Value) -> Value {
    let (key, within) = match slot {
        Slot::Map(&[key]) | Slot::List(key) => (key, &mut value),
        Slot::Map(_) => return value,
    };
    let Some(fields) = within.as_object_mut() else { return value };
    match fields.get_mut(key) {
        Some(Value::Object(servers)) => drop(servers.shift_remove(NAME)),
        Some(Value::Array(servers)) => servers.retain(|item| item.get("name").and_then(Value::as_str) != Some(NAME)),
        _ => {}
    }
    let is_empty = match fields.get(key) {
        Some(Value::Object(servers)) => servers.is_empty(),
        Some(Value::Array(servers)) => servers.is_empty(),
        Some(Value::Null) => true,
        _ => false,
    };
    if is_empty {
        fields.shift_remove(key);
    }
    value
}

#[cfg(test)]
mod tests;
