//! Messages, their statuses, and what a send answers.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{
    content::Content,
    tolerant::{each, number, or_default, text, time},
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

/// What Kapso adds to a message.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct MessageExtras {
    /// `inbound` or `outbound`; the only trustworthy sign of who wrote it.
    pub direction: Option<String>,
    /// `pending sent delivered read failed`; inbound `received` or `delivered`.
    pub status: Option<String>,
    /// `cloud_api`, `business_app` or `history_sync`.
    pub origin: Option<String>,
    /// The contact's number.
    #[serde(deserialize_with = "text")]
    pub phone_number: Option<String>,
    /// The number of the project that it is on.
    #[serde(deserialize_with = "text")]
    pub phone_number_id: Option<String>,
    /// The conversation that it belongs to.
    pub whatsapp_conversation_id: Option<String>,
    /// WhatsApp's business-scoped id of the contact.
    pub business_scoped_user_id: Option<String>,
    /// The contact's name.
    #[serde(deserialize_with = "text")]
    pub contact_name: Option<String>,
    /// A human rendering; for media it is synthetic.
    #[serde(deserialize_with = "text")]
    pub content: Option<String>,
    /// What is said in a voice message: `{"text": …}`.
    pub transcript: Option<Value>,
    /// The file: `{url, filename, content_type, byte_size}`.
    pub media_data: Option<Value>,
    /// The order in words.
    #[serde(deserialize_with = "text")]
    pub order_text: Option<String>,
    /// The fields of a filled form.
    pub flow_response: Option<Value>,
    /// Every status so far, oldest first.
    #[serde(deserialize_with = "each")]
    pub statuses: Vec<Status>,
}

/// One status of an outbound message.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Status {
    /// `sent delivered read failed` and others.
    #[serde(deserialize_with = "or_default")]
    pub status: String,
    /// When.
    #[serde(deserialize_with = "time")]
    pub timestamp: Option<Timestamp>,
    /// Why it failed.
    #[serde(deserialize_with = "each")]
    pub errors: Vec<StatusError>,
}

/// Why a message failed after it was accepted.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct StatusError {
    /// WhatsApp's code.
    #[serde(deserialize_with = "number")]
    pub code: Option<i64>,
    /// WhatsApp's title; deprecated there, used when there is nothing better.
    pub title: Option<String>,
    /// WhatsApp's words.
    pub message: Option<String>,
    /// `{"details": …}`.
    pub error_data: Option<Value>,
}

impl StatusError {
    /// The most telling words.
    pub fn words(&self) -> String {
        let details = self.error_data.as_ref().and_then(|more| more.get("details")).and_then(Value::as_str);
        details.or(self.message.as_deref()).or(self.title.as_deref()).unwrap_or("WhatsApp gave no reason").to_owned()
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
