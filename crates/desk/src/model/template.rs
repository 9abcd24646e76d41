//! Message templates as a list shows them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A message template in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Template {
    /// Meta's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template_id: Option<String>,
    /// Its name.
    pub name: String,
    /// Its language, such as `pt_BR`.
    pub language: String,
    /// `APPROVED` is the one that can be sent; `PENDING`, `REJECTED`, `PAUSED`, `DISABLED` and others cannot.
    pub status: String,
    /// `MARKETING`, `UTILITY` or `AUTHENTICATION`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// Names of the numbers that can send it.
    pub configs: Vec<String>,
    /// Meta's id of the business account that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business_account_id: Option<String>,
    /// What stands above the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<TemplateHeader>,
    /// The body, with its placeholders in double braces.
    pub body: String,
    /// The line below the body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<String>,
    /// The buttons, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<TemplateButton>,
    /// What `whatsapp_send_template` is given for it.
    pub values: Vec<TemplateValue>,
    /// What this desk cannot fill in, so that the template cannot be sent from here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unsupported: Option<String>,
}

/// What stands above a template's body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TemplateHeader {
    /// Its kind.
    pub kind: HeaderKind,
    /// The text of a text header, with its placeholder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// The kind of a template's header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum HeaderKind {
    /// A line of text.
    Text,
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A file.
    Document,
    /// A place.
    Location,
}

/// A button of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TemplateButton {
    /// WhatsApp's kind in lower case: `quick_reply`, `url`, `phone_number`, `copy_code`, `otp` and others.
    pub kind: String,
    /// Its label.
    pub text: String,
    /// Where it leads, with its placeholder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Whom it calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
}

/// One value that a template is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TemplateValue {
    /// Where it goes: `parameters`, `header.text`, `header.image_url`, `header.video_url`, `header.document_url`, `header.location` or `buttons`.
    pub field: String,
    /// The placeholder, for `parameters`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The button, from 0, for `buttons`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
    /// The example that WhatsApp approved it with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// Whether it may be left out.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
}
