//! TOML.

use serde_json::Value;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value as TomlValue};

use super::Refusal;
use crate::NAME;

/// What the text means.
pub(super) fn value(text: &str) -> Result<Value, Refusal> {
    let table: toml::Table = toml::from_str(text).map_err(|fault| fault.message().to_owned())?;
    serde_json::to_value(table).map_err(|fault| fault.to_string())
}

pub(super) fn add(text: &str, keys: &[&str], entry: &Value) -> Result<String, Refusal> {
    let mut document = parse(text)?;
    let mut servers: &mut dyn TableLike = document.as_table_mut();
    for key in keys {
        let mut table = Table::new();
        table.set_implicit(true);
        servers = servers.entry(key).or_insert(Item::Table(table)).as_table_like_mut().ok_or_else(no_table)?;
    }
    let mut ours = Table::new();
    for (name, field) in entry.as_object().into_iter().flatten() {
        ours.insert(name, Item::Value(input(field)));
    }
    servers.insert(NAME, Item::Table(ours));
    Ok(document.to_string())
}

pub(super) fn remove(text: &str, keys: &[&str]) -> Result<String, Refusal> {
    let mut document = parse(text)?;
    let mut servers: &mut dyn TableLike = document.as_table_mut();
    for key in keys {
        servers = servers.get_mut(key).and_then(Item::as_table_like_mut).ok_or_else(no_table)?;
    }
    servers.remove(NAME);
    Ok(document.to_string())
}

fn parse(text: &str) -> Result<DocumentMut, Refusal> {
    text.parse::<DocumentMut>().map_err(|fault| fault.message().to_owned())
}

fn no_table() -> Refusal {
    "something else stands where servers are listed".to_owned()
}

fn input(value: &Value) -> TomlValue {
    match value {
        Value::Bool(yes) => (*yes).into(),
        Value::Number(number) => number.as_i64().unwrap_or_default().into(),
        Value::String(text) => text.as_str().into(),
        Value::Array(items) => items.iter().map(input).collect::<Array>().into(),
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.as_str(), input(value))).collect::<InlineTable>().into(),
        Value::Null => "".into(),
    }
}
