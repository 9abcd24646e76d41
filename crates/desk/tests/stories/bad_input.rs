//! Input that does not fit, for every operation and every action there is: made from the schemas, so that a new operation is asked too.

use desk::{actions::ACTIONS, operations::OPERATIONS};
use serde_json::{Map, Value, json};

use crate::world::{ANA, World};

/// What is asked, the code of the refusal, and a word that the refusal has.
type Case = (Value, &'static str, String);

#[tokio::test]
async fn every_operation_says_which_field_does_not_fit_and_does_nothing() {
    let world = World::open().await;
    let agent = world.agent("Claude Code").await;
    let mut asked = 0;
    for operation in OPERATIONS {
        for (input, code, word) in cases(operation.input().schema(), "") {
            for caller in [&ANA, &agent] {
                let name = operation.name();
                let shown: String = input.to_string().chars().take(300).collect();
                let Err(error) = world.ask_as(caller, name, input.clone()).await else { panic!("{name} answered {shown}") };
                assert_eq!(error.code.as_str(), code, "{name} {shown}: {error}");
                assert!(error.message.contains(&word), "{name} {shown}: {error} lacks {word}");
                assert!(!error.remedy.is_empty(), "{name} {shown}: {error}");
                asked += 1;
            }
        }
    }
    let (name, list) = ("whatsapp_inbox", json!(["a list"]));
    assert_eq!(world.ask_as(&agent, name, list).await.unwrap_err().code.as_str(), "wrong_type");
    assert!(asked > 10 * OPERATIONS.len(), "{asked} cases are too few to be true");
    assert_eq!(world.act("desk_approvals", json!({})).await.unwrap()["approvals"], json!([]), "nobody is asked to approve nonsense");
    let changes: Vec<_> = world.control.requests().into_iter().filter(|request| request.method != "GET").collect();
    assert!(changes.is_empty(), "nothing left: {changes:?}");
}

#[tokio::test]
async fn every_act_of_a_person_says_which_field_does_not_fit_and_does_nothing() {
    let world = World::open().await;
    let mut asked = 0;
    for action in ACTIONS {
        let schema = whole(action.input_schema(), action.input_schema());
        for (input, code, word) in cases(&schema, "") {
            let name = action.name();
            let shown: String = input.to_string().chars().take(300).collect();
            let Err(error) = world.act(name, input.clone()).await else { panic!("{name} answered {shown}") };
            assert_eq!(error.code.as_str(), code, "{name} {shown}: {error}");
            assert!(error.message.contains(&word) && !error.remedy.is_empty(), "{name} {shown}: {error} lacks {word}");
            asked += 1;
        }
    }
    assert!(asked > 4 * ACTIONS.len(), "{asked} cases are too few to be true");
}

/// A schema with the shapes that it names in their places.
fn whole(schema: &Value, root: &Value) -> Value {
    match schema {
        Value::Object(fields) => {
            match fields.get("$ref").and_then(Value::as_str).and_then(|path| root.pointer(path.trim_start_matches('#'))) {
                Some(named) => whole(named, root),
                None => Value::Object(fields.iter().map(|(name, field)| (name.clone(), whole(field, root))).collect()),
            }
        }
        Value::Array(entries) => Value::Array(entries.iter().map(|entry| whole(entry, root)).collect()),
        other => other.clone(),
    }
}

/// What does not fit an object; `path` leads to it.
fn cases(schema: &Value, path: &str) -> Vec<Case> {
    let whole = sample(schema);
    let mut cases = vec![(with(&whole, "flavour", json!("red")), "unknown_field", "`flavour`".to_owned())];
    for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let mut lacking = whole.clone();
        lacking.as_object_mut().unwrap().shift_remove(required);
        cases.push((lacking, "missing_field", format!("`{required}`")));
    }
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let misfits = misfits(field).into_iter().map(|(value, code)| (value, code, format!("`{path}{name}")));
        cases.extend(
            misfits.chain(below(field, &format!("{path}{name}"))).map(|(value, code, word)| (with(&whole, name, value), code, word)),
        );
    }
    cases
}

