//! The JSON body of a request, refused with the contract's error when it is not one.

use std::sync::Arc;

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::{
    refusal::{Family, Refusal},
    world::World,
};

/// A JSON object, and the exact text that carried it.
pub(crate) struct Body {
    family: Family,
    pub(crate) object: Map<String, Value>,
    pub(crate) raw: String,
}

impl FromRequest<Arc<World>> for Body {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &Arc<World>) -> Result<Self, Self::Rejection> {
        let family = Family::asked(request.extensions());
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| Refusal::invalid(family, "The request body could not be read, or is too large"))?;
        let raw = String::from_utf8(bytes.to_vec()).map_err(|_| Refusal::invalid(family, "The request body is not UTF-8"))?;
        match serde_json::from_str(&raw) {
            Ok(Value::Object(object)) => Ok(Self { family, object, raw }),
            Ok(_) => Err(Refusal::invalid(family, "The request body must be a JSON object")),
            Err(_) => Err(Refusal::invalid(family, "The request body is not valid JSON")),
        }
    }
}

impl Body {
    /// A body that did not come over HTTP.
    pub(crate) fn of(family: Family, value: Value) -> Result<Self, Refusal> {
        let raw = value.to_string();
        match value {
            Value::Object(object) => Ok(Self { family, object, raw }),
            _ => Err(Refusal::invalid(family, "The request body must be a JSON object")),
        }
    }

    /// The object under the resource's name, in which Platform bodies are wrapped.
    pub(crate) fn wrapped(&self, name: &str) -> Result<&Map<String, Value>, Refusal> {
        self.object
            .get(name)
            .and_then(Value::as_object)
            .ok_or_else(|| Refusal::invalid(self.family, format!("param is missing or the value is empty: {name}")))
    }
}

/// Reads a member that must be a string when present; null counts as present and empty.
pub(crate) fn optional_text(object: &Map<String, Value>, name: &str) -> Result<Option<Option<String>>, Refusal> {
    match object.get(name) {
        None => Ok(None),
        Some(Value::Null) => Ok(Some(None)),
        Some(Value::String(text)) => Ok(Some(Some(text.clone()))),
        Some(_) => Err(Refusal::invalid(Family::Platform, format!("{name} must be a string"))),
    }
}

/// Reads a member that must be a point in time in ISO 8601 when present, in milliseconds.
pub(crate) fn optional_time(object: &Map<String, Value>, name: &str) -> Result<Option<Option<i64>>, Refusal> {
    let Some(text) = optional_text(object, name)? else { return Ok(None) };
    let time = text.map(|text| text.parse::<Timestamp>().map(Timestamp::as_millisecond)).transpose();
    Ok(Some(time.map_err(|_| Refusal::invalid(Family::Platform, format!("{name} must be an ISO 8601 date-time")))?))
}
