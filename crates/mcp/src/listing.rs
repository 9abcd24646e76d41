//! What of an input a model is shown. It pays for every word of the list in every conversation; what is left out is taken all the same,
//! and whoever gets a field wrong is told all of them.

use serde_json::{Map, Value};

type Schema = Map<String, Value>;

/// Fields that stand in no list, by the tool that has them; an empty name is every tool. The instructions, the tool's description or a
/// refusal say of them.
const UNLISTED: [(&str, &str); 39] = [
    // No agent may fill it in.
    ("", "file_path"),
    // Programs that want them read of them in the documents; a desk keeps models from both faults by itself.
    ("", "idempotency_key"),
    ("", "expected_last_message_id"),
    // Pages are turned by `cursor` where there is one.
    ("whatsapp_inbox", "page"),
    ("whatsapp_templates", "page"),
    // The usual answer is enough.
    ("whatsapp_get_contact_context", "include_recent_messages"),
    ("platform_list_customers", "limit"),
    ("platform_list_setup_links", "limit"),
    ("whatsapp_templates", "response_format"),
    ("whatsapp_templates", "include_unapproved"),
    ("platform_list_customer_configs", "response_format"),
    ("project_info", "response_format"),
    ("desk_request_status", "response_format"),
    ("whatsapp_search_contacts", "created_since"),
    ("whatsapp_search_contacts", "created_until"),
    ("platform_list_customers", "created_since"),
    ("platform_list_customers", "created_until"),
    ("whatsapp_search_conversations", "include_messages"),
    ("whatsapp_search_conversations", "whatsapp_config_id"),
    ("whatsapp_search_messages", "direction"),
    ("whatsapp_send_template", "location"),
    ("whatsapp_send_template", "filename"),
    ("whatsapp_send_text_message", "whatsapp_config_id"),
    ("whatsapp_send_media", "whatsapp_config_id"),
    ("whatsapp_send_media", "reply_to_message_id"),
    ("whatsapp_send_interactive", "whatsapp_config_id"),
    ("whatsapp_send_interactive", "reply_to_message_id"),
    ("whatsapp_send_interactive", "type"),
    ("platform_list_setup_links", "status"),
    ("platform_generate_setup_link", "language"),
    ("platform_generate_setup_link", "provision_phone_number"),
    ("platform_generate_setup_link", "phone_number_country_isos"),
    ("platform_generate_setup_link", "phone_number_area_code"),
    ("platform_generate_setup_link", "reconnect_phone_number"),
    ("platform_generate_setup_link", "meta_billing_mode"),
    ("platform_generate_setup_link", "success_redirect_url"),
    ("platform_generate_setup_link", "failure_redirect_url"),
    ("platform_generate_setup_link", "allowed_origins"),
    ("platform_generate_setup_link", "theme_config"),
];

/// Where nothing is read, what was done is told in few words anyway.
const FOR_READERS: &str = "response_format";

/// Fields whose names, and the instructions, do not say enough.
const DESCRIBED: [&str; 2] = ["metadata", "wait_seconds"];

/// Words that need not be listed, because the field's name or the instructions lead to them.
const UNNUMBERED: [&str; 2] = ["response_format", "kind"];

/// Leaves what a model needs to fill the input in.
pub(crate) fn shorten(tool: &str, input: &mut Schema, reads: bool) {
    if let (false, Some(Value::Object(fields))) = (reads, input.get_mut("properties")) {
        fields.shift_remove(FOR_READERS);
    }
    fields(tool, input, true);
}

fn fields(tool: &str, schema: &mut Schema, outermost: bool) {
    if let Some(Value::Object(named)) = schema.get_mut("properties") {
        named.retain(|name, _| !UNLISTED.iter().any(|(of, unlisted)| (of.is_empty() || *of == tool) && unlisted == name));
        for (name, field) in named.iter_mut() {
            let Value::Object(field) = field else { continue };
            if UNNUMBERED.contains(&name.as_str()) {
                field.shift_remove("enum");
            }
            if !outermost || !DESCRIBED.contains(&name.as_str()) {
                field.shift_remove("description");
            }
            fields(tool, field, false);
        }
    }
    if !outermost {
        schema.shift_remove("required");
    }
    if let Some(Value::Object(items)) = schema.get_mut("items") {
        items.shift_remove("description");
        fields(tool, items, false);
    }
}

#[cfg(test)]
mod tests {
    use desk::{
        operation::{Effect, Entry},
        operations::OPERATIONS,
    };
    use serde_json::{Value, json};

    use super::{DESCRIBED, UNLISTED, UNNUMBERED, shorten};
    use crate::portable;

    fn listed(entry: &dyn Entry) -> Value {
        let mut input = portable::input(entry.input().schema());
        shorten(entry.name(), &mut input, entry.effect() == Effect::Read);
        Value::Object(input)
    }

    /// Whether a schema has a field of that name, at any depth.
    fn has(schema: &Value, name: &str) -> bool {
        match schema {
            Value::Object(schema) => {
                schema.get("properties").and_then(Value::as_object).is_some_and(|fields| fields.contains_key(name))
                    || schema.values().any(|inner| has(inner, name))
            }
            Value::Array(all) => all.iter().any(|inner| has(inner, name)),
            _ => false,
        }
    }

    #[test]
    fn what_is_left_out_is_taken_and_never_needed() {
        for (tool, field) in UNLISTED {
            let mut of: Vec<&dyn Entry> = OPERATIONS.to_vec();
            of.retain(|entry| (tool.is_empty() || entry.name() == tool) && has(entry.input().schema(), field));
            assert!(!of.is_empty(), "{tool} has no {field}");
            for entry in of {
                let listed = listed(entry);
                assert!(!has(&listed, field), "{} lists {field}", entry.name());
                let needed = entry.input().schema().pointer("/required").and_then(Value::as_array).cloned().unwrap_or_default();
                assert!(!needed.contains(&json!(field)), "{} needs {field}", entry.name());
            }
        }
        for field in DESCRIBED.into_iter().chain(UNNUMBERED) {
            assert!(OPERATIONS.iter().any(|entry| has(&listed(*entry), field)), "{field} is nowhere");
        }
    }

    #[test]
    fn what_a_call_needs_is_listed() {
        for entry in OPERATIONS {
            let (whole, listed) = (entry.input().schema(), listed(*entry));
            for field in whole.pointer("/required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
                assert!(listed["properties"].get(field).is_some(), "{} does not list {field}", entry.name());
            }
            assert_eq!(whole.get("required"), listed.get("required"), "{}", entry.name());
        }
    }
}
