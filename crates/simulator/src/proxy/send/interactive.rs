//! Interactive messages: buttons, lists, links and requests.

use super::{kinds::check_media, part::Part};
use crate::refusal::{Family, Refusal};

const TYPES: [&str; 14] = [
    "button",
    "list",
    "flow",
    "cta_url",
    "carousel",
    "location_request_message",
    "request_contact_info",
    "address_message",
    "order_details",
    "order_status",
    "product",
    "product_list",
    "call_permission_request",
    "catalog_message",
];

/// Checks an interactive message; the kinds that need a catalogue, a flow or a payment are not played.
pub(crate) fn check(part: &Part<'_>) -> Result<(), Refusal> {
    let kind = part.one_of("type", &TYPES)?;
    if part.has("header") {
        check_header(&part.object("header")?)?;
    }
    if part.has("footer") {
        part.object("footer")?.text("text", 60)?;
    }
    if part.has("body") || kind != "location_request_message" {
        part.object("body")?.text("text", 1024)?;
    }
    let action = part.object("action")?;
    match kind {
        "button" => check_buttons(&action),
        "list" => check_list(&action),
        "cta_url" => check_link(&action),
        "location_request_message" => action.one_of("name", &["send_location"]).map(drop),
        "request_contact_info" => action.one_of("name", &["request_contact_info"]).map(drop),
        "call_permission_request" => action.one_of("name", &["call_permission_request"]).map(drop),
        _ => Err(Refusal::not_played(Family::Proxy, &format!("interactive messages of type {kind}"))),
    }
}

fn check_header(header: &Part<'_>) -> Result<(), Refusal> {
    match header.one_of("type", &["text", "image", "video", "document"])? {
        "text" => {
            let text = header.text("text", 60)?;
            if text.contains(['*', '~', '`']) {
                return Err(header.wrong("text", "must not contain markdown"));
            }
            Ok(())
        }
        kind => check_media(kind, &header.object(kind)?),
    }
}

fn check_buttons(action: &Part<'_>) -> Result<(), Refusal> {
    let mut ids = Vec::new();
    for button in action.objects("buttons", 1, 3)? {
        button.one_of("type", &["reply"])?;
        let reply = button.object("reply")?;
        let id = reply.text("id", 256)?;
        reply.text("title", 20)?;
        if ids.contains(&id) {
            return Err(reply.wrong("id", "must differ from the other buttons'"));
        }
        ids.push(id);
    }
    Ok(())
}

fn check_list(action: &Part<'_>) -> Result<(), Refusal> {
    action.text("button", 20)?;
    let sections = action.objects("sections", 1, 10)?;
    let mut ids = Vec::new();
    for section in &sections {
        if sections.len() > 1 {
            section.text("title", 24)?;
        } else {
            section.optional_text("title", 24)?;
        }
        for row in section.objects("rows", 1, 10)? {
            let id = row.text("id", 200)?;
            row.text("title", 24)?;
            row.optional_text("description", 72)?;
            if ids.contains(&id) {
                return Err(row.wrong("id", "must differ from the other rows'"));
            }
            ids.push(id);
        }
    }
    if ids.len() > 10 {
        return Err(action.wrong("sections", "may have up to 10 rows in total"));
    }
    Ok(())
}

fn check_link(action: &Part<'_>) -> Result<(), Refusal> {
    action.one_of("name", &["cta_url"])?;
    let parameters = action.object("parameters")?;
    parameters.text("display_text", 20)?;
    let url = parameters.text("url", 2048)?;
    if !url.starts_with("https://") && !url.starts_with("http://") {
        return Err(parameters.wrong("url", "must be an http or https address"));
    }
    Ok(())
}
