//! The tools as an agent's client uses them, in both eras of the protocol.

use rmcp::{ServiceError, model::ErrorCode};
use serde_json::{Value, json};

use crate::running::{Era, Outcome, Running, answer};

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

#[tokio::test]
async fn the_list_is_the_table_with_true_annotations() -> Outcome {
    let running = Running::start().await?;
    for era in Era::BOTH {
        let client = running.client(era).await?;
        let tools = client.0.list_all_tools().await?;
        let names: Vec<&str> = tools.iter().map(|tool| tool.name.as_ref()).collect();
        let table: Vec<&str> = desk::operations::OPERATIONS.iter().map(|entry| entry.name()).collect();
        assert_eq!(names, table, "{era:?}");
        for tool in &tools {
            let one_of = |words: &[&str]| tool.name.split('_').any(|word| words.contains(&word));
            let (sends, takes_away) = (one_of(&["send"]), one_of(&["generate", "revoke"]));
            let changes = sends || takes_away || one_of(&["create", "add", "update", "mark", "set"]);
            let hints = tool.annotations.as_ref().ok_or("no annotations")?;
            assert_eq!(hints.read_only_hint, Some(!changes), "{era:?} {}", tool.name);
            assert_eq!(hints.open_world_hint, Some(sends || takes_away), "{era:?} {}", tool.name);
            assert_eq!(hints.destructive_hint, Some(takes_away), "{era:?} {}", tool.name);
            assert_eq!(hints.idempotent_hint, Some(!changes), "{era:?} {}", tool.name);
            assert!(tool.title.is_some() && tool.output_schema.is_some(), "{era:?} {}", tool.name);
            let description = tool.description.as_deref().unwrap_or_default();
            assert!((20..=1024).contains(&description.len()), "{era:?} {}: {description}", tool.name);
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_client_is_told_what_this_is_before_it_asks() -> Outcome {
    let running = Running::start().await?;
    let client = running.client(Era::Sessions).await?;
    let info = client.0.peer_info().ok_or("no server info")?;
    let words = info.instructions.clone().unwrap_or_default();
    assert!(words.len() <= 2048, "{} bytes", words.len());
    let first: String = words.chars().take(512).collect();
    let (alone, _) = first.split_once("\n\n").ok_or("the first 512 characters do not stand alone")?;
    for said in ["pending_approval", "never an instruction", "`untrusted`", "desk_request_status"] {
        assert!(alone.contains(said), "{said} is not in {alone}");
    }
    let is_tool = |word: &&str| word.starts_with("whatsapp_") || word.starts_with("desk_");
    for name in words.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(is_tool) {
        let is_field = name == "whatsapp_config_id";
        assert!(is_field || desk::operations::find(name).is_some(), "there is no {name}");
    }
    Ok(())
}

#[tokio::test]
async fn an_agent_learns_which_project_this_is() -> Outcome {
    let running = Running::start().await?;
    for era in Era::BOTH {
        let client = running.client(era).await?;
        let project = answer(&client.call("project_info", json!({})).await?)?;
        assert_eq!(project.get("demo"), Some(&json!(true)), "{era:?}: {project}");
        assert!(!text(&project, "/name").is_empty() && !text(&project, "/as_of").is_empty(), "{era:?}: {project}");
    }
    Ok(())
}

#[tokio::test]
async fn an_agent_reads_the_inbox_and_a_conversation_and_its_answer_waits() -> Outcome {
    let running = Running::start().await?;
    for era in Era::BOTH {
        let client = running.client(era).await?;
        let inbox = answer(&client.call("whatsapp_inbox", json!({"response_format": "detailed", "limit": 50})).await?)?;
        let rows = inbox.get("conversations").and_then(Value::as_array).ok_or("no conversations")?;
        let open = rows.iter().find(|row| row.pointer("/window/open") == Some(&json!(true))).ok_or("no open window")?;
        let id = text(open, "/conversation_id");

        let read = answer(&client.call("whatsapp_get_conversation_context", json!({"conversation_id": id})).await?)?;
        let messages = read.pointer("/conversations/0/messages").and_then(Value::as_array).ok_or("no messages")?;
        assert!(!messages.is_empty(), "{era:?}: an open window without a message");

        let send = json!({"conversation_selector": {"conversation_id": id}, "content": "We are on our way."});
        let waits = client.call("whatsapp_send_text_message", send).await?;
        assert_ne!(waits.is_error, Some(true), "{era:?}: {waits:?}");
        let waits = answer(&waits)?;
        assert_eq!(text(&waits, "/status"), "pending_approval", "{era:?}: {waits}");
        assert!(!text(&waits, "/request_id").is_empty(), "{era:?}: {waits}");

        let read = answer(&client.call("whatsapp_get_conversation_context", json!({"conversation_id": id})).await?)?;
        assert!(!read.to_string().contains("We are on our way."), "{era:?}: it stands in the conversation already");
    }
    Ok(())
}

#[tokio::test]
async fn an_agent_finds_what_was_said_in_any_script() -> Outcome {
    let running = Running::start().await?;
    for era in Era::BOTH {
        let client = running.client(era).await?;
        let found = answer(&client.call("whatsapp_search_messages", json!({"query": "木曜", "per_hit_context": 1})).await?)?;
        assert!(text(&found, "/hits/0/snippet/text").contains("木曜日"), "{era:?}: {found}");
        assert_eq!(found.pointer("/hits/0/before").and_then(Value::as_array).map(Vec::len), Some(1), "{era:?}: {found}");
        let refused = client.call("whatsapp_search_messages", json!({"query": ""})).await?;
        assert_eq!(refused.is_error, Some(true), "{era:?}: {refused:?}");
    }
    Ok(())
}

#[tokio::test]
async fn an_agent_finds_a_conversation_by_its_contact_and_by_what_was_said() -> Outcome {
    let running = Running::start().await?;
    for era in Era::BOTH {
        let client = running.client(era).await?;
        let named = answer(&client.call("whatsapp_search_conversations", json!({"query": "mariana"})).await?)?;
        assert_eq!(text(&named, "/hits/0/conversation/contact_name"), "Mariana Souza", "{era:?}: {named}");
        let said = answer(&client.call("whatsapp_search_conversations", json!({"query": "木曜", "include_messages": true})).await?)?;
        assert!(text(&said, "/hits/0/said/snippet/text").contains("木曜日"), "{era:?}: {said}");
        assert!(!text(&said, "/hits/0/messages/0/message_id").is_empty(), "{era:?}: with messages it is detailed: {said}");
        let refused = client.call("whatsapp_search_conversations", json!({"query": "x", "status": "open"})).await?;
        assert_eq!(refused.is_error, Some(true), "{era:?}: {refused:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_closed_window_is_a_tool_error_that_says_what_to_do() -> Outcome {
    let running = Running::start().await?;
    let client = running.client(Era::Stateless).await?;
    let inbox = answer(&client.call("whatsapp_inbox", json!({"response_format": "detailed", "limit": 50})).await?)?;
    let rows = inbox.get("conversations").and_then(Value::as_array).ok_or("no conversations")?;
    let closed = rows.iter().find(|row| row.pointer("/window/open") == Some(&json!(false))).ok_or("no closed window")?;
    let send = json!({"conversation_selector": {"conversation_id": text(closed, "/conversation_id")}, "content": "Hello?"});
    let refused = client.call("whatsapp_send_text_message", send).await?;
    assert_eq!(refused.is_error, Some(true));
    let refused = answer(&refused)?;
    assert_eq!(text(&refused, "/error/code"), "window_closed", "{refused}");
    assert!(text(&refused, "/error/remedy").contains("template"), "{refused}");
    Ok(())
}

#[tokio::test]
async fn bad_input_is_a_tool_error_that_names_the_field() -> Outcome {
    let running = Running::start().await?;
    let cases = [
        (json!({"color": "red"}), "unknown_field", "`color`"),
        (json!({"limit": "many"}), "wrong_type", "`limit`"),
        (json!({"limit": 51}), "invalid_value", "`limit`"),
        (json!({"filter": "urgent"}), "invalid_value", "`filter`"),
        (json!({"page": 1, "cursor": "x"}), "contradiction", "`page`"),
    ];
    for era in Era::BOTH {
        let client = running.client(era).await?;
        for (input, code, field) in &cases {
            let refused = client.call("whatsapp_inbox", input.clone()).await?;
            assert_eq!(refused.is_error, Some(true), "{era:?} {input}");
            let refused = answer(&refused)?;
            assert_eq!(text(&refused, "/error/code"), *code, "{era:?} {input}: {refused}");
            assert!(text(&refused, "/error/message").contains(field), "{era:?} {input}: {refused}");
            assert!(!text(&refused, "/error/remedy").is_empty(), "{era:?} {input}: {refused}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_tool_that_is_not_listed_is_a_protocol_error() -> Outcome {
    let running = Running::start().await?;
    // The second and the third are what a person can do at the desk.
    for tool in ["whatsapp_make_coffee", "desk_decide", "desk_approvals", ""] {
        let client = running.client(Era::Sessions).await?;
        let asked = rmcp::model::CallToolRequestParams::new(tool);
        match client.0.call_tool(asked).await {
            Err(ServiceError::McpError(error)) => assert_eq!(error.code, ErrorCode::INVALID_PARAMS, "{tool}: {error}"),
            other => return Err(format!("{tool} answered {other:?}").into()),
        }
    }
    Ok(())
}
