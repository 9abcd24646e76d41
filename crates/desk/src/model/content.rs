//! What a message holds besides its text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A picture, film, sound, file or sticker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Media {
    /// Meta's media id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_id: Option<String>,
    /// Its type, such as `image/jpeg`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mime_type: Option<String>,
    /// The file's name, as the sender gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// Its size in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byte_size: Option<u64>,
    /// What is said in a voice message, where Kapso transcribed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transcript: Option<String>,
    /// Whether a sound was recorded as a voice message.
    pub voice: bool,
    /// Whether a sticker moves.
    pub animated: bool,
}

/// A place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Location {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A contact card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ContactCard {
    /// The name on it.
    pub name: String,
    /// The numbers on it, as written there.
    pub phones: Vec<String>,
}

/// Buttons, a list or a link; or the contact's choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Interactive {
    /// WhatsApp's kind: `button`, `list`, `cta_url`, `button_reply`, `list_reply`, `nfm_reply` and others.
    pub kind: String,
    /// The line above the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<String>,
    /// The line below the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// What can be chosen, or what was chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// The label of the button that opens a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub button: Option<String>,
    /// Where a link leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The fields of a filled form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FormField>,
}

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Choice {
    /// The sender's id of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its title.
    pub title: String,
    /// The line below the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The section of a list that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
}

/// One field of a filled form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FormField {
    /// Its name.
    pub name: String,
    /// What was filled in.
    pub value: String,
}

/// A template as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TemplateUse {
    /// Its name.
    pub name: String,
    /// Its language, such as `pt_BR`.
    pub language: String,
    /// The values that were filled in, in order.
    pub values: Vec<String>,
}

/// One position of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OrderItem {
    /// The shop's id of the product.
    pub product: String,
    /// How many.
    pub quantity: u32,
    /// The price of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_price: Option<f64>,
    /// The currency, such as `USD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

/// An emoji put on another message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReactionTo {
    /// The message that it stands on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
    /// The emoji; empty when it was taken away.
    pub emoji: String,
}
