//! A field of an input, read from its JSON Schema.

use serde_json::Value;

/// A field that a flag can give.
#[derive(Debug)]
pub(crate) struct Field {
    /// Its name, behind the names of the objects that it stands in.
    pub(crate) path: Vec<String>,
    /// What the flag takes.
    pub(crate) takes: Takes,
    /// Whether it can be given several times.
    pub(crate) many: bool,
    /// Its text and its limits.
    pub(crate) help: String,
}

/// What a flag takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Takes {
    Text,
    /// One of some words.
    Words,
    Whole,
    Number,
    Switch,
    /// What has parts of its own.
    Json,
}

impl Field {
    /// The fields of an input; those of objects in it one by one.
    pub(crate) fn all(schema: &Value) -> Vec<Self> {
        let mut fields = Vec::new();
        collect(schema, &[], &mut fields);
        fields
    }

    /// Its path with dots.
    pub(crate) fn id(&self) -> String {
        self.path.join(".")
    }

    /// The flag without its dashes.
    pub(crate) fn flag(&self) -> String {
        self.id().replace('_', "-")
    }
}

fn collect(schema: &Value, above: &[String], fields: &mut Vec<Field>) {
    let needed: Vec<&str> = schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    for (name, schema) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let path = [above, std::slice::from_ref(name)].concat();
        let inner = without_null(schema);
        if inner.get("properties").is_some() {
            collect(inner, &path, fields);
            continue;
        }
        let (many, item) = match inner.get("items") {
            Some(items) => (true, without_null(items)),
            None => (false, inner),
        };
        let is_needed = above.is_empty() && needed.contains(&name.as_str());
        fields.push(Field { path, takes: takes(item), many, help: help(schema, inner, item, is_needed) });
    }
}

/// An optional field's schema lets null through as well; a flag that is not given says the same.
fn without_null(schema: &Value) -> &Value {
    let choices = schema.get("anyOf").and_then(Value::as_array);
    let inner = choices.and_then(|choices| choices.iter().find(|choice| choice.get("type").is_none_or(|kind| kind != "null")));
    inner.unwrap_or(schema)
}

fn takes(schema: &Value) -> Takes {
    if !words(schema).is_empty() {
        return Takes::Words;
    }
    let kind = match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        kind => kind.and_then(Value::as_str),
    };
    match kind {
        Some("string") => Takes::Text,
        Some("integer") => Takes::Whole,
        Some("number") => Takes::Number,
        Some("boolean") => Takes::Switch,
        _ => Takes::Json,
    }
}

fn words(schema: &Value) -> Vec<&str> {
    let choices = schema.get("oneOf").and_then(Value::as_array).into_iter().flatten();
    choices.filter_map(|choice| choice.get("const")?.as_str()).collect()
}

/// The text of the contract, then what it may be.
fn help(schema: &Value, inner: &Value, item: &Value, is_needed: bool) -> String {
    let text = [schema, inner].iter().find_map(|schema| schema.get("description")?.as_str()).unwrap_or_default();
    let number = |schema: &Value, name: &str| schema.get(name).map(|limit| limit.to_string().trim_end_matches(".0").to_owned());
    let mut limits = Vec::new();
    limits.extend(is_needed.then(|| "needed".to_owned()));
    limits.extend(Some(words(item)).filter(|words| !words.is_empty()).map(|words| words.join(", ")));
    limits.extend(number(item, "maxLength").map(|most| format!("at most {most} characters")));
    limits.extend(match (number(item, "minimum"), number(item, "maximum")) {
        (Some(least), Some(most)) => Some(format!("{least} to {most}")),
        (Some(least), None) => Some(format!("at least {least}")),
        (None, most) => most.map(|most| format!("at most {most}")),
    });
    limits.extend(inner.get("items").map(|_| match number(inner, "maxItems") {
        Some(most) => format!("can be given {most} times"),
        None => "can be given several times".to_owned(),
    }));
    limits.extend(schema.get("default").and_then(Value::as_str).map(|word| format!("{word} when absent")));
    let limits = limits.join("; ");
    if limits.is_empty() { text.replace('\n', " ") } else { format!("{} [{limits}]", text.replace('\n', " ")) }
}
