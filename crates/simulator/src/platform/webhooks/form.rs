//! What a webhook may be told to be.

use serde_json::{Map, Value, json};

use crate::{
    refusal::{Family, Refusal},
    request_body::optional_text,
    store::webhooks::Webhook,
    world::World,
};

const OF_NUMBERS: [&str; 8] = [
    "whatsapp.message.received",
    "whatsapp.message.sent",
    "whatsapp.message.delivered",
    "whatsapp.message.read",
    "whatsapp.message.failed",
    "whatsapp.conversation.created",
    "whatsapp.conversation.ended",
    "whatsapp.conversation.inactive",
];
const OF_PROJECTS: [&str; 5] = [
    "whatsapp.phone_number.created",
    "whatsapp.phone_number.deleted",
    "workflow.execution.handoff",
    "workflow.execution.failed",
    "project.event",
];

pub(super) fn is_event(name: &str) -> bool {
    OF_NUMBERS.contains(&name) || OF_PROJECTS.contains(&name)
}

/// Reads a new webhook of a number, or of the project.
pub(super) fn new(world: &World, number_id: Option<String>, wanted: &Map<String, Value>) -> Result<Webhook, Refusal> {
    let now = world.clock.now();
    let kind = optional_text(wanted, "kind")?.flatten().unwrap_or_else(|| "kapso".to_owned());
    if !["kapso", "meta"].contains(&kind.as_str()) {
        return Err(wrong("kind must be one of kapso, meta"));
    }
    if kind == "meta" && number_id.is_none() {
        return Err(wrong("Webhooks of kind meta belong to a phone number"));
    }
    let mut webhook = Webhook {
        id: world.dice.uuid(),
        number_id,
        url: String::new(),
        kind,
        active: true,
        secret_key: None,
        events: json!([]),
        inactivity_minutes: Some(60),
        settings: json!({
            "buffer_enabled": false, "buffer_window_seconds": 5, "max_buffer_size": 50, "buffer_events": [],
            "payload_version": "v2", "headers": null,
        }),
        created_at: now,
        updated_at: now,
    };
    change(&mut webhook, wanted)?;
    Ok(webhook)
}

/// Changes what is given and checks the whole.
pub(super) fn change(webhook: &mut Webhook, wanted: &Map<String, Value>) -> Result<(), Refusal> {
    for (name, value) in wanted {
        match name.as_str() {
            "kind" if value != &json!(webhook.kind) => return Err(wrong("kind can't be changed")),
            "url" => webhook.url = value.as_str().unwrap_or_default().to_owned(),
            "active" => webhook.active = value.as_bool().ok_or_else(|| wrong("active must be true or false"))?,
            "secret_key" => webhook.secret_key = optional_text(wanted, "secret_key")?.flatten().filter(|key| !key.is_empty()),
            "events" => webhook.events = events(webhook, value)?,
            "inactivity_minutes" => webhook.inactivity_minutes = whole(name, value, 1, 1440)?.or(Some(60)),
            "payload_version" if value == "v1" => {
                return Err(Refusal::not_played(Family::Platform, "webhook payloads of version v1"));
            }
            _ => set(&mut webhook.settings, name, value)?,
        }
    }
    if !is_url(&webhook.url) {
        return Err(wrong("Url is invalid"));
    }
    if webhook.number_id.is_some() && webhook.secret_key.is_none() {
        return Err(wrong("Secret key can't be blank"));
    }
    if webhook.kind == "meta" {
        webhook.events = json!([]);
    } else if webhook.events.as_array().is_none_or(Vec::is_empty) {
        return Err(wrong("Events can't be blank"));
    }
    Ok(())
}

/// The names of events, all of which must suit what the webhook belongs to.
fn events(webhook: &Webhook, value: &Value) -> Result<Value, Refusal> {
    let allowed: &[&str] = if webhook.number_id.is_some() { &OF_NUMBERS } else { &OF_PROJECTS };
    let all = value.as_array().ok_or_else(|| wrong("events must be a list"))?;
    match all.iter().find(|event| !event.as_str().is_some_and(|name| allowed.contains(&name))) {
        Some(stranger) => Err(wrong(format!("Events include {stranger}, which is not one of {}", allowed.join(", ")))),
        None => Ok(value.clone()),
    }
}

fn set(settings: &mut Value, name: &str, value: &Value) -> Result<(), Refusal> {
    let right = match name {
        "buffer_enabled" => value.is_boolean(),
        "buffer_window_seconds" => whole(name, value, 1, 60)?.is_some() || value.is_null(),
        "max_buffer_size" => whole(name, value, 1, 100)?.is_some() || value.is_null(),
        "buffer_events" => value.as_array().is_some_and(|all| all.iter().all(|event| event == "whatsapp.message.received")),
        "payload_version" => value.is_null() || value == "v2",
        "headers" => value.is_null() || value.as_object().is_some_and(|headers| headers.iter().all(is_header)),
        _ => return Ok(()),
    };
    if !right {
        return Err(wrong(format!("{name} is invalid")));
    }
    if let Some(settings) = settings.as_object_mut() {
        settings.insert(name.to_owned(), value.clone());
    }
    Ok(())
}

fn is_header((name, value): (&String, &Value)) -> bool {
    let text = value.as_str().map(|text| axum::http::HeaderValue::from_str(text).is_ok());
    axum::http::HeaderName::from_bytes(name.as_bytes()).is_ok() && text == Some(true)
}

fn whole(name: &str, value: &Value, low: i64, high: i64) -> Result<Option<i64>, Refusal> {
    match value {
        Value::Null => Ok(None),
        _ => match value.as_i64().filter(|number| (low..=high).contains(number)) {
            Some(number) => Ok(Some(number)),
            None => Err(wrong(format!("{name} must be a number from {low} to {high}"))),
        },
    }
}

fn is_url(text: &str) -> bool {
    let uri: Option<axum::http::Uri> = text.parse().ok();
    uri.is_some_and(|uri| {
        ["http", "https"].contains(&uri.scheme_str().unwrap_or_default()) && uri.host().is_some_and(|host| !host.is_empty())
    })
}

fn wrong(text: impl Into<String>) -> Refusal {
    Refusal::invalid(Family::Platform, text)
}
