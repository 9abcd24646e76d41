//! Something that somebody will say, ready to be said.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A message without its sender and its time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Line {
    pub(crate) kind: String,
    /// The member named like the kind, and perhaps the context.
    pub(crate) body: Value,
    pub(crate) media_id: Option<String>,
    pub(crate) content: Option<String>,
    /// Further members of `kapso`.
    pub(crate) extras: Value,
}

/// How a person behaves.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Character {
    /// The number this person writes to.
    pub(crate) number_id: String,
    /// What they answer to what they are sent, in this order.
    pub(crate) answers: Vec<Line>,
    /// What they write unasked.
    pub(crate) openings: Vec<Line>,
    /// Seconds they take to answer after reading.
    pub(crate) pace: Option<i64>,
    /// Whether they hide that they read.
    pub(crate) hides_reading: bool,
    /// The code with which everything sent to them fails.
    pub(crate) fails: Option<i64>,
}

impl Line {
    pub(crate) fn text(text: &str) -> Self {
        Self {
            kind: "text".to_owned(),
            body: serde_json::json!({ "text": { "body": text } }),
            media_id: None,
            content: Some(text.to_owned()),
            extras: serde_json::json!({}),
        }
    }

    pub(crate) fn has_media(&self) -> bool {
        ["image", "video", "audio", "document", "sticker"].contains(&self.kind.as_str())
    }
}

impl Character {
    /// Reads what the store keeps; what is not there takes its default.
    pub(crate) fn of(value: &Value) -> Self {
        serde_json::from_value(value.clone()).unwrap_or_default()
    }
}
