//! The first step of the gate: what is asked is checked against the schema that the face was shown.

use jsonschema::{
    ValidationError, Validator,
    error::{TypeKind, ValidationErrorKind},
};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::{Error, ErrorCode, Result};

/// An operation's input: its schema, and the check made from it.
pub struct Input {
    schema: Value,
    check: Option<Validator>,
}

impl Input {
    /// The input of `T`.
    pub fn of<T: JsonSchema>() -> Self {
        let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value();
        let check = jsonschema::validator_for(&schema).ok();
        Self { schema, check }
    }

    /// The schema (JSON Schema 2020-12).
    pub fn schema(&self) -> &Value {
        &self.schema
    }

    /// The doc comment of the input.
    pub fn description(&self) -> &str {
        self.schema.get("description").and_then(Value::as_str).unwrap_or_default()
    }

    /// Reads `value`, or says which field is wrong and how.
    pub fn parse<T: DeserializeOwned>(&self, value: Value) -> Result<T> {
        let value = if value.is_null() { Value::Object(serde_json::Map::new()) } else { value };
        let check = self.check.as_ref().ok_or_else(|| Error::internal("schema", "an input schema does not compile"))?;
        if let Some(fault) = check.iter_errors(&value).next() {
            return Err(self.explain(&fault, &value));
        }
        if let Some(field) = with_nul(&value, "") {
            return Err(Error::new(
                ErrorCode::InvalidValue,
                format!("`{field}` has a NUL character in it, which no text can have."),
                self.fields(),
            ));
        }
        serde_json::from_value(value)
            .map_err(|cause| Error::new(ErrorCode::InvalidValue, format!("The input was not understood: {cause}."), self.fields()))
    }

    fn explain(&self, fault: &ValidationError<'_>, value: &Value) -> Error {
        let field = match fault.instance_path().to_string() {
            path if path.is_empty() => "the input".to_owned(),
            path => format!("`{}`", path.trim_start_matches('/').replace('/', ".")),
        };
        let (code, message) = match fault.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                (ErrorCode::UnknownField, format!("There is no field `{}`.", unexpected.join("`, `")))
            }
            // What takes no fields at all is told apart by the library.
            ValidationErrorKind::FalseSchema => {
                let given: Vec<&str> = value.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
                (ErrorCode::UnknownField, format!("There is no field `{}`.", given.join("`, `")))
            }
            ValidationErrorKind::Required { property } => {
                (ErrorCode::MissingField, format!("The field `{}` is missing.", property.as_str().unwrap_or_default()))
            }
            ValidationErrorKind::Type { kind } => {
                let wanted = match kind {
                    TypeKind::Single(kind) => kind.to_string(),
                    TypeKind::Multiple(kinds) => {
                        kinds.iter().map(|kind| kind.to_string()).filter(|kind| kind != "null").collect::<Vec<_>>().join(" or ")
                    }
                };
                (ErrorCode::WrongType, format!("{field} has the wrong type: it takes {wanted}."))
            }
            ValidationErrorKind::MaxLength { limit } => {
                (ErrorCode::InvalidValue, format!("{field} is too long: at most {limit} characters."))
            }
            ValidationErrorKind::MinLength { .. } => (ErrorCode::InvalidValue, format!("{field} is empty.")),
            ValidationErrorKind::MaxItems { limit } => (ErrorCode::InvalidValue, format!("{field} has too many entries: at most {limit}.")),
            ValidationErrorKind::MinItems { limit } => (ErrorCode::InvalidValue, format!("{field} has too few entries: at least {limit}.")),
            ValidationErrorKind::Maximum { limit } => (ErrorCode::InvalidValue, format!("{field} is too large: at most {limit}.")),
            ValidationErrorKind::Minimum { limit } => (ErrorCode::InvalidValue, format!("{field} is too small: at least {limit}.")),
            ValidationErrorKind::Enum { options } => {
                (ErrorCode::InvalidValue, format!("{field} has a value that is not one of {options}."))
            }
            _ => match self.words_at(fault) {
                words if words.is_empty() => (ErrorCode::InvalidValue, format!("{field} does not fit.")),
                words => (ErrorCode::InvalidValue, format!("{field} is not one of `{}`.", words.join("`, `"))),
            },
        };
        Error::new(code, message, self.fields())
    }

    /// The words that the broken rule lets through, if it is a choice of words.
    fn words_at(&self, fault: &ValidationError<'_>) -> Vec<&str> {
        let mut words = Vec::new();
        if let Some(rule) = self.schema.pointer(fault.schema_path().as_str()) {
            collect_words(rule, &mut words);
        }
        words
    }

    fn fields(&self) -> String {
        let names: Vec<&str> = self
            .schema
            .get("properties")
            .and_then(Value::as_object)
            .map(|fields| fields.keys().map(String::as_str).collect())
            .unwrap_or_default();
        if names.is_empty() {
            return "It takes no fields; nothing was done.".to_owned();
        }
        format!("Nothing was done. Its fields are: {}.", names.join(", "))
    }
}

/// The first text with a NUL in it: it would end there for some who read it, and go on for others.
fn with_nul(value: &Value, path: &str) -> Option<String> {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::String(text) => text.contains('\0').then(|| path.to_owned()),
        Value::Array(values) => values.iter().enumerate().find_map(|(place, value)| with_nul(value, &below(&place.to_string()))),
        Value::Object(fields) => {
            fields.iter().find_map(|(name, value)| if name.contains('\0') { Some(below("a name")) } else { with_nul(value, &below(name)) })
        }
        _ => None,
    }
}

fn collect_words<'a>(rule: &'a Value, words: &mut Vec<&'a str>) {
    match rule {
        Value::Array(rules) => rules.iter().for_each(|rule| collect_words(rule, words)),
        Value::Object(rule) => {
            words.extend(rule.get("const").and_then(Value::as_str));
            rule.get("oneOf").into_iter().for_each(|rules| collect_words(rules, words));
        }
        _ => {}
    }
}
