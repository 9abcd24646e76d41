//! Message templates.

use serde::Deserialize;
use serde_json::Value;

use super::tolerant::{or_default, text};

/// A template in one language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Template {
    /// Meta's id.
    #[serde(deserialize_with = "text")]
    pub id: Option<String>,
    /// Its name, lower case with underscores.
    #[serde(deserialize_with = "or_default")]
    pub name: String,
    /// Its language, such as `pt_BR`.
    #[serde(deserialize_with = "or_default")]
    pub language: String,
    /// `APPROVED` is the one that can be sent; `PENDING`, `REJECTED`, `PAUSED`, `DISABLED` and others occur.
    #[serde(deserialize_with = "or_default")]
    pub status: String,
    /// `MARKETING`, `UTILITY` or `AUTHENTICATION`.
    pub category: Option<String>,
    /// `POSITIONAL` or `NAMED`.
    pub parameter_format: Option<String>,
    /// Header, body, footer and buttons, in Cloud API's shape.
    #[serde(deserialize_with = "or_default")]
    pub components: Vec<Value>,
}
