//! The links by which customers connect their own numbers.

use std::{collections::BTreeMap, fmt};

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A page on which a customer connects a WhatsApp number of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SetupLink {
    /// Kapso's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setup_link_id: Option<String>,
    /// `active`, `used`, `expired` or `revoked`.
    pub status: String,
    /// The page's address, while it works. Whoever has it can connect a number: give it to the customer only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<SetupUrl>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it expires.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// How far the customer got: `pending`, `processing`, `completed` or `failed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whatsapp_setup_status: Option<String>,
    /// Why it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whatsapp_setup_error: Option<String>,
    /// The number that Kapso provided, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provisioned_phone_number: Option<String>,
    /// What its maker chose.
    pub settings: SetupSettings,
}

/// What the maker of a setup link chooses; what is not chosen is Kapso's default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetupSettings {
    /// The page's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// `coexistence` with the phone app, `dedicated`, or both.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_connection_types: Vec<String>,
    /// Whether Kapso provides the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provision_phone_number: Option<bool>,
    /// Countries of a provided number.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phone_number_country_isos: Vec<String>,
    /// Area code of a provided number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number_area_code: Option<String>,
    /// The number that is connected again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reconnect_phone_number: Option<String>,
    /// Who pays Meta: `customer_managed` or `partner_managed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta_billing_mode: Option<String>,
    /// Where the customer goes afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub success_redirect_url: Option<String>,
    /// Where the customer goes when it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure_redirect_url: Option<String>,
    /// Pages that may embed the setup.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allowed_origins: Vec<String>,
    /// The page's colours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme_config: Option<BTreeMap<String, String>>,
}

/// The address of a setup page: a secret of its own, which answers show and nothing prints.
#[derive(Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(inline)]
pub struct SetupUrl(String);

impl SetupUrl {
    /// Takes an address as Kapso gave it.
    pub fn new(url: String) -> Self {
        Self(url)
    }

    /// The address, for the encrypted store only.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SetupUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SetupUrl(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_answered_and_never_printed() {
        let url = SetupUrl::new("https://app.kapso.ai/whatsapp/setup/SECRET".to_owned());
        assert!(!format!("{url:?}").contains("SECRET"));
        assert_eq!(serde_json::to_value(&url).ok(), Some(serde_json::json!("https://app.kapso.ai/whatsapp/setup/SECRET")));
    }
}
