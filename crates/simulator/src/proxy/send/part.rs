//! A part of a send body with its path, read strictly.

use serde_json::{Map, Value};

use crate::refusal::Refusal;

/// An object inside a send body.
pub(crate) struct Part<'a> {
    path: String,
    object: &'a Map<String, Value>,
}

impl<'a> Part<'a> {
    /// The member of the body that is named like the message's type.
    pub(crate) fn of(body: &'a Map<String, Value>, name: &str) -> Result<Self, Refusal> {
        Part { path: String::new(), object: body }.object(name)
    }

    pub(crate) fn new(path: String, object: &'a Map<String, Value>) -> Self {
        Self { path, object }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.object.get(name).is_some_and(|value| !value.is_null())
    }

    /// A text that must be there and not blank, of up to `most` characters.
    pub(crate) fn text(&self, name: &str, most: usize) -> Result<&'a str, Refusal> {
        match self.optional_text(name, most)? {
            Some(text) if !text.trim().is_empty() => Ok(text),
            Some(_) => Err(self.wrong(name, "must not be blank")),
            None => Err(self.missing(name)),
        }
    }

    pub(crate) fn optional_text(&self, name: &str, most: usize) -> Result<Option<&'a str>, Refusal> {
        match self.object.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.chars().count() <= most => Ok(Some(text)),
            Some(Value::String(_)) => Err(self.wrong(name, &format!("may have up to {most} characters"))),
            Some(_) => Err(self.wrong(name, "must be a string")),
        }
    }

    pub(crate) fn number(&self, name: &str, low: f64, high: f64) -> Result<(), Refusal> {
        match self.object.get(name).map(Value::as_f64) {
            Some(Some(number)) if (low..=high).contains(&number) => Ok(()),
            Some(_) => Err(self.wrong(name, &format!("must be a number from {low} to {high}"))),
            None => Err(self.missing(name)),
        }
    }

    pub(crate) fn one_of(&self, name: &str, allowed: &[&str]) -> Result<&'a str, Refusal> {
        let text = self.text(name, 256)?;
        if allowed.contains(&text) { Ok(text) } else { Err(self.wrong(name, &format!("must be one of {}", allowed.join(", ")))) }
    }

    pub(crate) fn object(&self, name: &str) -> Result<Self, Refusal> {
        match self.object.get(name) {
            Some(Value::Object(object)) => Ok(Self { path: self.path_of(name), object }),
            None | Some(Value::Null) => Err(self.missing(name)),
            Some(_) => Err(self.wrong(name, "must be an object")),
        }
    }

    /// A list of objects of a length within bounds.
    pub(crate) fn objects(&self, name: &str, least: usize, most: usize) -> Result<Vec<Self>, Refusal> {
        let Some(value) = self.object.get(name) else { return Err(self.missing(name)) };
        let items = value.as_array().ok_or_else(|| self.wrong(name, "must be a list"))?;
        if !(least..=most).contains(&items.len()) {
            return Err(self.wrong(name, &format!("must have {least} to {most} entries")));
        }
        let part = |(place, item): (usize, &'a Value)| {
            let object = item.as_object().ok_or_else(|| self.wrong(name, "must hold objects"))?;
            Ok(Self { path: format!("{}[{place}]", self.path_of(name)), object })
        };
        items.iter().enumerate().map(part).collect()
    }

    pub(crate) fn missing(&self, name: &str) -> Refusal {
        Refusal::parameter(131_008, format!("{} is required", self.path_of(name)))
    }

    pub(crate) fn wrong(&self, name: &str, rule: &str) -> Refusal {
        Refusal::parameter(131_009, format!("{} {rule}", self.path_of(name)))
    }

    fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }
}
