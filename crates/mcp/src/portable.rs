//! Schemas as every client and every model's API takes them.
//!
//! Many refuse a whole tool list for one `$ref`, `anyOf`, list of types or null in it. So a schema is rebuilt from the few
//! keywords that all of them know. It may say less than the original; the gate still checks every word of that.

use serde_json::{Map, Value, json};

type Schema = Map<String, Value>;

/// Keywords that mean the same everywhere and that help who fills the fields in. Bounds and defaults are left out: a model pays
/// for each of them in every conversation, and a value that is out of bounds is refused with the bound.
const KEPT: [&str; 1] = ["description"];

/// Nesting that no input of ours comes near; what refers to itself ends here.
const DEEPEST: usize = 12;

/// The schema of an input. What stands in the tool's own title and description is not said twice.
pub(crate) fn input(schema: &Value) -> Schema {
    let mut input = rebuilt(schema);
    input.shift_remove("description");
    input
}

/// The schema of an answer. A refusal and a request that waits are answers too, so none of its fields is promised.
pub(crate) fn output(schema: &Value) -> Schema {
    let mut output = rebuilt(schema);
    output.shift_remove("description");
    output.shift_remove("required");
    if let Some(Value::Object(fields)) = output.get_mut("properties") {
        fields.insert("error".to_owned(), json!({ "type": "object", "description": "Why it was not done: code, message, remedy." }));
    }
    output
}

fn rebuilt(schema: &Value) -> Schema {
    let none = Map::new();
    let definitions = schema.get("$defs").and_then(Value::as_object).unwrap_or(&none);
    let mut root = part(schema, definitions, 0);
    root.insert("type".to_owned(), json!("object"));
    root.entry("properties").or_insert_with(|| json!({}));
    root
}

fn part(schema: &Value, definitions: &Schema, depth: usize) -> Schema {
    let whole = match schema {
        Value::Object(whole) if depth < DEEPEST => resolved(whole, definitions, depth),
        _ => return Map::new(), // `true`, or too deep: anything
    };
    let mut rebuilt = Map::new();
    if let Some(kind) = kind(&whole) {
        rebuilt.insert("type".to_owned(), json!(kind));
    }
    if let Some(words) = words(&whole) {
        rebuilt.insert("type".to_owned(), json!("string"));
        rebuilt.insert("enum".to_owned(), Value::Array(words));
    }
    for keyword in KEPT {
        if let Some(value) = whole.get(keyword).filter(|value| !value.is_null()) {
            rebuilt.insert(keyword.to_owned(), value.clone());
        }
    }
    if let Some(format) = whole.get("format").and_then(Value::as_str).filter(|format| !is_of_number(format)) {
        rebuilt.insert("format".to_owned(), json!(format));
    }
    if let Some(Value::Object(fields)) = whole.get("properties") {
        let fields = fields.iter().map(|(name, field)| (name.clone(), Value::Object(part(field, definitions, depth + 1)))).collect();
        rebuilt.insert("properties".to_owned(), Value::Object(fields));
    }
    if let Some(required) = whole.get("required").filter(|required| required.as_array().is_some_and(|names| !names.is_empty())) {
        rebuilt.insert("required".to_owned(), required.clone());
    }
    if let Some(items) = whole.get("items") {
        rebuilt.insert("items".to_owned(), Value::Object(part(items, definitions, depth + 1)));
    }
    rebuilt
}

/// Follows references and takes in the parts of `allOf` and the one real choice of `anyOf` and `oneOf`. What stands nearer wins.
fn resolved(schema: &Schema, definitions: &Schema, depth: usize) -> Schema {
    let mut whole = schema.clone();
    let mut inner: Vec<&Value> = Vec::new();
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        inner.extend(reference.rsplit('/').next().and_then(|name| definitions.get(name)));
    }
    if let Some(Value::Array(all)) = schema.get("allOf") {
        inner.extend(all);
    }
    for choices in ["anyOf", "oneOf"] {
        if let Some([one]) = real_choices(schema, choices).as_deref() {
            inner.push(one);
        }
    }
    for part in inner.into_iter().filter_map(Value::as_object).filter(|_| depth < DEEPEST) {
        for (keyword, value) in resolved(part, definitions, depth + 1) {
            whole.entry(keyword).or_insert(value);
        }
    }
    whole
}

/// The choices other than null, which an optional field says by not being required.
fn real_choices<'a>(schema: &'a Schema, keyword: &str) -> Option<Vec<&'a Value>> {
    let choices = schema.get(keyword)?.as_array()?;
    Some(choices.iter().filter(|choice| choice.get("type").is_none_or(|kind| kind != "null")).collect())
}

