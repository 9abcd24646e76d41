//! Templates as they are sent: is there one, may it go, and do its parameters fit.

use axum::http::StatusCode;
use rusqlite::Transaction;
use serde_json::{Value, json};

use crate::{
    refusal::Refusal,
    store::{
        contacts::Contact,
        numbers::Number,
        preferences,
        templates::{self, Template},
    },
};

/// Checks a template message and returns the text it says.
pub(crate) fn check(tx: &Transaction<'_>, number: &Number, contact: Option<&Contact>, part: &Value) -> Result<String, Refusal> {
    let text = |pointer: &str| part.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let (name, language) = (text("/name"), text("/language/code"));
    let template = templates::named(tx, &number.business_account_id, name, language)?.ok_or_else(|| no_such(name, language))?;
    match template.status.as_str() {
        "APPROVED" => {}
        "PAUSED" => return Err(Refusal::parameter(132_015, "The template is paused because of its low quality")),
        "DISABLED" => return Err(Refusal::parameter(132_016, "The template is disabled because of its low quality")),
        _ => return Err(no_such(name, language)),
    }
    if template.category == "MARKETING"
        && let Some(contact) = contact
        && preferences::find(tx, contact.row, &number.id)?.is_some_and(|choice| choice.status == "stopped")
    {
        let body = json!({
            "error": "The recipient has stopped marketing messages from this business.",
            "code": "marketing_preference_stopped",
        });
        return Err(Refusal::body(StatusCode::UNPROCESSABLE_ENTITY, body));
    }
    hydrate(&template, part)
}

fn no_such(name: &str, language: &str) -> Refusal {
    let text = format!("(#132001) Template name does not exist in the translation: template {name} in {language}");
    Refusal::graph(StatusCode::NOT_FOUND, 132_001, "OAuthException", text)
}

/// Fills in every component and returns the body's text.
fn hydrate(template: &Template, part: &Value) -> Result<String, Refusal> {
    let mut said = String::new();
    for component in template.components.as_array().into_iter().flatten() {
        let kind = component.get("type").and_then(Value::as_str).unwrap_or_default();
        let format = component.get("format").and_then(Value::as_str).unwrap_or("TEXT");
        let text = component.get("text").and_then(Value::as_str).unwrap_or_default();
        match kind {
            "BODY" => said = fill(template, text, &sent(part, "body"))?,
            "HEADER" if format == "TEXT" => {
                fill(template, text, &sent(part, "header"))?;
            }
            "HEADER" => check_header_file(format, &sent(part, "header"))?,
            "BUTTONS" => check_buttons(component, part)?,
            _ => {}
        }
    }
    Ok(said)
}

/// The parameters that were sent for a component.
fn sent(part: &Value, kind: &str) -> Vec<Value> {
    let components = part.get("components").and_then(Value::as_array).into_iter().flatten();
    let same = |component: &&Value| component.get("type").and_then(Value::as_str).is_some_and(|own| own.eq_ignore_ascii_case(kind));
    components.filter(same).filter_map(|component| component.get("parameters").and_then(Value::as_array)).flatten().cloned().collect()
}

fn fill(template: &Template, text: &str, sent: &[Value]) -> Result<String, Refusal> {
    let names = placeholders(text);
    if names.len() != sent.len() {
        let rule = format!("the template has {} parameters, {} were sent", names.len(), sent.len());
        return Err(Refusal::parameter(132_000, rule));
    }
    let named = template.parameter_format == "NAMED";
    let mut filled = text.to_owned();
    for (place, name) in names.iter().enumerate() {
        let parameter = if named {
            sent.iter().find(|parameter| parameter.get("parameter_name").and_then(Value::as_str) == Some(name))
        } else {
            sent.get(place)
        };
        let value = parameter.and_then(|parameter| parameter.get("text")).and_then(Value::as_str);
        let value = value.ok_or_else(|| Refusal::parameter(132_012, format!("no text was sent for the parameter {name}")))?;
        filled = filled.replace(&format!("{{{{{name}}}}}"), value);
    }
    Ok(filled)
}

/// The names between double braces, each once, in order of appearance.
pub(crate) fn placeholders(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for piece in text.split("{{").skip(1) {
        if let Some((name, _)) = piece.split_once("}}")
            && !names.iter().any(|known| known == name.trim())
        {
            names.push(name.trim().to_owned());
        }
    }
    names
}

fn check_header_file(format: &str, sent: &[Value]) -> Result<(), Refusal> {
    let wanted = format.to_ascii_lowercase();
    let fits = |parameter: &Value| parameter.get(&wanted).is_some_and(Value::is_object);
    match sent {
        [one] if fits(one) => Ok(()),
        _ => Err(Refusal::parameter(132_012, format!("the header needs one parameter of type {wanted}"))),
    }
}

/// Buttons with a placeholder need their parameter; it is named by the button's index, as text or number.
fn check_buttons(component: &Value, part: &Value) -> Result<(), Refusal> {
    let buttons = component.get("buttons").and_then(Value::as_array).into_iter().flatten();
    for (place, button) in buttons.enumerate() {
        let kind = button.get("type").and_then(Value::as_str).unwrap_or_default();
        let needs = match kind {
            "URL" => button.get("url").and_then(Value::as_str).is_some_and(|url| url.contains("{{")),
            "COPY_CODE" => true,
            _ => false,
        };
        let index = place.to_string();
        let given = part.get("components").and_then(Value::as_array).into_iter().flatten().any(|sent| {
            let own = sent.get("index").map(|index| index.as_str().map_or_else(|| index.to_string(), str::to_owned));
            own.as_deref() == Some(&index) && sent.get("parameters").and_then(Value::as_array).is_some_and(|all| all.len() == 1)
        });
        if needs && !given {
            return Err(Refusal::parameter(132_000, format!("button {index} needs one parameter")));
        }
    }
    Ok(())
}
