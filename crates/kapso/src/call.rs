//! What one request is, before it is made.

use std::time::Duration;

use reqwest::Method;
use serde_json::Value;

/// The Platform API's prefix.
pub(crate) const PLATFORM: &[&str] = &["platform", "v1"];
/// The Meta proxy's prefix. The version is Kapso's documented one.
pub(crate) const PROXY: &[&str] = &["meta", "whatsapp", "v24.0"];

/// Most requests: 30 s. Kapso documents none.
pub(crate) const USUAL: Duration = Duration::from_secs(30);
/// Uploads and downloads: 120 s.
pub(crate) const LONG: Duration = Duration::from_secs(120);

/// One request.
pub(crate) struct Call<'a> {
    pub(crate) method: Method,
    pub(crate) prefix: &'static [&'static str],
    pub(crate) path: Vec<&'a str>,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) body: Option<Value>,
    pub(crate) limit: Duration,
}

impl<'a> Call<'a> {
    pub(crate) fn get(prefix: &'static [&'static str], path: Vec<&'a str>) -> Self {
        Self { method: Method::GET, prefix, path, query: Vec::new(), body: None, limit: USUAL }
    }

    pub(crate) fn post(prefix: &'static [&'static str], path: Vec<&'a str>, body: Value) -> Self {
        Self { method: Method::POST, prefix, path, query: Vec::new(), body: Some(body), limit: USUAL }
    }

    pub(crate) fn patch(prefix: &'static [&'static str], path: Vec<&'a str>, body: Value) -> Self {
        Self { method: Method::PATCH, prefix, path, query: Vec::new(), body: Some(body), limit: USUAL }
    }

    /// Adds a query parameter if there is one.
    pub(crate) fn with(mut self, name: &'static str, value: Option<impl ToString>) -> Self {
        if let Some(value) = value {
            self.query.push((name, value.to_string()));
        }
        self
    }
}
