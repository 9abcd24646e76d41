//! The published documents, and whether an answer is what they promise.

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::differences::Differences;

/// One published OpenAPI document.
pub(crate) struct Document(Value);

impl Document {
    pub(crate) fn platform() -> Self {
        Self(serde_saphyr::from_str(include_str!("../../openapi/openapi-platform.yaml")).unwrap())
    }

    pub(crate) fn proxy() -> Self {
        Self(serde_saphyr::from_str(include_str!("../../openapi/openapi-whatsapp.yaml")).unwrap())
    }

    /// Every path with its methods.
    pub(crate) fn operations(&self) -> Vec<(String, String)> {
        let methods = ["get", "post", "put", "patch", "delete"];
        let paths = self.0["paths"].as_object().unwrap().iter();
        let operations = paths.flat_map(|(path, item)| {
            let keys = item.as_object().unwrap().keys().filter(|key| methods.contains(&key.as_str()));
            keys.map(|method| (method.to_uppercase(), path.clone()))
        });
        operations.collect()
    }

    /// The names of an operation's query parameters.
    pub(crate) fn parameters(&self, method: &str, path: &str) -> Vec<String> {
        let all = self.0["paths"][path][method.to_lowercase()]["parameters"].as_array().cloned().unwrap_or_default();
        all.iter().filter(|one| one["in"] == "query").filter_map(|one| one["name"].as_str().map(str::to_owned)).collect()
    }

    /// The faults of the server that an operation announces, such as 502.
    pub(crate) fn announced_faults(&self, method: &str, path: &str) -> Vec<u16> {
        let statuses = self.0["paths"][path][method.to_lowercase()]["responses"].as_object().into_iter().flat_map(|all| all.keys());
        statuses.filter_map(|status| status.parse().ok()).filter(|status| *status >= 500).collect()
    }

    /// What is wrong with an answer, in the words of the schema; nothing when it is as published.
    pub(crate) fn flaws(&self, method: &str, path: &str, status: u16, body: &Value) -> Vec<String> {
        let responses = &self.0["paths"][path][method.to_lowercase()]["responses"];
        let Some(response) = responses.get(status.to_string()) else {
            return vec![format!("{method} {path} does not promise a {status}")];
        };
        let Some(schema) = response.pointer("/content/application~1json/schema") else {
            return if body.is_null() || body == "" { vec![] } else { vec![format!("{method} {path} {status} promises no body")] };
        };
        let lenient = Differences::read().any_alternative_will_do(&format!("{method} {path}"));
        let either = schema.get("oneOf").filter(|_| lenient).map(|all| json!({ "anyOf": all }));
        let schema = either.as_ref().unwrap_or(schema);
        let errors = |error: jsonschema::ValidationError<'_>| format!("{method} {path} {status} at {}: {error}", error.instance_path());
        self.validator(schema).iter_errors(body).map(errors).collect()
    }

    /// What keeps a body from being of a named schema.
    pub(crate) fn flaws_of(&self, schema: &str, body: &Value) -> Vec<String> {
        let reference = json!({ "$ref": format!("#/components/schemas/{schema}") });
        self.validator(&reference).iter_errors(body).map(|error| format!("{schema} at {}: {error}", error.instance_path())).collect()
    }

    fn validator(&self, schema: &Value) -> Validator {
        let whole = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "components": self.0["components"],
            "allOf": [schema],
        });
        jsonschema::options().should_validate_formats(true).build(&whole).unwrap()
    }
}
