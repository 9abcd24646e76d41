//! What a message holds besides its text, as it is stored.

use serde::{Deserialize, Serialize};

use crate::model::{ContactCard, Interactive, Location, Media, OrderItem, ReactionTo, TemplateUse};

/// What a message holds besides its text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Parts {
    /// See [`crate::model::Message::media`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<Media>,
    /// See [`crate::model::Message::location`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// See [`crate::model::Message::contacts`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ContactCard>,
    /// See [`crate::model::Message::interactive`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interactive: Option<Interactive>,
    /// See [`crate::model::Message::template`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<TemplateUse>,
    /// See [`crate::model::Message::order`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<OrderItem>,
    /// See [`crate::model::Message::reaction`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reaction: Option<ReactionTo>,
}

impl Parts {
    /// The stored form; none when there is nothing.
    pub fn to_json(&self) -> Option<String> {
        if *self == Self::default() { None } else { serde_json::to_string(self).ok() }
    }

    /// What a stored form holds; nothing when it is damaged.
    pub fn of_json(json: Option<String>) -> Self {
        json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
    }
}
