//! Every tool's answers, as models read them: both forms alike, ids only where they are asked for.

use desk::{operation::Effect, operations::OPERATIONS};
use serde_json::{Value, json};

use crate::running::{Client, Era, Outcome, Running, answer};

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// Every stable id of an answer. A customer's external id is the project's own word for it, and is shown like a name; what a
/// person has to decide on cannot be followed without its id.
fn ids(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| ids(item, found)),
        Value::Object(fields) => {
            for (name, value) in fields {
                let is_id = name == "id" || name.ends_with("_id") || name.ends_with("_ids");
                if is_id && !["external_customer_id", "request_id"].contains(&name.as_str()) {
                    found.push(name.clone());
                }
                // What the team wrote into a contact is shown as it is.
                if name != "metadata" {
                    ids(value, found);
                }
            }
        }
        _ => {}
    }
}

fn ids_of(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    ids(value, &mut found);
    found
}

/// An input for every tool, with ids as an agent would find them.
async fn inputs(client: &Client) -> Outcome<Vec<(&'static str, Value)>> {
    let detailed = json!({"response_format": "detailed", "limit": 50});
    let inbox = answer(&client.call("whatsapp_inbox", detailed.clone()).await?)?;
    let rows = inbox.get("conversations").and_then(Value::as_array).ok_or("no conversations")?;
    let open = rows.iter().find(|row| row.pointer("/window/open") == Some(&json!(true)) && row.get("phone_number").is_some());
    let open = open.ok_or("no open window")?;
    let (conversation, phone) = (text(open, "/conversation_id"), text(open, "/phone_number"));
    let customers = answer(&client.call("platform_list_customers", detailed).await?)?;
    let mut link = None;
    for customer in customers.get("customers").and_then(Value::as_array).into_iter().flatten() {
        let of = json!({"customer_id": text(customer, "/customer_id"), "status": "active", "response_format": "detailed"});
        let links = answer(&client.call("platform_list_setup_links", of).await?)?;
        if let Some(active) = links.pointer("/setup_links/0/setup_link_id") {
            link = Some((text(customer, "/customer_id").to_owned(), active.clone()));
        }
    }
    let (customer, link) = link.ok_or("no active link")?;
    let to = json!({"conversation_id": conversation});
    let configs = answer(&client.call("whatsapp_configs_overview", json!({"response_format": "detailed"})).await?)?;
    let configs = configs.get("configs").and_then(Value::as_array).ok_or("no numbers")?;
    let clinic = configs.iter().find(|config| text(config, "/name").contains("Vértice")).ok_or("no clinic")?;
    let waits = json!({"conversation_selector": to, "content": "Are you there?"});
    let waits = answer(&client.call("whatsapp_send_text_message", waits).await?)?;
    let values = json!([{"value": "Ana"}, {"value": "a Dra. Paula"}, {"value": "sexta"}, {"value": "09:00"}]);
    Ok(vec![
        ("whatsapp_send_text_message", json!({"conversation_selector": to, "content": "Hello"})),
        (
            "whatsapp_send_template",
            json!({"conversation_selector": {"phone_number": "+55 11 5550-0999"}, "template_name": "lembrete_consulta",
                "whatsapp_config_id": text(clinic, "/whatsapp_config_id"), "parameters": values}),
        ),
        ("whatsapp_send_media", json!({"conversation_selector": to, "message_type": "image", "file_url": "https://files.example/a.jpg"})),
        (
            "whatsapp_send_interactive",
            json!({"conversation_selector": to, "interactive_type": "cta_url", "body_text": "Look", "button_text": "Open", "url": "https://a.example"}),
        ),
        ("whatsapp_templates", json!({})),
        ("whatsapp_inbox", json!({})),
        ("whatsapp_get_conversation_context", json!({"conversation_id": conversation})),
        ("whatsapp_get_contact_context", json!({"identifier": phone})),
        ("whatsapp_mark_inbound_read", json!({"conversation_id": conversation, "before": "2100-01-01"})),
        ("whatsapp_configs_overview", json!({})),
        ("whatsapp_search_contacts", json!({"query": phone})),
        ("whatsapp_search_conversations", json!({"query": "mariana"})),
        ("whatsapp_search_messages", json!({"query": "木曜", "per_hit_context": 2})),
        ("whatsapp_contact_add_note", json!({"identifier": phone, "note": "Prefers mornings"})),
        ("whatsapp_contact_update", json!({"identifier": phone, "display_name": "Somebody else"})),
        ("whatsapp_conversation_set_status", json!({"conversation_id": conversation, "status": "active"})),
        ("platform_create_customer", json!({"name": "Depot Ltd"})),
        ("platform_generate_setup_link", json!({"customer_id": customer})),
        ("platform_list_customers", json!({})),
        ("platform_list_customer_configs", json!({"customer_id": customer})),
        ("platform_list_setup_links", json!({"customer_id": customer})),
        ("platform_revoke_setup_link", json!({"customer_id": customer, "setup_link_id": link})),
        ("project_info", json!({})),
        ("desk_request_status", json!({"request_id": text(&waits, "/request_id")})),
    ])
}

