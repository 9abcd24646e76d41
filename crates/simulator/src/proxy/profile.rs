//! The business profile of a number.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

use super::{Object, number};
use crate::{
    parameters::Parameters,
    refusal::Refusal,
    request_body::Body,
    store::{media, numbers},
    world::World,
};

const VERTICALS: [&str; 21] = [
    "ALCOHOL",
    "APPAREL",
    "AUTO",
    "BEAUTY",
    "EDU",
    "ENTERTAIN",
    "EVENT_PLAN",
    "FINANCE",
    "GOVT",
    "GROCERY",
    "HEALTH",
    "HOTEL",
    "NONPROFIT",
    "ONLINE_GAMBLING",
    "OTC_DRUGS",
    "OTHER",
    "PHYSICAL_GAMBLING",
    "PROF_SERVICES",
    "RESTAURANT",
    "RETAIL",
    "TRAVEL",
];

/// Answers a list of one, with those members that `fields` names.
pub(crate) async fn show(
    State(world): State<Arc<World>>,
    Path(Object { id }): Path<Object>,
    parameters: Parameters,
) -> Result<Json<Value>, Refusal> {
    number(&world, &id)?;
    let mut profile = world.act(|tx| Ok(numbers::profile(tx, &id)?))?;
    if let Some(profile) = profile.as_object_mut() {
        if let Some(fields) = parameters.text("fields") {
            let named: Vec<&str> = fields.split(',').map(str::trim).collect();
            profile.retain(|name, _| named.contains(&name.as_str()));
        }
        profile.insert("messaging_product".to_owned(), json!("whatsapp"));
    }
    Ok(Json(json!({ "data": [profile] })))
}

pub(crate) async fn update(State(world): State<Arc<World>>, Path(Object { id }): Path<Object>, body: Body) -> Result<Json<Value>, Refusal> {
    if number(&world, &id)?.is_sandbox() {
        let text = "The profile of a sandbox number cannot be changed";
        return Err(Refusal::graph(StatusCode::FORBIDDEN, 10, "OAuthException", text));
    }
    if body.object.get("messaging_product") != Some(&json!("whatsapp")) {
        return Err(Refusal::parameter(100, "messaging_product must be whatsapp"));
    }
    world.act(|tx| {
        let mut profile = numbers::profile(tx, &id)?;
        if let Some(profile) = profile.as_object_mut() {
            change(profile, &body.object)?;
            if let Some(handle) = body.object.get("profile_picture_handle") {
                let picture = handle.as_str().and_then(stored).map(|handle| media::by_handle(tx, &handle)).transpose()?.flatten();
                let picture = picture.ok_or_else(|| Refusal::parameter(100, "profile_picture_handle is not a handle of an upload"))?;
                profile.insert("profile_picture_url".to_owned(), json!(format!("{}/media/{}", world.origin, picture.handle)));
            }
        }
        Ok(numbers::set_profile(tx, &id, &profile)?)
    })?;
    Ok(Json(json!({ "success": true })))
}

/// The stored file that the handle of a resumable upload stands for.
fn stored(handle: &str) -> Option<String> {
    String::from_utf8(STANDARD.decode(handle.strip_prefix("4::")?).ok()?).ok()
}

fn change(profile: &mut Map<String, Value>, wanted: &Map<String, Value>) -> Result<(), Refusal> {
    let length = |value: &Value| value.as_str().map(|text| text.chars().count());
    for (name, value) in wanted {
        let right = match name.as_str() {
            "about" => length(value).is_some_and(|length| (1..=139).contains(&length)),
            "address" => length(value).is_some_and(|length| length <= 256),
            "description" => length(value).is_some_and(|length| length <= 512),
            "email" => value.as_str().is_some_and(is_email),
            "websites" => value.as_array().is_some_and(|all| all.len() <= 2 && all.iter().all(is_website)),
            "vertical" => value.as_str().is_some_and(|vertical| VERTICALS.contains(&vertical)),
            _ => continue,
        };
        if !right {
            return Err(Refusal::parameter(100, format!("{name} is not valid")));
        }
        profile.insert(name.clone(), value.clone());
    }
    Ok(())
}

/// A name, an at sign and a domain, all of them plain.
fn is_email(text: &str) -> bool {
    let plain = |text: &str| {
        let inner = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte));
        inner && !text.is_empty() && !text.starts_with(['.', '-']) && !text.ends_with(['.', '-']) && !text.contains("..")
    };
    let domain = |text: &str| plain(text) && text.contains('.') && !text.contains(['_', '+']);
    text.len() <= 128 && text.split_once('@').is_some_and(|(name, rest)| plain(name) && domain(rest))
}

fn is_website(value: &Value) -> bool {
    let uri = value.as_str().filter(|text| text.len() <= 256).and_then(|text| text.parse::<axum::http::Uri>().ok());
    uri.is_some_and(|uri| {
        ["http", "https"].contains(&uri.scheme_str().unwrap_or_default()) && uri.host().is_some_and(|host| !host.is_empty())
    })
}
