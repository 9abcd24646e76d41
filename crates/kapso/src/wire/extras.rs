//! What Kapso adds to a message, with its statuses.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::tolerant::{each, number, or_default, text, time};

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
