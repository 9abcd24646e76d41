//! What a template is filled with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::media::{MediaMessage, MediaType};

/// Everything that a template is filled with.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a> {
    /// For the body.
    pub parameters: &'a [ParameterValue],
    /// For the header.
    pub header: Option<&'a HeaderValue>,
    /// For the buttons.
    pub buttons: &'a [ButtonValue],
}

/// A value of the body.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct ParameterValue {
    /// The placeholder's name or number; in order when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 100))]
    pub name: Option<String>,
    /// The value; one line.
    #[schemars(length(min = 1, max = 1024))]
    pub value: String,
}

/// The header's value: the one field that the template wants.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(inline)]
pub struct HeaderValue {
    /// For a text header's placeholder.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 60))]
    pub text: Option<String>,
    /// https address of a JPEG or PNG, at most 5 MB.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 2048))]
    pub image_url: Option<String>,
    /// https address of an MP4 or 3GP, at most 16 MB.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 2048))]
    pub video_url: Option<String>,
    /// https address of a file, at most 100 MB.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 2048))]
    pub document_url: Option<String>,
    /// A file of this computer in place of an address, from the root; for people only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 4096))]
    pub file_path: Option<String>,
    /// The document's name, as the contact sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 240))]
    pub filename: Option<String>,
    /// A place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<PlaceValue>,
}

impl HeaderValue {
    /// Whether WhatsApp fetches it from an address.
    pub(crate) fn is_an_address(&self) -> bool {
        self.linked().is_some()
    }

    /// The file that WhatsApp fetches from an address.
    pub(crate) fn linked(&self) -> Option<MediaMessage> {
        let places = [(MediaType::Image, &self.image_url), (MediaType::Video, &self.video_url), (MediaType::Document, &self.document_url)];
        let (kind, url) = places.into_iter().find_map(|(kind, url)| url.clone().map(|url| (kind, url)))?;
        Some(MediaMessage { kind: Some(kind), url: Some(url), path: None, caption: None, filename: self.filename.clone(), voice: false })
    }
}

/// A place.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct PlaceValue {
    /// Degrees north.
    #[schemars(range(min = -90.0, max = 90.0))]
    pub latitude: f64,
    /// Degrees east.
    #[schemars(range(min = -180.0, max = 180.0))]
    pub longitude: f64,
    /// Its name.
    #[schemars(length(min = 1, max = 1000))]
    pub name: String,
    /// Its address.
    #[schemars(length(min = 1, max = 1000))]
    pub address: String,
}

/// A button's value.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct ButtonValue {
    /// Which button, from 0.
    #[schemars(range(min = 0, max = 9))]
    pub index: usize,
    /// The end of a link, the code, or what a quick reply sends back.
    #[schemars(length(min = 1, max = 2000))]
    pub value: String,
}
