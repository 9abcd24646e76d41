//! The buttons' values.

use super::{Part, line_fault};
use crate::{
    faults::Faults,
    template::{Button, ButtonValue, Press},
};

/// Fills the buttons.
pub(super) fn fill(buttons: &[Button], given: &[ButtonValue], faults: &mut Faults) -> Part {
    for (place, value) in given.iter().enumerate() {
        match buttons.get(value.index) {
            None => faults.surplus(format!("`buttons` has a value for index {}, and there are {} buttons", value.index, buttons.len())),
            Some(button) if !button.press.takes_a_value() => {
                faults.surplus(format!("`buttons` has a value for index {}, which takes none", value.index));
            }
            Some(_) if given.iter().take(place).any(|earlier| earlier.index == value.index) => {
                faults.invalid(format!("`buttons` has two values for index {}", value.index));
            }
            Some(button) => check(button, value, faults),
        }
    }
    let mut filled = Part::default();
    for (index, button) in buttons.iter().enumerate() {
        let value = given.iter().find(|value| value.index == index).map(|value| value.value.as_str());
        if value.is_none() && button.press.needs_a_value() {
            faults.missing(format!("`buttons` has no value for index {index}"));
        }
        filled.components.extend(button.component(index, value));
        filled.values.extend(value.filter(|_| matches!(button.press, Press::Link | Press::Password)).map(str::to_owned));
        filled.shown.push(shown(button, value));
    }
    filled
}

fn check(button: &Button, value: &ButtonValue, faults: &mut Faults) {
    let (index, length, longest) = (value.index, value.value.chars().count(), button.press.longest());
    if let Some(fault) = line_fault(&value.value) {
        faults.invalid(format!("the value for button {index} {fault}"));
    }
    if length > longest {
        faults.invalid(format!("the value for button {index} has {length} characters, at most {longest} are possible"));
    }
    let leaves_the_address = button.press == Press::Link && value.value.chars().any(char::is_whitespace);
    if leaves_the_address {
        faults.invalid(format!("the value for button {index} has spaces in it, and ends an address"));
    }
}

fn shown(button: &Button, value: Option<&str>) -> String {
    let target = match button.press {
        Press::Link => value.and_then(|value| button.address(value)),
        Press::Code | Press::Password | Press::Reply => value.map(str::to_owned),
        _ => button.url.clone().or_else(|| button.phone_number.clone()),
    };
    match target {
        Some(target) => format!("[{}: {target}]", button.text),
        None => format!("[{}]", button.text),
    }
}