/// What does not fit inside a field that has fields of its own.
fn below(field: &Value, path: &str) -> Vec<Case> {
    if field.get("properties").is_some() {
        return cases(field, &format!("{path}."));
    }
    let Some(entry) = field.get("items") else { return Vec::new() };
    let inside = if entry.get("properties").is_some() { cases(entry, &format!("{path}.0.")) } else { Vec::new() };
    let entries = misfits(entry).into_iter().map(|(value, code)| (value, code, format!("`{path}.0`")));
    entries.chain(inside).map(|(value, code, word)| (json!([value]), code, word)).collect()
}

/// Values that a field does not take.
fn misfits(field: &Value) -> Vec<(Value, &'static str)> {
    let kinds = kinds(field);
    let takes = |kind: &str| kinds.contains(&kind);
    let mut misfits = Vec::new();
    if kinds.is_empty() {
        // A choice of words.
        misfits.extend([(json!("no such word"), "invalid_value"), (json!(7), "invalid_value")]);
        return misfits;
    }
    misfits.push((if takes("string") { json!(7) } else { json!("seven") }, "wrong_type"));
    misfits.push((if takes("array") { json!({}) } else { json!([[]]) }, "wrong_type"));
    let limit = |name: &str| field.get(name).and_then(Value::as_u64).and_then(|limit| usize::try_from(limit).ok());
    if takes("string") {
        let most = limit("maxLength").unwrap_or_else(|| panic!("a text without a limit: {field}"));
        misfits.push((json!("é".repeat(most + 1)), "invalid_value"));
        misfits.extend(limit("minLength").filter(|least| *least > 0).map(|_| (json!(""), "invalid_value")));
    }
    if takes("integer") {
        misfits.extend(limit("maximum").map(|most| (json!(most + 1), "invalid_value")));
        misfits.push((json!(-1), "invalid_value"));
        misfits.push((json!(1.5), "wrong_type"));
    }
    if takes("array") {
        let most = limit("maxItems").unwrap_or_else(|| panic!("a list without a limit: {field}"));
        misfits.extend(limit("minItems").filter(|least| *least > 0).map(|_| (json!([]), "invalid_value")));
        misfits.push((json!(vec![sample(&field["items"]); most + 1]), "invalid_value"));
    }
    misfits
}

/// A value that the schema takes, with what is required and nothing else.
fn sample(schema: &Value) -> Value {
    let of = |kind: &str| kinds(schema).contains(&kind);
    if let Some(choice) = schema["oneOf"].get(0) {
        return choice["const"].clone();
    }
    if let Some(word) = schema["enum"].get(0) {
        return word.clone();
    }
    if of("string") {
        let length = schema["minLength"].as_u64().unwrap_or(1).max(1);
        return json!("5".repeat(usize::try_from(length).unwrap()));
    }
    if of("integer") || of("number") {
        return schema.get("minimum").cloned().unwrap_or(json!(0));
    }
    if of("boolean") {
        return json!(true);
    }
    if of("array") {
        let least = schema["minItems"].as_u64().unwrap_or(0);
        return Value::Array((0..least).map(|_| sample(&schema["items"])).collect());
    }
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    Value::Object(Map::from_iter(required.map(|name| (name.to_owned(), sample(&schema["properties"][name])))))
}

/// The types that a field takes, null aside.
fn kinds(schema: &Value) -> Vec<&str> {
    let kinds = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        kind => Vec::from_iter(kind.as_str()),
    };
    kinds.into_iter().filter(|kind| *kind != "null").collect()
}

fn with(whole: &Value, name: &str, value: Value) -> Value {
    let mut changed = whole.clone();
    changed[name] = value;
    changed
}
