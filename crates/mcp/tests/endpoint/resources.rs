//! What clients read by its address: the same answers as the tools give, under the same rules.

use std::time::Duration;

use desk::{caller::Face, gate};
use rmcp::{
    ServiceError,
    model::{ArgumentInfo, CompleteRequestParams, ReadResourceRequestParams, Reference, ResourceContents},
};
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::running::{Client, Era, Outcome, Running, answer};

async fn read(client: &Client, uri: &str) -> Outcome<Value> {
    let read = client.0.read_resource(ReadResourceRequestParams::new(uri)).await?;
    match read.contents.as_slice() {
        [ResourceContents::TextResourceContents { uri: named, mime_type, text, .. }] => {
            assert_eq!((named.as_str(), mime_type.as_deref()), (uri, Some("application/json")));
            Ok(serde_json::from_str(text)?)
        }
        other => Err(format!("{uri} holds {other:?}").into()),
    }
}

async fn fitting(client: &Client, template: &str, argument: &str, typed: &str) -> Outcome<Vec<String>> {
    let argument = ArgumentInfo::new(argument, typed);
    let asked = CompleteRequestParams::new(Reference::for_resource(template), argument);
    Ok(client.0.complete(asked).await?.completion.values)
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

#[tokio::test]
async fn every_kind_of_thing_is_found_by_completion_and_read_by_its_address() -> Outcome {
    let running = Running::start().await?;
    for era in Era::BOTH {
        let client = running.client(era).await?;
        let listed: Vec<String> = client.0.list_all_resources().await?.into_iter().map(|resource| resource.uri).collect();
        assert_eq!(listed, ["kapso://inbox", "kapso://customers"], "{era:?}");
        let inbox = read(&client, "kapso://inbox").await?;
        assert!(inbox.pointer("/conversations/0").is_some() && inbox.get("untrusted").is_some(), "{era:?}: {inbox}");
        assert!(!text(&read(&client, "kapso://customers").await?, "/customers/0/name").is_empty(), "{era:?}");

        let templates: Vec<String> =
            client.0.list_all_resource_templates().await?.into_iter().map(|template| template.uri_template).collect();
        let known = ["kapso://conversation/{conversation_id}", "kapso://contact/{identifier}", "kapso://customer/{customer_id}"];
        assert_eq!(templates, known, "{era:?}");
        let named = [
            ("conversation_id", "mariana", "/conversations/0/messages"),
            ("identifier", "mariana", "/contact"),
            ("customer_id", "", "/customer"),
        ];
        for (template, (argument, typed, part)) in known.into_iter().zip(named) {
            let ids = fitting(&client, template, argument, typed).await?;
            let id = ids.first().ok_or_else(|| format!("{era:?}: nothing fits {typed:?} in {template}"))?;
            let start: String = id.chars().take(6).collect();
            assert!(fitting(&client, template, argument, &start).await?.contains(id), "{era:?}: {start:?} in {template}");
            let address = template.replace(&format!("{{{argument}}}"), &id.replace('+', "%2B"));
            let found = read(&client, &address).await?;
            assert!(found.pointer(part).is_some(), "{era:?}: {address} holds {found}");
        }
        assert_eq!(fitting(&client, "kapso://contact/{identifier}", "identifier", "nobody has this name").await?, Vec::<String>::new());
    }
    Ok(())
}

#[tokio::test]
async fn what_is_read_is_what_the_tool_answers_marked_and_written_down() -> Outcome {
    let running = Running::start().await?;
    let client = running.client(Era::Stateless).await?;
    let ids = fitting(&client, "kapso://conversation/{conversation_id}", "conversation_id", "mariana").await?;
    let id = ids.first().ok_or("no conversation")?;
    let resource = read(&client, &format!("kapso://conversation/{id}")).await?;
    let opens = text(&resource, "/untrusted/opens");
    assert_eq!(text(&resource, "/conversations/0/conversation/contact_name"), format!("{opens}Mariana Souza{}", opens.replace('⟦', "⟦/")));
    let tool = answer(&client.call("whatsapp_get_conversation_context", json!({ "conversation_id": id })).await?)?;
    assert_eq!(
        resource.pointer("/conversations/0/messages").and_then(Value::as_array).map(Vec::len),
        tool.pointer("/conversations/0/messages").and_then(Value::as_array).map(Vec::len)
    );
    // The audit is written a moment after the answers.
    loop {
        let asked = json!({ "operation": "whatsapp_get_conversation_context" });
        let written = gate::act(&running.desk, Face::Window, "desk_audit", asked).await?;
        if written.get("calls").and_then(Value::as_array).map(Vec::len) >= Some(2) {
            return Ok(());
        }
        sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn what_is_not_there_or_not_allowed_is_said_and_not_shown() -> Outcome {
    let running = Running::start().await?;
    for era in Era::BOTH {
        let client = running.client(era).await?;
        for nothing in ["kapso://contact/nobody@nowhere", "kapso://key", "file:///etc/passwd", "kapso://conversation/"] {
            match client.0.read_resource(ReadResourceRequestParams::new(nothing)).await {
                Err(ServiceError::McpError(error)) => {
                    assert!([-32602, -32002].contains(&error.code.0), "{era:?} {nothing}: {error}");
                    assert!(error.data.is_some(), "{era:?} {nothing}: {error}");
                }
                other => return Err(format!("{era:?}: {nothing} holds {other:?}").into()),
            }
        }
        let rule = |decision: &str| json!({ "operation": "whatsapp_get_contact_context", "decision": decision });
        gate::act(&running.desk, Face::Window, "desk_set_permission", rule("off")).await?;
        let client = running.client(era).await?;
        let templates = client.0.list_all_resource_templates().await?;
        assert!(!templates.iter().any(|template| template.uri_template.contains("contact")), "{era:?}: {templates:?}");
        assert!(read(&client, "kapso://contact/+551155500188").await.is_err(), "{era:?}");
        gate::act(&running.desk, Face::Window, "desk_set_permission", rule("allow")).await?;
    }
    Ok(())
}
