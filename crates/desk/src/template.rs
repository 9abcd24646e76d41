//! A template's parts, read from Cloud API's components, and what it wants to be given.

mod button;
mod fill;
mod text;
mod values;

pub use button::{Button, Press};
pub use fill::Filled;
pub use text::{Placeholder, Text};
pub use values::{ButtonValue, HeaderValue, ParameterValue, PlaceValue, Values};

use serde_json::Value;

use crate::model::{HeaderKind, TemplateHeader, TemplateValue};

/// A template's parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// What stands above the body.
    pub header: Option<Header>,
    /// The body.
    pub body: Text,
    /// The line below it.
    pub footer: Option<String>,
    /// The buttons, in order.
    pub buttons: Vec<Button>,
    /// A part that this desk cannot fill in.
    pub unsupported: Option<String>,
}

/// What stands above the body.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// Its kind.
    pub kind: HeaderKind,
    /// The text of a text header.
    pub text: Text,
}

impl Layout {
    /// Reads the components of the list of templates (`components[]` of Meta's `message_templates`).
    pub fn read(components: &[Value]) -> Self {
        let mut layout = Self { header: None, body: Text::default(), footer: None, buttons: Vec::new(), unsupported: None };
        for component in components {
            let word = |field: &str| component.get(field).and_then(Value::as_str).unwrap_or_default();
            match word("type").to_ascii_uppercase().as_str() {
                "HEADER" => match kind(word("format")) {
                    Some(kind) => layout.header = Some(Header { kind, text: Text::of_header(component) }),
                    None => layout.unsupported = Some(format!("a header of kind {}", word("format"))),
                },
                "BODY" => layout.body = Text::of_body(component),
                "FOOTER" => layout.footer = Some(word("text").to_owned()).filter(|text| !text.is_empty()),
                "BUTTONS" => {
                    layout.buttons = component.get("buttons").and_then(Value::as_array).into_iter().flatten().map(Button::read).collect()
                }
                other => layout.unsupported = Some(other.to_lowercase().replace('_', " ")),
            }
        }
        if let Some(button) = layout.buttons.iter().find(|button| button.press == Press::Unsupported) {
            layout.unsupported = Some(format!("a button of kind {}", button.kind));
        }
        layout
    }

    /// The header as a list shows it.
    pub fn shown_header(&self) -> Option<TemplateHeader> {
        let header = self.header.as_ref()?;
        Some(TemplateHeader { kind: header.kind, text: (header.kind == HeaderKind::Text).then(|| header.text.text.clone()) })
    }

    /// What it wants to be given, in the words of `whatsapp_send_template`.
    pub fn wants(&self) -> Vec<TemplateValue> {
        let mut wants = Vec::new();
        if let Some(header) = &self.header {
            let example = header.text.wants.first().and_then(|wanted| wanted.example.clone());
            if header.kind != HeaderKind::Text || !header.text.wants.is_empty() {
                wants.push(TemplateValue { field: header.kind.field().to_owned(), name: None, index: None, example, optional: false });
            }
        }
        for wanted in &self.body.wants {
            let (name, example) = (Some(wanted.name.clone()), wanted.example.clone());
            wants.push(TemplateValue { field: "parameters".to_owned(), name, index: None, example, optional: false });
        }
        for (index, button) in self.buttons.iter().enumerate().filter(|(_, button)| button.press.takes_a_value()) {
            let (example, optional) = (button.example.clone(), !button.press.needs_a_value());
            wants.push(TemplateValue { field: "buttons".to_owned(), name: None, index: Some(index), example, optional });
        }
        wants
    }
}

impl HeaderKind {
    /// The field of `whatsapp_send_template` that its value stands in.
    pub fn field(self) -> &'static str {
        match self {
            Self::Text => "header.text",
            Self::Image => "header.image_url",
            Self::Video => "header.video_url",
            Self::Document => "header.document_url",
            Self::Location => "header.location",
        }
    }
}

fn kind(format: &str) -> Option<HeaderKind> {
    match format.to_ascii_uppercase().as_str() {
        "TEXT" | "" => Some(HeaderKind::Text),
        "IMAGE" => Some(HeaderKind::Image),
        "VIDEO" => Some(HeaderKind::Video),
        "DOCUMENT" => Some(HeaderKind::Document),
        "LOCATION" => Some(HeaderKind::Location),
        _ => None,
    }
}
