//! The project's customers.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

/// A business that the project serves, with its own WhatsApp numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Customer {
    /// Kapso's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<String>,
    /// The name.
    pub name: String,
    /// The project's own id of it, such as its number in a CRM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_customer_id: Option<String>,
    /// When it was added.
    pub created_at: Timestamp,
    /// WhatsApp numbers that it connected.
    pub numbers: u32,
    /// Its newest setup link: `active`, `used`, `expired` or `revoked`; `none`; `unknown` while this desk has not asked Kapso.
    pub setup_link: String,
    /// How far the customer got with that link: `pending`, `processing`, `completed` or `failed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whatsapp_setup_status: Option<String>,
    /// When that link expires, while it is active.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setup_link_expires_at: Option<Timestamp>,
}