/// The one type, null aside; none when several are taken.
fn kind(schema: &Schema) -> Option<&str> {
    match schema.get("type")? {
        Value::String(kind) => Some(kind),
        Value::Array(kinds) => {
            let mut kinds = kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null");
            kinds.next().filter(|_| kinds.next().is_none())
        }
        _ => None,
    }
}

/// The words of an enumeration, whether listed or given as choices of one word each.
fn words(schema: &Schema) -> Option<Vec<Value>> {
    if let Some(Value::Array(words)) = schema.get("enum") {
        let words: Vec<Value> = words.iter().filter(|word| word.is_string()).cloned().collect();
        return (!words.is_empty()).then_some(words);
    }
    if let Some(word) = schema.get("const").filter(|word| word.is_string()) {
        return Some(vec![word.clone()]);
    }
    let choices = real_choices(schema, "oneOf").or_else(|| real_choices(schema, "anyOf"))?;
    let words = choices.into_iter().map(|choice| words(choice.as_object()?)).collect::<Option<Vec<_>>>()?.concat();
    (!words.is_empty()).then_some(words)
}

/// `uint32` and its like are schemars' own.
fn is_of_number(format: &str) -> bool {
    ["int", "uint", "float", "double", "decimal"].iter().any(|number| format.starts_with(number))
}

#[cfg(test)]
mod tests {
    use desk::operations::OPERATIONS;
    use serde_json::{Value, json};

    use super::{input, output};

    #[test]
    fn an_optional_enumeration_becomes_a_list_of_words() {
        let schema = json!({"type": "object", "title": "Inbox", "additionalProperties": false, "properties": {
            "filter": {"anyOf": [
                {"oneOf": [{"type": "string", "const": "unread", "description": "New."}, {"type": "string", "const": "ended"}]},
                {"type": "null"},
            ], "description": "Which.", "default": null},
            "limit": {"type": ["integer", "null"], "format": "uint32", "minimum": 1, "maximum": 50, "default": null, "description": "Known."},
        }});
        let expected = json!({"type": "object", "properties": {
            "filter": {"type": "string", "enum": ["unread", "ended"], "description": "Which."},
            "limit": {"type": "integer", "description": "Known."},
        }});
        assert_eq!(Value::Object(input(&schema)), expected);
    }

    #[test]
    fn references_are_written_out_and_end_where_they_refer_to_themselves() {
        let message = json!({"type": "object", "description": "Farther.", "properties": {
            "text": {"type": "string"}, "quote": {"$ref": "#/$defs/Message"}}});
        let schema = json!({"type": "object", "properties": {"quote": {"$ref": "#/$defs/Message", "description": "Nearer."}},
            "required": ["quote"], "$defs": {"Message": message}});
        let schema = Value::Object(output(&schema));
        assert_eq!(schema.get("required"), None);
        assert_eq!(schema.pointer("/properties/quote/description"), Some(&json!("Nearer.")));
        let inner = schema.pointer("/properties/quote/properties/quote/properties/text");
        assert_eq!(inner, Some(&json!({"type": "string"})));
        assert!(!schema.to_string().contains("$ref"));
    }

    #[test]
    fn what_fits_no_common_form_takes_anything() {
        let schema = json!({"type": "object", "properties": {
            "either": {"type": ["string", "integer"]}, "any": true,
            "both": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}], "description": "One or more."},
        }});
        let expected = json!({"either": {}, "any": {}, "both": {"description": "One or more."}});
        assert_eq!(input(&schema).get("properties"), Some(&expected));
    }

    #[test]
    fn no_operation_says_more_than_every_client_takes() {
        for entry in OPERATIONS {
            check(entry.name(), &Value::Object(input(entry.input().schema())));
            check(entry.name(), &Value::Object(output(entry.output_schema())));
        }
    }

    /// Walks schemas, not fields: a field may be called `$ref`, a keyword may not.
    fn check(at: &str, schema: &Value) {
        const KNOWN: [&str; 7] = ["type", "description", "enum", "format", "properties", "required", "items"];
        for (keyword, value) in schema.as_object().into_iter().flatten() {
            assert!(KNOWN.contains(&keyword.as_str()), "{at} has {keyword}");
            assert!(!value.is_null(), "{at}: {keyword} is null");
        }
        assert!(schema.get("type").is_some_and(Value::is_string), "{at} has no single type");
        assert_ne!(schema.get("format"), Some(&json!("uint32")), "{at} has a number's format");
        for (name, field) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            check(&format!("{at}.{name}"), field);
        }
        if let Some(items) = schema.get("items") {
            check(&format!("{at}[]"), items);
        }
    }
}
