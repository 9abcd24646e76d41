//! Numbers and conversations.

use jiff::Timestamp;
use serde::Deserialize;

use super::tolerant::{or_default, text, time};

/// One of the project's numbers. Every field but the id may be missing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PhoneNumber {
    /// Meta's id, the path key of both APIs.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// Kapso's id of the configuration; the MCP tools call it `whatsapp_config_id`.
    pub internal_id: Option<String>,
    /// Its name in Kapso.
    pub name: Option<String>,
    /// `production` or `sandbox`.
    pub kind: Option<String>,
    /// Meta's id of the business account.
    #[serde(deserialize_with = "text")]
    pub business_account_id: Option<String>,
    /// The customer that it was onboarded for.
    pub customer_id: Option<String>,
    /// Whether it also lives in the phone app.
    #[serde(deserialize_with = "or_default")]
    pub is_coexistence: bool,
    /// The number as people write it.
    pub display_phone_number: Option<String>,
    /// The business name that WhatsApp verified.
    pub verified_name: Option<String>,
    /// Meta's rating.
    pub quality_rating: Option<String>,
    /// Meta's status; `CONNECTED` works.
    pub status: Option<String>,
    /// Contacts a day that it may open conversations with.
    pub whatsapp_business_manager_messaging_limit: Option<String>,
}

/// A conversation.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Conversation {
    /// Kapso's id.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// The contact's number, with or without `+`; null when hidden.
    #[serde(deserialize_with = "text")]
    pub phone_number: Option<String>,
    /// WhatsApp's business-scoped id of the contact.
    pub business_scoped_user_id: Option<String>,
    /// The contact's user name.
    pub username: Option<String>,
    /// `active` or `ended`.
    pub status: Option<String>,
    /// When anything last happened.
    #[serde(deserialize_with = "time")]
    pub last_active_at: Option<Timestamp>,
    /// When it began.
    #[serde(deserialize_with = "time")]
    pub created_at: Option<Timestamp>,
    /// The number that it is on.
    #[serde(deserialize_with = "text")]
    pub phone_number_id: Option<String>,
    /// Kapso's extras.
    #[serde(deserialize_with = "or_default")]
    pub kapso: ConversationExtras,
}

/// What Kapso adds to a conversation.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ConversationExtras {
    /// The contact's name.
    #[serde(deserialize_with = "text")]
    pub contact_name: Option<String>,
    /// When the contact last wrote; the reply window counts from here.
    #[serde(deserialize_with = "time")]
    pub last_inbound_at: Option<Timestamp>,
    /// When the business last wrote.
    #[serde(deserialize_with = "time")]
    pub last_outbound_at: Option<Timestamp>,
}
