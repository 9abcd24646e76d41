//! Marking an inbound message as read, perhaps with the typing bubble.

use axum::Json;
use serde_json::{Map, Value, json};

use crate::{clock::DAY, refusal::Refusal, store::messages, world::World};

/// Marks the named message and everything before it in the same chat.
pub(crate) fn mark(world: &World, number: &str, body: &Map<String, Value>) -> Result<Json<Value>, Refusal> {
    let id = body.get("message_id").and_then(Value::as_str).ok_or_else(|| Refusal::parameter(131_008, "message_id is required"))?;
    if body.get("typing_indicator").is_some_and(|bubble| bubble.get("type").and_then(Value::as_str) != Some("text")) {
        return Err(Refusal::parameter(131_009, "typing_indicator.type must be text"));
    }
    let oldest = world.clock.now().saturating_sub(30 * DAY);
    world.act(|tx| {
        let message = messages::find(tx, id)?
            .filter(|message| message.inbound && message.number_id == number && message.at >= oldest)
            .ok_or_else(|| Refusal::parameter(131_009, "message_id does not name an inbound message of this number of the last 30 days"))?;
        Ok(messages::mark_read(tx, &message)?)
    })?;
    Ok(Json(json!({ "success": true })))
}
