//! Messages that offer a choice: reply buttons, a list, or a link. Limits per Meta's and Kapso's reference.

mod check;
mod shape;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which choice is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum InteractiveType {
    /// One to three reply buttons.
    Button,
    /// A list that opens.
    List,
    /// A button that opens an address.
    CtaUrl,
}

/// A reply button.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct ReplyButton {
    /// Always `reply`.
    #[serde(default, rename = "type")]
    pub kind: ReplyType,
    /// What it says.
    pub reply: Reply,
}

/// The one type of reply buttons.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ReplyType {
    /// The only one.
    #[default]
    Reply,
}

/// What a reply button says.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Reply {
    /// Comes back when it is pressed.
    #[schemars(length(min = 1, max = 256))]
    pub id: String,
    /// Its label, at most 20 characters.
    #[schemars(length(min = 1, max = 20))]
    pub title: String,
}

/// A section of a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Section {
    /// At most 24 characters; needed when there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 24))]
    pub title: Option<String>,
    /// At most 10 over all sections.
    #[schemars(length(min = 1, max = 10))]
    pub rows: Vec<Row>,
}

/// A row of a list.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Row {
    /// Comes back when it is chosen.
    #[schemars(length(min = 1, max = 200))]
    pub id: String,
    /// At most 24 characters.
    #[schemars(length(min = 1, max = 24))]
    pub title: String,
    /// At most 72 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 72))]
    pub description: Option<String>,
}

/// What is offered, and the words around it.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// Which choice.
    pub kind: InteractiveType,
    /// The text.
    pub body: &'a str,
    /// The line above it.
    pub header: Option<&'a str>,
    /// The line below it.
    pub footer: Option<&'a str>,
    /// For [`InteractiveType::Button`].
    pub buttons: &'a [ReplyButton],
    /// The label that opens a list or an address.
    pub button_text: Option<&'a str>,
    /// For [`InteractiveType::List`].
    pub sections: &'a [Section],
    /// For [`InteractiveType::CtaUrl`].
    pub url: Option<&'a str>,
}
