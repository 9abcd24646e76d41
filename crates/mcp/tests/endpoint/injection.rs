//! What contacts write, in everything that a client can be given: answers, resources, prompts, completions, failures.

use std::time::Duration;

use desk::{
    caller::{Caller, Face},
    gate,
};
use rmcp::model::{
    ArgumentInfo, CompleteRequestParams, ContentBlock, GetPromptRequestParams, ReadResourceRequestParams, Reference, ResourceContents,
};
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::{
    corpus::corpus,
    running::{Client, Era, Outcome, Running, marked_answer},
};

/// The demo's clinic, and somebody who wrote to it.
const CLINIC: &str = "106500000000017";
const MARIANA: &str = "+551155500188";
/// Stands in every text, and nowhere else.
const BAIT: &str = "bait7f3";

/// The newest message.
const LAST: &str = "thatisall";

/// A client, and how much of contacts it was given.
struct Reading {
    client: Client,
    marked: usize,
}

impl Reading {
    async fn tool(&mut self, name: &'static str, input: Value) -> Outcome {
        let answer = marked_answer(&self.client.call(name, input).await?)?;
        self.look(name, answer)
    }

    async fn resource(&mut self, uri: &str) -> Outcome {
        for contents in self.client.0.read_resource(ReadResourceRequestParams::new(uri)).await?.contents {
            let ResourceContents::TextResourceContents { text, .. } = contents else { return Err(uri.into()) };
            self.look(uri, serde_json::from_str(&text)?)?;
        }
        Ok(())
    }

    async fn prompt(&mut self, name: &str, given: Value) -> Outcome {
        let asked = GetPromptRequestParams::new(name).with_arguments(serde_json::from_value(given)?);
        for message in self.client.0.get_prompt(asked).await?.messages {
            match message.content {
                ContentBlock::Text(words) => assert!(!words.text.contains(BAIT), "{name}: {}", words.text),
                ContentBlock::Resource(resource) => {
                    let ResourceContents::TextResourceContents { text, .. } = resource.resource else { return Err(name.into()) };
                    self.look(name, serde_json::from_str(&text)?)?;
                }
                other => return Err(format!("{name} holds {other:?}").into()),
            }
        }
        Ok(())
    }

    async fn completion(&self, template: &str, argument: &str) -> Outcome {
        let asked = CompleteRequestParams::new(Reference::for_resource(template), ArgumentInfo::new(argument, BAIT));
        let values = self.client.0.complete(asked).await?.completion.values;
        assert!(!values.iter().any(|value| value.contains(BAIT)), "{template}: {values:?}");
        Ok(())
    }

    /// Every text with something of a contact in it stands between the marks of its answer, which nothing in it closes.
    fn look(&mut self, place: &str, mut answer: Value) -> Outcome {
        let marks = answer.as_object_mut().and_then(|fields| fields.remove("untrusted")).unwrap_or_default();
        let mark = |name: &str| marks.get(name).and_then(Value::as_str).unwrap_or("none").to_owned();
        for text in texts(&answer) {
            match text.strip_prefix(&mark("opens")).and_then(|text| text.strip_suffix(&mark("closes"))) {
                Some(inside) => {
                    assert!(!inside.contains(['⟦', '⟧']), "{place}: {text:?}");
                    self.marked += usize::from(inside.contains(BAIT));
                }
                None => assert!(!text.contains(BAIT) && !text.contains(['⟦', '⟧']), "{place} says itself: {text:?}"),
            }
        }
        Ok(())
    }
}

/// Every text of an answer, and every name of a field.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.iter().flat_map(|(name, value)| texts(value).into_iter().chain([name.clone()])).collect(),
        _ => Vec::new(),
    }
}

#[tokio::test]
async fn nothing_that_contacts_write_reaches_a_client_outside_of_the_marks_or_sends_anything() -> Outcome {
    let running = Running::start().await?;
    let control = running.simulator.control();
    let words: Vec<String> = corpus().iter().step_by(8).map(|words| format!("{words} {BAIT}")).collect();
    for words in &words {
        for message in [
            json!({ "type": "text", "text": { "body": words } }),
            json!({ "type": "document", "document": { "id": "1", "mime_type": words, "filename": words, "caption": words } }),
            json!({ "type": "interactive", "interactive": { "type": "list_reply", "list_reply": { "id": words, "title": words } } }),
        ] {
            control.receive_message(CLINIC, MARIANA, &message)?;
        }
    }
    control.receive(CLINIC, MARIANA, LAST)?;
    let conversation = conversation_with(&running, LAST).await?;
    for era in Era::BOTH {
        let mut reading = Reading { client: running.client(era).await?, marked: 0 };
        reading.tool("whatsapp_inbox", json!({})).await?;
        let context = json!({ "conversation_id": conversation, "message_limit": 100 });
        reading.tool("whatsapp_get_conversation_context", context).await?;
        reading.tool("whatsapp_search_messages", json!({ "query": BAIT, "limit": 50, "per_hit_context": 2 })).await?;
        reading.tool("whatsapp_search_conversations", json!({ "query": BAIT, "include_messages": true })).await?;
        reading.tool("whatsapp_get_contact_context", json!({ "identifier": MARIANA })).await?;
        let late =
            json!({ "conversation_selector": { "conversation_id": conversation }, "content": "Hello", "expected_last_message_id": BAIT });
        reading.tool("whatsapp_send_text_message", late).await?;
        reading.resource("kapso://inbox").await?;
        reading.resource(&format!("kapso://conversation/{conversation}")).await?;
        reading.resource(&format!("kapso://contact/{}", MARIANA.replace('+', "%2B"))).await?;
        reading.prompt("triage_inbox", json!({})).await?;
        reading.prompt("draft_reply", json!({ "conversation_id": conversation })).await?;
        reading.prompt("summarise_conversation", json!({ "conversation_id": conversation })).await?;
        reading.completion("kapso://conversation/{conversation_id}", "conversation_id").await?;
        reading.completion("kapso://contact/{identifier}", "identifier").await?;
        assert!(reading.marked > words.len(), "{era:?}: {} texts of theirs were read", reading.marked);
    }
    assert_eq!(control.sends()?.len(), 0);
    assert!(!control.requests().iter().any(|request| request.path.contains("media")), "a file was fetched");
    Ok(())
}

/// The conversation with these words, once the desk has it.
async fn conversation_with(running: &Running, words: &str) -> Outcome<String> {
    let ana = Caller::Person(Face::Window);
    for _ in 0..600 {
        let asked = json!({ "query": words, "response_format": "detailed" });
        let gate::Reply::Done(found) = gate::call(&running.desk, &ana, "whatsapp_search_messages", asked).await? else {
            return Err("a person waits".into());
        };
        if let Some(id) = found.pointer("/hits/0/conversation_id").and_then(Value::as_str) {
            return Ok(id.to_owned());
        }
        sleep(Duration::from_millis(50)).await;
    }
    Err("it never came".into())
}