/// What an agent is given without asking for more: some clients cut what is longer.
const LONGEST: usize = 10 * 1024;

#[tokio::test]
async fn an_inbox_that_nobody_sized_fits_and_leads_on() -> Outcome {
    let running = Running::start().await?;
    let client = running.client(Era::Stateless).await?;
    let sized = answer(&client.call("whatsapp_inbox", json!({"response_format": "detailed", "limit": 50})).await?)?;
    let threads = |answer: &Value| -> Vec<Value> {
        let rows = answer.get("conversations").and_then(Value::as_array).into_iter().flatten();
        rows.filter_map(|row| row.get("thread_id").cloned()).collect()
    };
    for era in Era::BOTH {
        let client = running.client(era).await?;
        let (mut input, mut walked) = (json!({"response_format": "detailed"}), Vec::new());
        loop {
            let result = client.call("whatsapp_inbox", input.clone()).await?;
            let written = result.content.first().and_then(|content| content.as_text()).ok_or("no text")?;
            assert!(written.text.len() <= LONGEST, "{era:?}: {} bytes", written.text.len());
            let page = answer(&result)?;
            walked.extend(threads(&page));
            let Some(cursor) = page.get("next_cursor") else { break };
            input["cursor"] = cursor.clone();
        }
        assert!(sized.to_string().len() > LONGEST, "who says how much gets it");
        assert!(walked.starts_with(&threads(&sized)), "{era:?}: every row once, in its order");
    }
    Ok(())
}

/// The answers that stand in the documents with ids unless they are asked to be brief.
fn detailed_by_default(tool: &str) -> bool {
    tool == "whatsapp_get_conversation_context"
}

#[tokio::test]
async fn ids_stand_only_in_detailed_answers_of_every_tool() -> Outcome {
    let running = Running::start().await?;
    let client = running.client(Era::Stateless).await?;
    let inputs = inputs(&client).await?;
    let named: Vec<&str> = inputs.iter().map(|(tool, _)| *tool).collect();
    let table: Vec<&str> = OPERATIONS.iter().map(|entry| entry.name()).collect();
    assert_eq!(named, table, "every tool is asked, in the table's order");
    for (tool, input) in inputs {
        let effect = desk::operations::find(tool).ok_or("no such tool")?.effect();
        let in_format = |format: &str| {
            let mut input = input.clone();
            input["response_format"] = json!(format);
            client.call(tool, input)
        };
        let read = |result| -> Outcome<Value> { answer(&result) };
        let usual = read(client.call(tool, input.clone()).await?)?;
        assert_eq!(usual.get("error"), None, "{tool}: {usual}");
        let size = usual.to_string().len();
        assert!(size <= LONGEST, "{tool} answers {size} bytes unasked");
        if matches!(effect, Effect::Send | Effect::Delete) {
            assert_eq!(text(&usual, "/status"), "pending_approval", "{tool}: {usual}");
            assert!(ids_of(&usual).is_empty() && !text(&usual, "/request_id").is_empty(), "{tool}: {usual}");
            continue;
        }
        let (concise, detailed) = (read(in_format("concise").await?)?, read(in_format("detailed").await?)?);
        assert!(ids_of(&concise).is_empty(), "{tool}: {:?} in {concise}", ids_of(&concise));
        // What waits has no id yet but the request's own.
        assert!(!ids_of(&detailed).is_empty() || tool == "desk_request_status", "{tool}: {detailed}");
        assert_eq!(ids_of(&usual).is_empty(), !detailed_by_default(tool), "{tool}: {usual}");
    }
    let with_messages = json!({"query": "mariana", "include_messages": true});
    let found = answer(&client.call("whatsapp_search_conversations", with_messages).await?)?;
    assert!(!ids_of(&found).is_empty(), "{found}");
    Ok(())
}

#[tokio::test]
async fn every_tool_says_in_both_forms_what_was_wrong_with_a_question() -> Outcome {
    let running = Running::start().await?;
    let client = running.client(Era::Stateless).await?;
    for entry in OPERATIONS {
        let refused = client.call(entry.name(), json!({"no_such_field": 1})).await?;
        assert_eq!(refused.is_error, Some(true), "{}", entry.name());
        let said = answer(&refused)?;
        let code = text(&said, "/error/code");
        assert!(["unknown_field", "missing_field"].contains(&code) && !text(&said, "/error/remedy").is_empty(), "{}: {said}", entry.name());
    }
    Ok(())
}
