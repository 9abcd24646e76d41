//! The body's placeholders.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Part, line_fault};
use crate::{
    faults::Faults,
    template::{ParameterValue, Text},
};

/// The most characters that a filled body may have, per Meta's error 132005.
const LONGEST: usize = 1024;

/// Fills the body; gives it as it reads, and what is sent for it.
pub(super) fn fill(body: &Text, given: &[ParameterValue], faults: &mut Faults) -> (String, Part) {
    let values = matched(body, given, faults);
    let text = body.filled(|name| values.get(name).map(|value| (*value).to_owned()));
    let length = text.chars().count();
    if length > LONGEST {
        faults.invalid(format!("the body would have {length} characters, at most {LONGEST} are possible"));
    }
    let parameters: Vec<Value> =
        body.wants.iter().filter_map(|wanted| values.get(wanted.name.as_str()).map(|value| parameter(&wanted.name, value))).collect();
    let filled = Part {
        shown: Vec::new(),
        values: body.wants.iter().filter_map(|wanted| values.get(wanted.name.as_str()).map(|value| (*value).to_owned())).collect(),
        components: if parameters.is_empty() { Vec::new() } else { vec![json!({ "type": "body", "parameters": parameters })] },
    };
    (text, filled)
}

/// A text parameter; one of a name says the name.
pub(super) fn parameter(name: &str, value: &str) -> Value {
    if name.parse::<u32>().is_ok() {
        json!({ "type": "text", "text": value })
    } else {
        json!({ "type": "text", "parameter_name": name, "text": value })
    }
}

/// Which value belongs to which placeholder: those with a name first, the others in order.
fn matched<'a>(body: &'a Text, given: &'a [ParameterValue], faults: &mut Faults) -> BTreeMap<&'a str, &'a str> {
    let mut values = BTreeMap::new();
    for (name, value) in given.iter().filter_map(|given| given.name.as_deref().map(|name| (name, given.value.as_str()))) {
        match body.wants.iter().find(|wanted| wanted.name == name) {
            Some(wanted) if values.insert(wanted.name.as_str(), value).is_some() => {
                faults.invalid(format!("`parameters` has two values for {name}"));
            }
            Some(_) => {}
            None => faults.surplus(format!("`parameters` has a value for {name}, which the body does not have")),
        }
    }
    let mut free = body.wants.iter().filter(|wanted| !given.iter().any(|given| given.name.as_deref() == Some(wanted.name.as_str())));
    let mut surplus = 0_usize;
    for value in given.iter().filter(|given| given.name.is_none()) {
        match free.next() {
            Some(wanted) => {
                values.insert(wanted.name.as_str(), value.value.as_str());
            }
            None => surplus += 1,
        }
    }
    if surplus > 0 {
        faults.surplus(format!("`parameters` has {surplus} more than the body's {}", body.wants.len()));
    }
    for wanted in &body.wants {
        match values.get(wanted.name.as_str()) {
            None => faults.missing(format!("`parameters` has no value for {}", wanted.name)),
            Some(value) => {
                if let Some(fault) = line_fault(value) {
                    faults.invalid(format!("the value for {} {fault}", wanted.name));
                }
            }
        }
    }
    values
}
