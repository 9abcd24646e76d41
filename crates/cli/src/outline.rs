//! An answer for a person: an outline in the order of the answer, under the names that flags and JSON use.

use serde_json::Value;

use desk::quoting::visible;

/// The outline, a line an entry. It cannot be read back; `--json` can.
pub(crate) fn outline(answer: &Value) -> String {
    let mut lines = Vec::new();
    write(answer, 0, &mut lines);
    lines.join("\n")
}

fn write(value: &Value, depth: usize, lines: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| entry(&format!("{name}:"), value, depth, lines)),
        Value::Array(items) => items.iter().for_each(|item| listed(item, depth, lines)),
        scalar => lines.push(format!("{}{}", pad(depth), shown(scalar, depth))),
    }
}

fn entry(name: &str, value: &Value, depth: usize, lines: &mut Vec<String>) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            lines.push(format!("{}{name}", pad(depth)));
            write(value, depth.saturating_add(1), lines);
        }
        Value::Array(items) if !items.is_empty() => {
            lines.push(format!("{}{name}", pad(depth)));
            write(value, depth.saturating_add(1), lines);
        }
        Value::Object(_) | Value::Array(_) => lines.push(format!("{}{name} none", pad(depth))),
        scalar => lines.push(format!("{}{name} {}", pad(depth), shown(scalar, depth))),
    }
}

/// An item of a list: its first line begins with a dash.
fn listed(item: &Value, depth: usize, lines: &mut Vec<String>) {
    let mut own = Vec::new();
    write(item, depth.saturating_add(1), &mut own);
    if let Some(first) = own.first_mut() {
        *first = format!("{}- {}", pad(depth), first.trim_start());
    }
    lines.append(&mut own);
}

fn shown(scalar: &Value, depth: usize) -> String {
    match scalar {
        Value::String(text) => visible(text).replace('\n', &format!("\n{}", pad(depth.saturating_add(1)))),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Null => "none".to_owned(),
        other => other.to_string(),
    }
}

fn pad(depth: usize) -> String {
    "  ".repeat(depth)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::outline;

    #[test]
    fn lists_and_objects_are_indented_and_no_text_steers_the_terminal() {
        let answer = json!({
            "conversations": [{ "name": "Inés", "window": { "open": true }, "text": "Hi\nthere" }, { "name": "\u{1b}[2J" }],
            "ids": ["a", "b"], "none": [], "count": 2,
        });
        let expected = "conversations:\n  - name: Inés\n    window:\n      open: yes\n    text: Hi\n      there\n  - name: \\u{1b}[2J\n\
                        ids:\n  - a\n  - b\nnone: none\ncount: 2";
        assert_eq!(outline(&answer), expected);
    }
}
