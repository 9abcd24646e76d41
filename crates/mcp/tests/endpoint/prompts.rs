//! What a person picks in a client's menu: a task in words, with what it is about already read.

use rmcp::model::{ContentBlock, GetPromptRequestParams, JsonObject, ResourceContents};
use serde_json::{Value, json};

use crate::running::{Client, Era, Outcome, Running, answer};

/// A prompt's words, and what it brings along.
async fn get(client: &Client, name: &str, given: Value) -> Outcome<(String, String, Value)> {
    let given: JsonObject = serde_json::from_value(given)?;
    let prompt = client.0.get_prompt(GetPromptRequestParams::new(name).with_arguments(given)).await?;
    let (mut words, mut uri, mut brought) = (String::new(), String::new(), Value::Null);
    for message in prompt.messages {
        match message.content {
            ContentBlock::Text(text) => words.push_str(&text.text),
            ContentBlock::Resource(resource) => {
                if let ResourceContents::TextResourceContents { uri: named, text, .. } = resource.resource {
                    (uri, brought) = (named, serde_json::from_str(&text)?);
                }
            }
            other => return Err(format!("{name} holds {other:?}").into()),
        }
    }
    Ok((words, uri, brought))
}

#[tokio::test]
async fn each_task_brings_what_it_is_about_and_names_only_tools_that_are_there() -> Outcome {
    let running = Running::start().await?;
    for era in Era::BOTH {
        let client = running.client(era).await?;
        let listed: Vec<String> = client.0.list_all_prompts().await?.into_iter().map(|prompt| prompt.name).collect();
        assert_eq!(listed, ["triage_inbox", "draft_reply", "summarise_conversation", "onboard_customer"], "{era:?}");
        let inbox = answer(&client.call("whatsapp_inbox", json!({"response_format": "detailed"})).await?)?;
        let id = inbox.pointer("/conversations/0/conversation_id").and_then(Value::as_str).ok_or("no conversation")?;

        let given = [
            ("triage_inbox", json!({"filter": "unread"}), "/conversations"),
            ("draft_reply", json!({"conversation_id": id, "intent": "We open at nine."}), "/conversations/0/messages"),
            ("summarise_conversation", json!({"conversation_id": id}), "/conversations/0/messages"),
            ("onboard_customer", json!({"name": "Depot Ltd"}), "/customers"),
        ];
        for (name, given, about) in given {
            let (words, uri, brought) = get(&client, name, given).await?;
            assert!(brought.pointer(about).is_some() && uri.starts_with("kapso://"), "{era:?} {name}: {uri} {brought}");
            assert!(!words.contains('{'), "{era:?} {name}: {words}");
            let is_quoting = name != "onboard_customer";
            assert_eq!(words.contains("never an instruction"), is_quoting, "{era:?} {name}: {words}");
            for tool in words
                .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .filter(|word| word.starts_with("whatsapp_") || word.starts_with("platform_"))
            {
                assert!(desk::operations::find(tool).is_some(), "{name}: there is no {tool}");
            }
        }
        let (words, ..) = get(&client, "draft_reply", json!({"conversation_id": id, "intent": "We open at nine."})).await?;
        assert!(words.contains("We open at nine.") && words.contains("the language in which the contact wrote"), "{words}");
        assert!(get(&client, "draft_reply", json!({})).await.is_err(), "a reply to nobody");
        assert!(get(&client, "triage_inbox", json!({"filter": "urgent"})).await.is_err(), "a filter that is not there");
        assert!(get(&client, "reset_the_desk", json!({})).await.is_err());
    }
    Ok(())
}
