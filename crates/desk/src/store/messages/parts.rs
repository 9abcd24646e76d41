//! What a message holds besides its text, as it is stored.

use schemars::JsonSchema;
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

/// The part of a message in which something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum FoundIn {
    /// The body, the caption, the filled template, the title of what was chosen.
    Text,
    /// The name of the file.
    Filename,
    /// What is said in a voice message.
    Transcript,
    /// The name or address of a place.
    Place,
    /// A contact card.
    Card,
    /// What was offered to choose from, and the lines around it.
    Choice,
    /// A filled form.
    Form,
    /// A product that was ordered.
    Order,
}

impl Parts {
    /// Everything in a message that can be read, each part once.
    pub fn readable<'m>(&'m self, text: Option<&'m str>) -> Vec<(FoundIn, &'m str)> {
        let mut all: Vec<(FoundIn, &str)> = text.map(|text| (FoundIn::Text, text)).into_iter().collect();
        let mut add = |part, text: &'m str| {
            if !text.is_empty() && !all.iter().any(|(_, there)| *there == text) {
                all.push((part, text));
            }
        };
        if let Some(media) = &self.media {
            media.filename.iter().for_each(|name| add(FoundIn::Filename, name));
            media.transcript.iter().for_each(|said| add(FoundIn::Transcript, said));
        }
        if let Some(place) = &self.location {
            place.name.iter().chain(&place.address).for_each(|line| add(FoundIn::Place, line));
        }
        for card in &self.contacts {
            add(FoundIn::Card, &card.name);
            card.phones.iter().for_each(|phone| add(FoundIn::Card, phone));
        }
        if let Some(offer) = &self.interactive {
            offer.header.iter().chain(&offer.footer).chain(&offer.button).for_each(|line| add(FoundIn::Choice, line));
            for choice in &offer.options {
                add(FoundIn::Choice, &choice.title);
                choice.description.iter().for_each(|line| add(FoundIn::Choice, line));
            }
            offer.fields.iter().for_each(|field| add(FoundIn::Form, &field.value));
        }
        self.template.iter().flat_map(|template| &template.values).filter(|_| text.is_none()).for_each(|value| add(FoundIn::Text, value));
        self.order.iter().for_each(|line| add(FoundIn::Order, &line.product));
        all
    }

    /// The stored form; none when there is nothing.
    pub fn to_json(&self) -> Option<String> {
        if *self == Self::default() { None } else { serde_json::to_string(self).ok() }
    }

    /// What a stored form holds; nothing when it is damaged.
    pub fn of_json(json: Option<String>) -> Self {
        json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
    }
}
