//! What the maker of a setup link may choose, checked before anything leaves.

use std::collections::BTreeMap;

use url::Url;

use crate::{
    error::{Error, ErrorCode, Result},
    model::SetupSettings,
};

/// The colours that a page has (Kapso's `theme_config`).
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

/// Refuses what Kapso would not take, or would take and not do.
pub fn check(settings: &SetupSettings) -> Result<()> {
    let provides = settings.provision_phone_number == Some(true);
    let place = [("phone_number_country_isos", !settings.phone_number_country_isos.is_empty())]
        .into_iter()
        .chain([("phone_number_area_code", settings.phone_number_area_code.is_some())])
        .find_map(|(field, given)| given.then_some(field));
    if let Some(field) = place.filter(|_| !provides) {
        return Err(contradiction(
            format!("`{field}` is for a number that Kapso provides."),
            "Set `provision_phone_number` to true with it.",
        ));
    }
    if settings.reconnect_phone_number.is_some() && (provides || !settings.allowed_connection_types.is_empty()) {
        return Err(contradiction(
            "`reconnect_phone_number` connects a number as it was; it takes no other number and no connection type.".to_owned(),
            "Leave `provision_phone_number` and `allowed_connection_types` out.",
        ));
    }
    for iso in &settings.phone_number_country_isos {
        if iso.len() != 2 || !iso.bytes().all(|letter| letter.is_ascii_uppercase()) {
            return Err(invalid("phone_number_country_isos", "a country's two capital letters, such as US"));
        }
    }
    let redirects = [("success_redirect_url", &settings.success_redirect_url), ("failure_redirect_url", &settings.failure_redirect_url)];
    for (field, url) in redirects {
        if url.as_deref().is_some_and(|url| !is_web_page(url)) {
            return Err(invalid(field, "the whole address of a web page, such as https://example.com/done"));
        }
    }
    for origin in &settings.allowed_origins {
        if !Url::parse(origin)
            .is_ok_and(|url| is_web_page(origin) && url.path() == "/" && url.query().is_none() && url.fragment().is_none())
        {
            return Err(invalid("allowed_origins", "the origin of a web page, such as https://example.com"));
        }
    }
    settings.theme_config.as_ref().map_or(Ok(()), colors)
}

fn is_web_page(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| {
        matches!(url.scheme(), "https" | "http") && url.has_host() && url.username().is_empty() && url.password().is_none()
    })
}

fn colors(theme: &BTreeMap<String, String>) -> Result<()> {
    for (name, color) in theme {
        if !COLORS.contains(&name.as_str()) {
            let name: String = name.chars().take(40).collect();
            return Err(Error::new(
                ErrorCode::UnknownField,
                format!("`theme_config` has no colour `{name}`. Nothing was done."),
                format!("Its colours are: {}.", COLORS.join(", ")),
            ));
        }
        let digits = color.strip_prefix('#').unwrap_or_default();
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(invalid(&format!("theme_config.{name}"), "a colour of six digits, such as #166534"));
        }
    }
    Ok(())
}

fn invalid(field: &str, wanted: &str) -> Error {
    Error::new(ErrorCode::InvalidValue, format!("`{field}` does not fit. Nothing was done."), format!("Give {wanted}."))
}

fn contradiction(why: String, remedy: &str) -> Error {
    Error::new(ErrorCode::Contradiction, format!("{why} Nothing was done."), remedy)
}
