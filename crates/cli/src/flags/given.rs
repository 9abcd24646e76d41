//! What was typed, as the input of an operation.

use std::{
    fs,
    io::{self, Read},
};

use clap::ArgMatches;
use desk::{
    error::{Error, ErrorCode, Result},
    operation::Entry,
};
use serde_json::{Map, Value};

use super::{Field, Takes, WHOLE};

/// The whole input, if one is given, with what the flags say put into it.
pub(crate) fn input(entry: &dyn Entry, typed: &ArgMatches) -> Result<Value> {
    let mut input = match typed.get_one::<String>(WHOLE) {
        Some(text) => whole(text)?,
        None => Value::Object(Map::new()),
    };
    for field in Field::all(entry.input().schema()) {
        if let Some(values) = typed.get_many::<String>(&field.id()) {
            let value = given(&field, &values.map(String::as_str).collect::<Vec<_>>())?;
            put(&mut input, &field.path, value);
        }
    }
    Ok(input)
}

fn whole(text: &str) -> Result<Value> {
    if text != "-" {
        return json("The input", text);
    }
    let mut piped = String::new();
    io::stdin().read_to_string(&mut piped).map_err(|cause| Error::internal("standard input", cause))?;
    parsed("The input", &piped)
}

fn given(field: &Field, values: &[&str]) -> Result<Value> {
    if !field.many {
        return one(field, values.first().copied().unwrap_or_default());
    }
    let mut all = Vec::new();
    for value in values {
        match one(field, value)? {
            // A file can hold all of them at once.
            Value::Array(several) if field.takes == Takes::Json => all.extend(several),
            value => all.push(value),
        }
    }
    Ok(Value::Array(all))
}

fn one(field: &Field, text: &str) -> Result<Value> {
    let wanted = |what: &str| {
        Error::new(
            ErrorCode::WrongType,
            format!("--{} takes {what}, not `{text}`. Nothing was done.", field.flag()),
            "Add --help to read what each flag takes.",
        )
    };
    match field.takes {
        Takes::Text | Takes::Words => Ok(Value::from(text)),
        Takes::Whole => text.parse::<i64>().map(Value::from).map_err(|_| wanted("a whole number")),
        Takes::Number => text.parse::<f64>().map(Value::from).map_err(|_| wanted("a number")),
        Takes::Switch => text.parse::<bool>().map(Value::from).map_err(|_| wanted("true or false")),
        Takes::Json => json(&format!("--{}", field.flag()), text),
    }
}

/// JSON as it is typed, or from a file.
fn json(what: &str, text: &str) -> Result<Value> {
    let Some(path) = text.strip_prefix('@') else { return parsed(what, text) };
    let text = fs::read_to_string(path).map_err(|_| {
        Error::new(
            ErrorCode::NotFound,
            format!("{what} cannot be read from the file {path}. Nothing was done."),
            "Check its name, and that it is text that you may read.",
        )
    })?;
    parsed(what, &text)
}

fn parsed(what: &str, text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|cause| {
        Error::new(
            ErrorCode::InvalidValue,
            format!("{what} is not JSON: {cause}."),
            "Give JSON in quotes, such as '{\"limit\":5}', or use flags, which --help lists.",
        )
    })
}

fn put(input: &mut Value, path: &[String], value: Value) {
    let Some((name, below)) = path.split_first() else {
        *input = value;
        return;
    };
    if !input.is_object() {
        *input = Value::Object(Map::new());
    }
    if let Some(fields) = input.as_object_mut() {
        put(fields.entry(name.clone()).or_insert(Value::Null), below, value);
    }
}
