//! The human rendering of a message: what `kapso.content` and a conversation's last text say.

use serde_json::Value;

/// The text of a message body, or nothing for what has none, such as a file without a caption.
pub(crate) fn of(kind: &str, body: &Value) -> Option<String> {
    let part = body.get(kind)?;
    let text = |pointer: &str| part.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    match kind {
        "text" => text("/body"),
        "image" | "video" | "document" => text("/caption"),
        "location" => text("/name").or_else(|| text("/address")).or_else(|| coordinates(part)),
        "contacts" => text("/0/name/formatted_name"),
        "interactive" => ["/button_reply/title", "/list_reply/title", "/nfm_reply/body", "/body/text"].into_iter().find_map(text),
        "button" => text("/text"),
        "reaction" => text("/emoji"),
        "order" => part.get("product_items").and_then(Value::as_array).map(|items| order(items)),
        _ => None,
    }
}

fn coordinates(location: &Value) -> Option<String> {
    Some(format!("{}, {}", location.get("latitude")?, location.get("longitude")?))
}

/// The lines of an order, e.g. "2 x SKU-9".
pub(crate) fn order(items: &[Value]) -> String {
    let line = |item: &Value| {
        let product = item.get("product_retailer_id").and_then(Value::as_str).unwrap_or_default();
        format!("{} x {product}", item.get("quantity").cloned().unwrap_or(Value::from(1)))
    };
    items.iter().map(line).collect::<Vec<_>>().join(", ")
}
