//! The agents' endpoint, as the desk shows it. Serving it is a face's work.

use schemars::JsonSchema;
use serde::Serialize;

use crate::error::Error;

/// The agents' endpoint.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Endpoint {
    /// Its address, when it is up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Why it is not up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Error>,
}
