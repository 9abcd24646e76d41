//! The published forms of what the store holds.

pub(crate) mod broadcast;
pub(crate) mod contact;
pub(crate) mod conversation;
pub(crate) mod customer;
pub(crate) mod fields;
pub(crate) mod inbox_embed;
pub(crate) mod message;
pub(crate) mod number;
pub(crate) mod setup_link;
pub(crate) mod template;
pub(crate) mod webhook;

use serde_json::{Map, Value};

/// Adds members to an object.
fn extend(object: &mut Map<String, Value>, members: Value) {
    if let Value::Object(members) = members {
        object.extend(members);
    }
}

/// Takes out the members that are null, for documents whose schema does not admit null there.
fn without_nulls(mut value: Value, names: &[&str]) -> Value {
    if let Some(object) = value.as_object_mut() {
        object.retain(|name, member| !(member.is_null() && names.contains(&name.as_str())));
    }
    value
}
