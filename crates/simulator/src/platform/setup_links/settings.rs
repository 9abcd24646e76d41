//! What the creator of a setup link may choose.

use serde_json::{Map, Value, json};

use crate::refusal::{Family, Refusal};

const COLORS: [&str; 12] = [
    "primary_color",
    "primary_foreground_color",
    "background_color",
    "text_color",
    "muted_text_color",
    "card_color",
    "muted_color",
    "border_color",
    "secondary_color",
    "secondary_foreground_color",
    "destructive_color",
    "destructive_foreground_color",
];

/// What holds when nothing is chosen.
pub(crate) fn defaults() -> Map<String, Value> {
    let defaults = json!({
        "success_redirect_url": null,
        "failure_redirect_url": null,
        "allowed_origins": [],
        "allowed_connection_types": ["coexistence", "dedicated"],
        "meta_billing_mode": "customer_managed",
        "theme_config": null,
        "provision_phone_number": false,
        "phone_number_area_code": null,
        "phone_number_country_isos": [],
        "reconnect_phone_number": null,
        "language": null,
    });
    defaults.as_object().cloned().unwrap_or_default()
}

/// Takes over what is chosen, after checking it.
pub(crate) fn change(settings: &mut Map<String, Value>, wanted: &Map<String, Value>) -> Result<(), Refusal> {
    for (name, value) in wanted {
        let Some(kept) = settings.get_mut(name) else { continue };
        let right = match name.as_str() {
            "success_redirect_url" | "failure_redirect_url" => value.is_null() || is_url(value),
            "allowed_origins" => all(value, is_url),
            "allowed_connection_types" => all(value, |kind| is_one_of(kind, &["coexistence", "dedicated"])) && !is_empty(value),
            "meta_billing_mode" => is_one_of(value, &["customer_managed", "partner_managed"]),
            "theme_config" => value.is_null() || value.as_object().is_some_and(is_theme),
            "provision_phone_number" => value.is_boolean(),
            "phone_number_country_isos" => all(value, is_country),
            "language" => value.is_null() || is_one_of(value, &["en", "es", "pt", "hi", "id", "ar"]),
            _ => value.is_null() || value.is_string(),
        };
        if !right {
            return Err(Refusal::invalid(Family::Platform, format!("{name} is invalid")));
        }
        *kept = value.clone();
    }
    Ok(())
}

fn all(value: &Value, right: impl Fn(&Value) -> bool) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(right))
}

fn is_empty(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty)
}

fn is_one_of(value: &Value, allowed: &[&str]) -> bool {
    value.as_str().is_some_and(|text| allowed.contains(&text))
}

fn is_url(value: &Value) -> bool {
    let host = |text: &str| text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).map(|rest| !rest.is_empty());
    value.as_str().and_then(host).unwrap_or(false)
}

fn is_country(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()))
}

fn is_theme(theme: &Map<String, Value>) -> bool {
    theme.iter().all(|(name, color)| COLORS.contains(&name.as_str()) && is_color(color))
}

fn is_color(value: &Value) -> bool {
    let digits = value.as_str().and_then(|text| text.strip_prefix('#'));
    digits.is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
