//! `docs/operations.md`: what the contract says of each operation is written by this; errors and sources are written by hand.

use desk::{
    contract,
    operation::Entry,
    operations::{OPERATIONS, find},
};
use serde_json::Value;

use crate::{STALE, is_updating, root};

const BY_HAND: &str = "<!-- by hand -->";

#[test]
fn the_page_of_operations_is_true() {
    let path = root().join("docs/operations.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let now = written(&page);
    if is_updating() {
        std::fs::write(&path, &now).unwrap();
    }
    let page = std::fs::read_to_string(path).unwrap();
    assert!(page == now, "docs/operations.md is not what the contract says: {STALE}");
}

#[test]
fn the_page_names_the_errors_and_the_source_of_each_operation() {
    let page = std::fs::read_to_string(root().join("docs/operations.md")).unwrap();
    let contract = contract::document();
    let codes = choices(contract.pointer("/error/properties/code").unwrap());
    let documents = ["platform", "whatsapp"].map(|name| root().join(format!("crates/simulator/openapi/openapi-{name}.yaml")));
    let documented = documents.map(|path| std::fs::read_to_string(path).unwrap()).concat();
    for entry in OPERATIONS {
        let name = entry.name();
        let by_hand = by_hand(&page, name).trim();
        assert!(by_hand.contains("\nUpstream: "), "docs/operations.md does not say what {name} asks of Kapso, and how that is known");
        let listed = by_hand.lines().filter_map(|line| line.strip_prefix("- ")?.split_once(": "));
        let errors: Vec<&str> = listed.flat_map(|(codes, _)| codes.split(", ")).map(|code| code.trim_matches('`')).collect();
        assert!(!errors.is_empty(), "docs/operations.md names no error of {name}");
        for path in by_hand.split('`').filter_map(path_of_upstream) {
            assert!(documented.contains(&format!("\n  {path}:\n")), "{name}: Kapso's documents have no {path}");
        }
        let unknown: Vec<&&str> = errors.iter().filter(|code| !codes.contains(code)).collect();
        assert!(unknown.is_empty(), "{name}: there are no such errors: {unknown:?}");
    }
    let gone: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("## `")).map(|line| line.trim_end_matches('`')).collect();
    assert!(gone.iter().all(|name| find(name).is_some()), "docs/operations.md has operations that are gone: {gone:?}");
}

/// The path of a request such as `GET /whatsapp/contacts`.
fn path_of_upstream(quoted: &str) -> Option<&str> {
    let (method, path) = quoted.split_once(' ')?;
    (["GET", "POST", "PATCH", "DELETE"].contains(&method) && path.starts_with('/')).then_some(path)
}

/// The page as it has to be: its beginning and what is written by hand are kept.
fn written(page: &str) -> String {
    let mut written = page.split("\n## ").next().unwrap_or_default().trim_end().to_owned();
    for entry in OPERATIONS {
        let by_hand = by_hand(page, entry.name()).trim();
        written.push_str(&format!("\n\n## `{}`\n\n{}\n\n{BY_HAND}\n{by_hand}", entry.name(), of_contract(*entry)));
    }
    format!("{}\n", written.trim_end())
}

fn by_hand<'p>(page: &'p str, name: &str) -> &'p str {
    let section = page.split("\n## ").find(|section| section.starts_with(&format!("`{name}`\n"))).unwrap_or_default();
    section.split_once(BY_HAND).map_or("", |(_, by_hand)| by_hand)
}

fn of_contract(entry: &dyn Entry) -> String {
    let effect = serde_json::to_value(entry.effect()).unwrap();
    let mut text = format!("*{} · {}.* {}\n", entry.title(), effect.as_str().unwrap(), one_line(entry.description()));
    text.push_str("\n| field | takes | |\n|---|---|---|\n");
    rows(entry.input().schema(), "", &mut text);
    let answer: Vec<String> = fields(entry.output_schema()).map(|(name, _)| format!("`{name}`")).collect();
    format!("{text}\nAnswers: {}.", answer.join(", "))
}

/// A row for each field, and below it the rows of its own fields.
fn rows(schema: &Value, path: &str, text: &mut String) {
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (name, field) in fields(schema) {
        let needed = if required.contains(&name.as_str()) { ", required" } else { "" };
        let words = one_line(field["description"].as_str().unwrap_or_default());
        text.push_str(&format!("| `{path}{name}` | {}{needed} | {words} |\n", takes(field)));
        rows(field, &format!("{path}{name}."), text);
        rows(&field["items"], &format!("{path}{name}[]."), text);
    }
}

fn fields(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema["properties"].as_object().into_iter().flatten()
}

/// What a field takes, with its limits.
fn takes(field: &Value) -> String {
    let choices = choices(field);
    if !choices.is_empty() {
        return choices.iter().map(|choice| format!("`{choice}`")).collect::<Vec<_>>().join(" ");
    }
    let kind = match &field["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        kind => kind.as_str(),
    };
    let within = |least: &str, most: &str| match (field.get(least), field.get(most)) {
        (Some(least), Some(most)) => format!(", {least} to {most}"),
        (None, Some(most)) => format!(", at most {most}"),
        (Some(least), None) => format!(", at least {least}"),
        (None, None) => String::new(),
    };
    match kind {
        Some("string") if field.get("maxLength").is_some() => format!("text{} characters", within("minLength", "maxLength")),
        Some("string") => "text".to_owned(),
        Some("array") => format!("list{}", within("minItems", "maxItems")),
        Some("integer" | "number") => format!("number{}", within("minimum", "maximum")),
        Some("boolean") => "true or false".to_owned(),
        _ => "object".to_owned(),
    }
}

/// The words of which a field takes one.
fn choices(field: &Value) -> Vec<&str> {
    let mut words: Vec<&str> = field["enum"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    words.extend(field["const"].as_str());
    for choice in ["oneOf", "anyOf"].into_iter().filter_map(|name| field[name].as_array()).flatten() {
        words.extend(choices(choice));
    }
    words
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ").replace('|', "\\|")
}
