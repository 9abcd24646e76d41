//! The small words of setup links.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a setup link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum SetupLinkStatus {
    /// It works.
    Active,
    /// The customer connected a number with it.
    Used,
    /// Nobody used it in time.
    Expired,
    /// It was taken back, or another was made.
    Revoked,
}

impl SetupLinkStatus {
    /// The word that Kapso uses for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Used => "used",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }
}

/// Languages of Kapso's setup page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum SetupLanguage {
    /// English.
    En,
    /// Spanish.
    Es,
    /// Portuguese.
    Pt,
    /// Hindi.
    Hi,
    /// Indonesian.
    Id,
    /// Arabic.
    Ar,
}

impl SetupLanguage {
    /// The code that Kapso uses for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
            Self::Pt => "pt",
            Self::Hi => "hi",
            Self::Id => "id",
            Self::Ar => "ar",
        }
    }
}

/// How a number is connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ConnectionType {
    /// It stays in the phone app, too.
    Coexistence,
    /// It lives at Kapso only.
    Dedicated,
}

impl ConnectionType {
    /// The word that Kapso uses for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Coexistence => "coexistence",
            Self::Dedicated => "dedicated",
        }
    }
}

/// Who pays Meta for a customer's messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum BillingMode {
    /// The customer, as when nothing is chosen.
    CustomerManaged,
    /// The project.
    PartnerManaged,
}

impl BillingMode {
    /// The word that Kapso uses for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CustomerManaged => "customer_managed",
            Self::PartnerManaged => "partner_managed",
        }
    }
}
