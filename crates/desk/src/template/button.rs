//! Buttons of a template.

use serde_json::{Value, json};

use crate::model::TemplateButton;

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// WhatsApp's kind, in lower case.
    pub kind: String,
    /// What pressing it does with a value.
    pub press: Press,
    /// Its label.
    pub text: String,
    /// Where it leads, with its placeholder.
    pub url: Option<String>,
    /// Whom it calls.
    pub phone_number: Option<String>,
    /// The value that it was approved with.
    pub example: Option<String>,
}

/// What a button does with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// Nothing: it is always the same.
    Fixed,
    /// It comes back to the business when the contact presses it; may be left out.
    Reply,
    /// It ends the address that is opened.
    Link,
    /// It is copied.
    Code,
    /// It is copied or filled in as a one-time password; sent like a link.
    Password,
    /// It opens a form, which needs no value of ours.
    Form,
    /// Something that this desk cannot fill in.
    Unsupported,
}

impl Press {
    /// Whether it can be given a value.
    pub fn takes_a_value(self) -> bool {
        matches!(self, Self::Reply) || self.needs_a_value()
    }

    /// Whether it cannot be sent without a value.
    pub fn needs_a_value(self) -> bool {
        matches!(self, Self::Link | Self::Code | Self::Password)
    }

    /// The most characters that the value may have, per Meta's reference of template messages.
    pub fn longest(self) -> usize {
        match self {
            Self::Reply => 128,
            Self::Code | Self::Password => 15,
            _ => 2000,
        }
    }
}

impl Button {
    pub(super) fn read(button: &Value) -> Self {
        let text = |field: &str| button.get(field).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned);
        let (kind, url) = (text("type").unwrap_or_default().to_lowercase(), text("url"));
        let example = button.get("example").and_then(|example| example.as_str().or_else(|| example.get(0)?.as_str())).map(str::to_owned);
        let press = match kind.as_str() {
            "quick_reply" => Press::Reply,
            "url" if url.as_ref().is_some_and(|url| url.contains("{{")) => Press::Link,
            "url" | "phone_number" | "voice_call" | "catalog" => Press::Fixed,
            "copy_code" => Press::Code,
            "otp" => Press::Password,
            "flow" => Press::Form,
            _ => Press::Unsupported,
        };
        Self { kind, press, text: text("text").unwrap_or_default(), url, phone_number: text("phone_number"), example }
    }

    /// It as a list shows it.
    pub fn shown(&self) -> TemplateButton {
        TemplateButton { kind: self.kind.clone(), text: self.text.clone(), url: self.url.clone(), phone_number: self.phone_number.clone() }
    }

    /// The address that it opens with a value at its placeholder.
    pub fn address(&self, value: &str) -> Option<String> {
        let (before, after) = self.url.as_ref()?.split_once("{{")?;
        let (_, after) = after.split_once("}}")?;
        Some(format!("{before}{value}{after}"))
    }

    /// The component that is sent for it, if one is.
    pub(super) fn component(&self, index: usize, value: Option<&str>) -> Option<Value> {
        let (sub_type, parameter) = match (self.press, value) {
            (Press::Reply, Some(value)) => ("quick_reply", json!({ "type": "payload", "payload": value })),
            (Press::Link | Press::Password, Some(value)) => ("url", json!({ "type": "text", "text": value })),
            (Press::Code, Some(value)) => ("copy_code", json!({ "type": "coupon_code", "coupon_code": value })),
            (Press::Form, _) => ("flow", json!({ "type": "action", "action": {} })),
            _ => return None,
        };
        Some(json!({ "type": "button", "sub_type": sub_type, "index": index.to_string(), "parameters": [parameter] }))
    }
}
