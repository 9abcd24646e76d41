//! A template as it is handed in: may Meta take it at all.

use serde_json::{Map, Value, json};

use crate::{proxy::placeholders, refusal::Refusal, store::templates::Template};

/// What a request says about a template.
pub(super) struct Draft<'a> {
    name: Option<&'a str>,
    language: Option<&'a str>,
    pub(super) category: Option<&'a str>,
    pub(super) parameter_format: &'a str,
    pub(super) components: Value,
}

impl<'a> Draft<'a> {
    /// Reads the body and checks every component.
    pub(super) fn of(body: &'a Map<String, Value>) -> Result<Self, Refusal> {
        let text = |name: &str| match body.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.as_str())),
            Some(_) => Err(wrong(format!("{name} must be a string"))),
        };
        let parameter_format = text("parameter_format")?.unwrap_or("POSITIONAL");
        if !["POSITIONAL", "NAMED"].contains(&parameter_format) {
            return Err(wrong("parameter_format must be one of NAMED, POSITIONAL"));
        }
        let category = text("category")?;
        if category.is_some_and(|category| !super::CATEGORIES.contains(&category)) {
            return Err(wrong(format!("category must be one of {}", super::CATEGORIES.join(", "))));
        }
        let components = body.get("components").cloned().unwrap_or(Value::Null);
        check(&components, parameter_format)?;
        Ok(Self { name: text("name")?, language: text("language")?, category, parameter_format, components })
    }

    /// Name, language and category, all of which a new template needs.
    pub(super) fn identity(&self) -> Result<(&'a str, &'a str, &'a str), Refusal> {
        let name = self.name.filter(|name| !name.is_empty()).ok_or_else(|| wrong("name is required"))?;
        let plain = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if !plain || name.len() > 512 {
            return Err(wrong("name may have up to 512 lower-case letters, digits and underscores"));
        }
        let language = self.language.ok_or_else(|| wrong("language is required"))?;
        let code = language.split('_').all(|part| (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if !code || language.len() > 8 {
            return Err(wrong("language is not a language code"));
        }
        Ok((name, language, self.category.ok_or_else(|| wrong("category is required"))?))
    }

    /// Name and language of a template never change.
    pub(super) fn suits(&self, template: &Template) -> Result<(), Refusal> {
        let same = |wanted: Option<&str>, own: &str| wanted.is_none_or(|wanted| wanted == own);
        if same(self.name, &template.name) && same(self.language, &template.language) {
            return Ok(());
        }
        Err(wrong("name and language of a template cannot be changed"))
    }
}

fn check(components: &Value, format: &str) -> Result<(), Refusal> {
    let all = components.as_array().filter(|all| !all.is_empty()).ok_or_else(|| wrong("components is required"))?;
    let mut kinds = Vec::new();
    for component in all {
        let kind = component.get("type").and_then(Value::as_str).unwrap_or_default().to_ascii_uppercase();
        match kind.as_str() {
            "HEADER" => header(component, format)?,
            "BODY" => text(component, "BODY", 1024, format)?,
            "FOOTER" => text(component, "FOOTER", 60, "NONE")?,
            "BUTTONS" => buttons(component)?,
            _ => return Err(wrong("a component's type must be one of HEADER, BODY, FOOTER, BUTTONS")),
        }
        kinds.push(kind);
    }
    let count = |kind: &str| kinds.iter().filter(|own| *own == kind).count();
    if count("BODY") != 1 || ["HEADER", "FOOTER", "BUTTONS"].iter().any(|kind| count(kind) > 1) {
        return Err(wrong("a template has one BODY, and at most one of each other component"));
    }
    Ok(())
}

fn header(component: &Value, format: &str) -> Result<(), Refusal> {
    match component.get("format").and_then(Value::as_str) {
        Some("TEXT") | None => text(component, "HEADER", 60, format),
        Some("IMAGE" | "VIDEO" | "DOCUMENT") => match component.pointer("/example/header_handle/0") {
            Some(Value::String(_)) => Ok(()),
            _ => Err(wrong("a HEADER with a file needs an example with a header_handle")),
        },
        Some("LOCATION") => Ok(()),
        Some(_) => Err(wrong("a HEADER's format must be one of TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION")),
    }
}

/// A text of up to so many characters whose placeholders are of the right form and have examples.
fn text(component: &Value, kind: &str, most: usize, format: &str) -> Result<(), Refusal> {
    let text = component.get("text").and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    let text = text.ok_or_else(|| wrong(format!("{kind} needs a text")))?;
    if text.chars().count() > most {
        return Err(wrong(format!("{kind} may have up to {most} characters")));
    }
    let names = placeholders(text);
    let right = match format {
        "POSITIONAL" => names.iter().zip(1..).all(|(name, place)| *name == place.to_string()),
        "NAMED" => names
            .iter()
            .all(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit())),
        _ => names.is_empty(),
    };
    if !right {
        return Err(wrong(format!("the placeholders of {kind} are not of the form that parameter_format {format} asks for")));
    }
    if !names.is_empty() && component.get("example").is_none_or(Value::is_null) {
        return Err(wrong(format!("{kind} has placeholders and needs examples for them")));
    }
    Ok(())
}

fn buttons(component: &Value) -> Result<(), Refusal> {
    let all = component.get("buttons").and_then(Value::as_array).filter(|all| (1..=10).contains(&all.len()));
    let all = all.ok_or_else(|| wrong("BUTTONS needs 1 to 10 buttons"))?;
    let count = |kind: &str| all.iter().filter(|button| button.get("type") == Some(&json!(kind))).count();
    if count("URL") > 2 || count("PHONE_NUMBER") > 1 || count("COPY_CODE") > 1 {
        return Err(wrong("a template has at most two URL buttons, one PHONE_NUMBER and one COPY_CODE button"));
    }
    let known = ["QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "OTP", "CATALOG", "MPM", "FLOW"];
    match all.iter().find(|button| !button.get("type").and_then(Value::as_str).is_some_and(|kind| known.contains(&kind))) {
        Some(_) => Err(wrong(format!("a button's type must be one of {}", known.join(", ")))),
        None => Ok(()),
    }
}

fn wrong(text: impl Into<String>) -> Refusal {
    Refusal::parameter(100, text)
}
