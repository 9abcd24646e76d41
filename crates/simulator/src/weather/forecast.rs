//! The weather that a simulator starts with, as a file says it.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Rule, Slow};
use crate::StartError;

/// The faults and latencies of a whole run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Forecast {
    /// What goes wrong, in the order in which rules are tried.
    pub faults: Vec<Rule>,
    /// How long routes take; the first one that names a route counts.
    pub latencies: Vec<Slow>,
}

impl Forecast {
    /// Reads a file: JSON when it is called so, TOML otherwise.
    ///
    /// # Errors
    /// When the file cannot be read, or does not say a weather.
    pub fn read(path: &Path) -> Result<Self, StartError> {
        let wrong = |reason: String| StartError::Weather { path: path.to_owned(), reason };
        let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
        if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
            return serde_json::from_str(&text).map_err(|error| wrong(error.to_string()));
        }
        toml::from_str(&text).map_err(|error| wrong(error.to_string()))
    }
}
