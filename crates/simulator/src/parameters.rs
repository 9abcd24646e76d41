//! The query parameters of a request, read strictly: a value that the documents exclude is refused, not ignored.

use std::{collections::HashMap, convert::Infallible};

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use jiff::Timestamp;

use crate::refusal::{Family, Refusal};

/// The query parameters of a request and the family whose errors they are refused with.
pub(crate) struct Parameters {
    family: Family,
    values: HashMap<String, String>,
}

impl<S: Send + Sync> FromRequestParts<S> for Parameters {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let pairs: Vec<(String, String)> = Query::try_from_uri(&parts.uri).map(|Query(pairs)| pairs).unwrap_or_default();
        Ok(Self { family: Family::asked(&parts.extensions), values: pairs.into_iter().collect() })
    }
}

impl Parameters {
    /// Parameters that did not come over HTTP.
    #[cfg(test)]
    pub(crate) fn of(family: Family, pairs: &[(&str, &str)]) -> Self {
        Self { family, values: pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect() }
    }

    /// The value of a parameter; an empty one counts as absent.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The value of a parameter as given, even an empty one.
    pub(crate) fn given(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    pub(crate) fn one_of(&self, name: &str, allowed: &[&str]) -> Result<Option<&str>, Refusal> {
        match self.text(name) {
            Some(value) if !allowed.contains(&value) => {
                Err(Refusal::invalid(self.family, format!("{name} must be one of {}", allowed.join(", "))))
            }
            value => Ok(value),
        }
    }

    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        Ok(self.one_of(name, &["true", "false"])?.map(|value| value == "true"))
    }

    /// A point in time in ISO 8601, as milliseconds.
    pub(crate) fn time(&self, name: &str) -> Result<Option<i64>, Refusal> {
        self.text(name)
            .map(|value| {
                value
                    .parse::<Timestamp>()
                    .map(Timestamp::as_millisecond)
                    .map_err(|_| Refusal::invalid(self.family, format!("{name} must be an ISO 8601 date-time")))
            })
            .transpose()
    }

    /// A whole number within bounds.
    pub(crate) fn number(&self, name: &str, low: i64, high: i64) -> Result<Option<i64>, Refusal> {
        self.text(name)
            .map(|value| {
                value
                    .parse()
                    .ok()
                    .filter(|number| (low..=high).contains(number))
                    .ok_or_else(|| Refusal::invalid(self.family, format!("{name} must be a number from {low} to {high}")))
            })
            .transpose()
    }

    pub(crate) fn family(&self) -> Family {
        self.family
    }
}
