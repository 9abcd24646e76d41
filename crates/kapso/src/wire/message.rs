//! Messages, and what a send answers.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    content::Content,
    extras::MessageExtras,
    tolerant::{or_default, text, time},
};

/// A message of either API.
#[derive(Debug, Clone, Deserialize)]
pub struct Message {
    /// WhatsApp's id (`wamid.…`), the same everywhere.
    pub id: String,
    /// When it was written.
    #[serde(default, deserialize_with = "time")]
    pub timestamp: Option<Timestamp>,
    /// WhatsApp's type; unknown ones are kept as they are.
    #[serde(default, rename = "type", deserialize_with = "or_default")]
    pub kind: String,
    /// Who wrote it.
    #[serde(default, deserialize_with = "text")]
    pub from: Option<String>,
    /// Whom it was written to.
    #[serde(default, deserialize_with = "text")]
    pub to: Option<String>,
    /// Kapso's extras.
    #[serde(default, deserialize_with = "or_default")]
    pub kapso: MessageExtras,
    /// What stands under the type's name, and whatever else came.
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

impl Message {
    /// What it says, by its type.
    pub fn content(&self) -> Content {
        Content::read(&self.kind, &self.rest, &self.kapso)
    }

    /// The message that it answers: `context.id` inbound, `context.message_id` outbound.
    pub fn reply_to(&self) -> Option<&str> {
        let context = self.rest.get("context")?;
        context.get("id").or_else(|| context.get("message_id")).and_then(Value::as_str)
    }
}

/// What a send answers.
#[derive(Debug, Clone, Deserialize)]
pub struct Sent {
    /// The accepted message.
    #[serde(default)]
    pub messages: Vec<SentMessage>,
    /// Whom it goes to.
    #[serde(default)]
    pub contacts: Vec<SentContact>,
}

/// Whom a message goes to, as WhatsApp knows them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SentContact {
    /// The digits that WhatsApp knows them by, which may be others than those that were dialled.
    #[serde(deserialize_with = "text")]
    pub wa_id: Option<String>,
    /// The business-scoped user id.
    #[serde(deserialize_with = "text")]
    pub user_id: Option<String>,
}

/// An accepted message.
#[derive(Debug, Clone, Deserialize)]
pub struct SentMessage {
    /// WhatsApp's id of it.
    pub id: String,
}

/// Where a media id's bytes are.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MediaLookup {
    /// The type.
    pub mime_type: Option<String>,
    /// Kapso's own link, which carries its authority and lives about four minutes.
    pub download_url: Option<String>,
    /// Meta's link, of use only when Kapso gives none.
    pub url: Option<String>,
}

/// What an upload answers.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Uploaded {
    /// The media id.
    pub(crate) id: String,
}
