//! Contacts, customers and setup links.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::tolerant::{object, or_default, text, time};

/// A contact. Every field but the id may be missing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// Kapso's id.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// The phone number's digits; null when hidden.
    #[serde(deserialize_with = "text")]
    pub wa_id: Option<String>,
    /// WhatsApp's business-scoped id.
    pub business_scoped_user_id: Option<String>,
    /// The contact's user name.
    #[serde(deserialize_with = "text")]
    pub username: Option<String>,
    /// The name that the contact gave WhatsApp.
    #[serde(deserialize_with = "text")]
    pub profile_name: Option<String>,
    /// The name that the team gave them.
    #[serde(deserialize_with = "text")]
    pub display_name: Option<String>,
    /// The customer that they belong to.
    pub customer_id: Option<String>,
    /// What programs keep about them. Null says that they keep nothing; None that the answer does not say.
    #[serde(deserialize_with = "object")]
    pub metadata: Option<Map<String, Value>>,
    /// When they were added.
    #[serde(deserialize_with = "time")]
    pub created_at: Option<Timestamp>,
    /// When they were last changed.
    #[serde(deserialize_with = "time")]
    pub updated_at: Option<Timestamp>,
}

/// A customer of the project.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Customer {
    /// Kapso's id.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// The name.
    #[serde(deserialize_with = "or_default")]
    pub name: String,
    /// The project's own id of them.
    #[serde(deserialize_with = "text")]
    pub external_customer_id: Option<String>,
    /// When they were added.
    #[serde(deserialize_with = "time")]
    pub created_at: Option<Timestamp>,
}

/// A setup link. Its address is a secret of its own.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SetupLink {
    /// Kapso's id.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// `active`, `used`, `expired` or `revoked`.
    #[serde(deserialize_with = "or_default")]
    pub status: String,
    /// The page that the customer opens; it embeds the token.
    pub url: Option<String>,
    /// When it was made.
    #[serde(deserialize_with = "time")]
    pub created_at: Option<Timestamp>,
    /// When it expires.
    #[serde(deserialize_with = "time")]
    pub expires_at: Option<Timestamp>,
    /// The page's language.
    pub language: Option<String>,
    /// `coexistence`, `dedicated` or both.
    #[serde(deserialize_with = "or_default")]
    pub allowed_connection_types: Vec<String>,
    /// Who pays Meta: `customer_managed` or `partner_managed`.
    pub meta_billing_mode: Option<String>,
    /// Whether Kapso provides the number.
    pub provision_phone_number: Option<bool>,
    /// Countries of a provided number, as ISO 3166 codes.
    #[serde(deserialize_with = "or_default")]
    pub phone_number_country_isos: Vec<String>,
    /// Area code of a provided number.
    #[serde(deserialize_with = "text")]
    pub phone_number_area_code: Option<String>,
    /// The number that is connected again.
    #[serde(deserialize_with = "text")]
    pub reconnect_phone_number: Option<String>,
    /// Pages that may embed the setup.
    #[serde(deserialize_with = "or_default")]
    pub allowed_origins: Vec<String>,
    /// Where the customer goes after success.
    pub success_redirect_url: Option<String>,
    /// Where the customer goes after a failure.
    pub failure_redirect_url: Option<String>,
    /// The page's colours.
    pub theme_config: Option<Value>,
    /// `pending`, `processing`, `completed` or `failed`.
    pub whatsapp_setup_status: Option<String>,
    /// Why it failed.
    #[serde(deserialize_with = "text")]
    pub whatsapp_setup_error: Option<String>,
    /// The number that Kapso provided, once there is one.
    pub provisioned_phone_number: Option<Value>,
}

impl std::fmt::Debug for SetupLink {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("SetupLink").field("id", &self.id).field("status", &self.status).finish_non_exhaustive()
    }
}
