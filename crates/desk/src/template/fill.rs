//! Filling a template: every value is checked against it before anything leaves.

mod body;
mod buttons;
mod header;

use serde_json::Value;

use super::{Layout, values::Values};
use crate::{error::Result, faults::Faults};

/// A filled template.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// The body as the contact reads it.
    pub text: String,
    /// Everything as a person reads it before it leaves: header, body, footer, buttons; a line each.
    pub preview: String,
    /// The components that are sent, in Cloud API's shape.
    pub components: Vec<Value>,
    /// The values that were filled in, in order.
    pub values: Vec<String>,
}

/// One part of the template, filled.
#[derive(Debug, Default)]
struct Part {
    shown: Vec<String>,
    components: Vec<Value>,
    values: Vec<String>,
}

impl Layout {
    /// Fills it in, or says everything that does not fit. `template` is its name and language, for the words.
    pub fn fill(&self, template: &str, values: Values<'_>) -> Result<Filled> {
        let mut faults = Faults::default();
        let header = header::fill(self.header.as_ref(), values.header, &mut faults);
        let (text, body) = body::fill(&self.body, values.parameters, &mut faults);
        let buttons = buttons::fill(&self.buttons, values.buttons, &mut faults);
        if let Some(error) = faults.error(&format!("The values do not fit the template {template}"), &self.in_words()) {
            return Err(error);
        }
        let shown = header.shown.into_iter().chain([text.clone()]).chain(self.footer.clone()).chain(buttons.shown);
        Ok(Filled {
            text,
            preview: shown.collect::<Vec<_>>().join("\n"),
            components: [header.components, body.components, buttons.components].concat(),
            values: [header.values, body.values, buttons.values].concat(),
        })
    }

    /// What it wants, for a person or a model that gave something else.
    fn in_words(&self) -> String {
        let wants: Vec<String> = self
            .wants()
            .into_iter()
            .map(|wanted| {
                let place = match (&wanted.name, wanted.index) {
                    (Some(name), _) => format!("`{}` {name}", wanted.field),
                    (None, Some(index)) => format!("`{}` index {index}", wanted.field),
                    (None, None) => format!("`{}`", wanted.field),
                };
                let example = wanted.example.map(|example| format!(" (such as {example})")).unwrap_or_default();
                format!("{place}{example}{}", if wanted.optional { ", optional" } else { "" })
            })
            .collect();
        if wants.is_empty() { "It wants no values.".to_owned() } else { format!("It wants: {}.", wants.join("; ")) }
    }
}

/// WhatsApp takes one line for a placeholder: no line breaks, no tabs, no more than four spaces in a row.
fn line_fault(value: &str) -> Option<&'static str> {
    if value.trim().is_empty() {
        return Some("is blank");
    }
    if value.chars().any(char::is_control) || value.contains("     ") {
        return Some("must be one line, without tabs and without more than four spaces in a row");
    }
    None
}
