//! Readers for fields whose type differs by surface.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::{Map, Value};

/// A default in the place of null.
pub(crate) fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(input: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(input)?.unwrap_or_default())
}

/// An object, empty in the place of null; anything else is none.
pub(crate) fn object<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Map<String, Value>>, D::Error> {
    Ok(match Value::deserialize(input)? {
        Value::Object(members) => Some(members),
        Value::Null => Some(Map::new()),
        _ => None,
    })
}

/// A list without the entries that cannot be read; none of it in the place of null.
pub(crate) fn each<'de, D: Deserializer<'de>, T: DeserializeOwned>(input: D) -> Result<Vec<T>, D::Error> {
    let entries: Option<Vec<Value>> = Option::deserialize(input)?;
    Ok(entries.into_iter().flatten().filter_map(|entry| serde_json::from_value(entry).ok()).collect())
}

/// A whole number, or one as text; anything else is none.
pub(crate) fn number<'de, D: Deserializer<'de>>(input: D) -> Result<Option<i64>, D::Error> {
    let value = Value::deserialize(input)?;
    Ok(value.as_i64().or_else(|| value.as_str()?.parse().ok()))
}

/// Unix seconds as a string or a number, or ISO 8601; anything else is none.
pub(crate) fn time<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Timestamp>, D::Error> {
    Ok(match Value::deserialize(input)? {
        Value::Number(seconds) => seconds.as_i64().and_then(|seconds| Timestamp::from_second(seconds).ok()),
        Value::String(text) => match text.parse::<i64>() {
            Ok(seconds) => Timestamp::from_second(seconds).ok(),
            Err(_) => text.parse().ok(),
        },
        _ => None,
    })
}

/// A text, or a number as text.
pub(crate) fn text<'de, D: Deserializer<'de>>(input: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(input)? {
        Value::String(text) if !text.is_empty() => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}
