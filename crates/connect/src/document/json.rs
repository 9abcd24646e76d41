//! JSON, with comments where a client takes them.

use jsonc_parser::{
    ParseOptions,
    cst::{CstInputValue, CstObject, CstRootNode},
};
use serde_json::{Map, Value};

use super::Refusal;
use crate::NAME;

/// What editors and clients take for granted, and nothing beyond it.
const OPTIONS: ParseOptions = ParseOptions {
    allow_comments: true,
    allow_trailing_commas: true,
    allow_loose_object_property_names: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// What the text means; an empty one is an empty object.
pub(super) fn value(text: &str) -> Result<Value, Refusal> {
    match parse(text)?.to_serde_value() {
        None | Some(Value::Null) => Ok(Value::Object(Map::new())),
        Some(value @ Value::Object(_)) => Ok(value),
        Some(_) => Err("it is not an object".to_owned()),
    }
}

pub(super) fn add(text: &str, keys: &[&str], entry: &Value) -> Result<String, Refusal> {
    let root = parse(text)?;
    let was_empty = root.value().is_none();
    let mut servers = root.object_value_or_create().ok_or_else(no_object)?;
    for key in keys {
        servers = servers.object_value_or_create(key).ok_or_else(no_object)?;
    }
    servers.append(NAME, input(entry));
    let mut text = root.to_string();
    if was_empty && !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

pub(super) fn remove(text: &str, keys: &[&str]) -> Result<String, Refusal> {
    let root = parse(text)?;
    let mut servers: CstObject = root.object_value().ok_or_else(no_object)?;
    for key in keys {
        servers = servers.object_value(key).ok_or_else(no_object)?;
    }
    servers.get(NAME).ok_or_else(no_object)?.remove();
    Ok(root.to_string())
}

fn parse(text: &str) -> Result<CstRootNode, Refusal> {
    CstRootNode::parse(text, &OPTIONS).map_err(|fault| fault.kind().to_string())
}

fn no_object() -> Refusal {
    "something else stands where servers are listed".to_owned()
}

fn input(value: &Value) -> CstInputValue {
    match value {
        Value::Null => CstInputValue::Null,
        Value::Bool(yes) => CstInputValue::Bool(*yes),
        Value::Number(number) => CstInputValue::Number(number.to_string()),
        Value::String(text) => CstInputValue::String(text.clone()),
        Value::Array(items) => CstInputValue::Array(items.iter().map(input).collect()),
        Value::Object(fields) => CstInputValue::Object(fields.iter().map(|(name, value)| (name.clone(), input(value))).collect()),
    }
}
