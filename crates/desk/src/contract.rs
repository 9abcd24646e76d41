//! Everything that faces may rely on, as one document: a reviewed snapshot, from which TypeScript is made.

use serde_json::{Map, Value, json};

use crate::{actions::ACTIONS, error::Error, events::Event, operation::answer_schema, operations::OPERATIONS};

/// The contract: operations, actions, events and errors, with the shapes that they share under `$defs`.
pub fn document() -> Value {
    let mut shared = Map::new();
    let operations: Vec<Value> = OPERATIONS
        .iter()
        .map(|entry| {
            json!({
                "name": entry.name(),
                "title": entry.title(),
                "description": entry.description(),
                "effect": entry.effect(),
                "input": hoist(entry.input().schema().clone(), &mut shared),
                "output": hoist(entry.output_schema().clone(), &mut shared),
            })
        })
        .collect();
    let actions: Vec<Value> = ACTIONS
        .iter()
        .map(|entry| {
            json!({
                "name": entry.name(),
                "description": entry.description(),
                "input": hoist(entry.input_schema().clone(), &mut shared),
                "output": hoist(entry.output_schema(), &mut shared),
            })
        })
        .collect();
    let event = hoist(answer_schema::<Event>(), &mut shared);
    let error = hoist(answer_schema::<Error>(), &mut shared);
    shared.sort_keys();
    json!({ "operations": operations, "actions": actions, "event": event, "error": error, "$defs": shared })
}

/// Moves a schema's own definitions to the shared ones and leaves the rest.
fn hoist(mut schema: Value, shared: &mut Map<String, Value>) -> Value {
    if let Some(fields) = schema.as_object_mut() {
        fields.shift_remove("$schema");
        if let Some(Value::Object(definitions)) = fields.shift_remove("$defs") {
            shared.extend(definitions);
        }
    }
    schema
}
