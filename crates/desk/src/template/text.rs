//! Text with placeholders in double braces: `{{1}}` or `{{customer}}`.

use serde_json::Value;

/// A text and what it wants to be filled with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The text, with its placeholders.
    pub text: String,
    /// The placeholders, each once: numbers in their order, names as they appear.
    pub wants: Vec<Placeholder>,
}

/// A placeholder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// Its name or number.
    pub name: String,
    /// The value that it was approved with.
    pub example: Option<String>,
}

impl Text {
    /// A body and its examples (`example.body_text`, `example.body_text_named_params`).
    pub fn of_body(component: &Value) -> Self {
        let ordered = component.pointer("/example/body_text/0").cloned().unwrap_or_default();
        Self::read(component, "/example/body_text_named_params", &ordered)
    }

    /// A text header and its examples (`example.header_text`, `example.header_text_named_params`).
    pub fn of_header(component: &Value) -> Self {
        let ordered = component.pointer("/example/header_text").cloned().unwrap_or_default();
        Self::read(component, "/example/header_text_named_params", &ordered)
    }

    fn read(component: &Value, named: &str, ordered: &Value) -> Self {
        let text = component.get("text").and_then(Value::as_str).unwrap_or_default().to_owned();
        let named: Vec<&Value> = component.pointer(named).and_then(Value::as_array).into_iter().flatten().collect();
        let example_of = |place: usize, name: &str| {
            let of_name = named.iter().find(|example| example.get("param_name").and_then(Value::as_str) == Some(name));
            let example = of_name.and_then(|example| example.get("example")).or_else(|| ordered.get(place));
            example.and_then(Value::as_str).map(str::to_owned)
        };
        let names = placeholders(&text);
        let wants = names.iter().enumerate().map(|(place, name)| Placeholder { name: name.clone(), example: example_of(place, name) });
        Self { wants: wants.collect(), text }
    }

    /// The text with every placeholder replaced by what `value_of` gives. What is filled in is never read for placeholders again.
    pub fn filled(&self, value_of: impl Fn(&str) -> Option<String>) -> String {
        let mut filled = String::new();
        let mut rest = self.text.as_str();
        while let Some((before, after)) = rest.split_once("{{") {
            filled.push_str(before);
            match after.split_once("}}") {
                Some((name, after)) => {
                    filled.push_str(&value_of(name.trim()).unwrap_or_else(|| format!("{{{{{name}}}}}")));
                    rest = after;
                }
                None => {
                    filled.push_str("{{");
                    rest = after;
                }
            }
        }
        filled.push_str(rest);
        filled
    }
}

fn placeholders(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for piece in text.split("{{").skip(1) {
        if let Some((name, _)) = piece.split_once("}}")
            && !names.iter().any(|known| known == name.trim())
        {
            names.push(name.trim().to_owned());
        }
    }
    // WhatsApp fills numbers by their value, wherever they stand. Names keep their place: the sort is stable.
    names.sort_by_key(|name| name.parse::<u32>().unwrap_or(u32::MAX));
    names
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_count_by_value_and_once() {
        let text = Text::of_body(&json!({ "text": "{{2}} for {{1}}, {{2}}!", "example": { "body_text": [["Ana", "Roses"]] } }));
        let wants: Vec<(&str, Option<&str>)> = text.wants.iter().map(|wanted| (wanted.name.as_str(), wanted.example.as_deref())).collect();
        assert_eq!(wants, [("1", Some("Ana")), ("2", Some("Roses"))]);
        assert_eq!(text.filled(|name| Some(format!("<{name}>"))), "<2> for <1>, <2>!");
    }

    #[test]
    fn what_is_filled_in_is_text_whatever_it_looks_like() {
        let text = Text::of_body(&json!({ "text": "Hi {{name}}, {{what}} {{" }));
        let value = |name: &str| Some(if name == "name" { "{{what}}" } else { "ready" }.to_owned());
        assert_eq!(text.filled(value), "Hi {{what}}, ready {{");
    }
}
