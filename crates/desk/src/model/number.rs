//! The project's numbers.

use schemars::JsonSchema;
use serde::Serialize;

/// One of the project's WhatsApp numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Config {
    /// Kapso's id of the configuration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whatsapp_config_id: Option<String>,
    /// Meta's id of the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number_id: Option<String>,
    /// Meta's id of the business account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_account_id: Option<String>,
    /// The customer that it was onboarded for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// Its name in Kapso.
    pub name: String,
    /// The number as people write it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display_phone_number: Option<String>,
    /// The business name that WhatsApp verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verified_name: Option<String>,
    /// Meta's status; `CONNECTED` is the one that works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Meta's quality rating: `GREEN`, `YELLOW`, `RED` or `UNKNOWN`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality_rating: Option<String>,
    /// How many contacts it may open conversations with in a day, such as `TIER_1K`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messaging_limit: Option<String>,
    /// Whether the number also lives in the phone app.
    pub is_coexistence: bool,
    /// Conversations with unread messages on it.
    pub unread_conversations: u32,
}

impl Config {
    /// What tells it from every other number.
    pub fn place(&self) -> String {
        self.phone_number_id.clone().unwrap_or_else(|| self.name.clone())
    }
}
