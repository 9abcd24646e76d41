//! Contacts and conversations as an agent deals with them: nothing of it waits for a person.

use serde_json::{Value, json};

use crate::running::{Client, Era, Outcome, Running, answer};

async fn done(client: &Client, tool: &'static str, input: Value) -> Outcome<Value> {
    let result = client.call(tool, input).await?;
    let answer = answer(&result)?;
    assert_ne!(result.is_error, Some(true), "{tool}: {answer}");
    Ok(answer)
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

#[tokio::test]
async fn an_agent_finds_somebody_notes_something_and_closes_the_case() -> Outcome {
    let running = Running::start().await?;
    for era in Era::BOTH {
        let client = running.client(era).await?;
        let search = json!({"query": "mariana souza", "response_format": "detailed"});
        let found = done(&client, "whatsapp_search_contacts", search).await?;
        let contact = text(&found, "/contacts/0/contact_id");

        let note = done(&client, "whatsapp_contact_add_note", json!({"identifier": contact, "note": format!("Seen in {era:?}")})).await?;
        assert_eq!((text(&note, "/note/state"), text(&note, "/note/author_name")), ("shared", "Claude Code"), "{era:?}");
        let named = json!({"identifier": contact, "display_name": format!("Mariana {era:?}"), "metadata": {"vip": true}});
        let named = done(&client, "whatsapp_contact_update", named).await?;
        assert_eq!(named.pointer("/contact/metadata/vip"), Some(&json!(true)), "{era:?}: {named}");

        let known = json!({"identifier": "+55 11 5550-0188", "response_format": "detailed"});
        let known = done(&client, "whatsapp_get_contact_context", known).await?;
        assert_eq!(text(&known, "/contact/name"), format!("Mariana {era:?}"));
        assert_eq!(text(&known, "/notes/0/text"), format!("Seen in {era:?}"));
        let conversation = text(&known, "/conversations/0/conversation_id");
        let newest = known.pointer("/recent_messages").and_then(Value::as_array).into_iter().flatten().rev();
        let inbound = newest.clone().find(|message| text(message, "/direction") == "inbound").ok_or("she never wrote")?;
        let read = json!({"message_id": text(inbound, "/message_id")});
        let read = done(&client, "whatsapp_mark_inbound_read", read).await?;
        assert_eq!(text(&read, "/read_until"), text(inbound, "/at"), "{era:?}");

        for status in ["ended", "active"] {
            let set = json!({"conversation_id": conversation, "status": status});
            let set = done(&client, "whatsapp_conversation_set_status", set).await?;
            assert_eq!(text(&set, "/conversation/status"), status, "{era:?}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_makes_no_sense_is_a_tool_error_for_each_of_them() -> Outcome {
    let running = Running::start().await?;
    let client = running.client(Era::Stateless).await?;
    for (tool, input, code) in [
        ("whatsapp_search_contacts", json!({"query": "?"}), "invalid_value"),
        ("whatsapp_get_contact_context", json!({"identifier": "nobody"}), "not_found"),
        ("whatsapp_contact_add_note", json!({"identifier": "nobody", "note": "x"}), "not_found"),
        ("whatsapp_contact_update", json!({"identifier": "nobody"}), "missing_field"),
        ("whatsapp_mark_inbound_read", json!({"message_id": "wamid.unknown"}), "not_found"),
        ("whatsapp_conversation_set_status", json!({"conversation_id": "unknown", "status": "ended"}), "not_found"),
    ] {
        let refused = client.call(tool, input).await?;
        assert_eq!(refused.is_error, Some(true), "{tool}");
        let refused = answer(&refused)?;
        assert_eq!(text(&refused, "/error/code"), code, "{tool}: {refused}");
        assert!(!text(&refused, "/error/remedy").is_empty(), "{tool}: {refused}");
    }
    Ok(())
}
