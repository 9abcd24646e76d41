//! Zed, played from the source of its transport (`crates/context_server/src/transport/http.rs`): what it sends, and what it takes.
//! It posts everything, gives the session and the version back after `initialize`, takes JSON or one event, wants 202 without any
//! type for a notification, reads 404 as the end of its session and 401 as a wish for OAuth.

use serde_json::{Value, json};

use crate::{
    raw::{Answer, request, send},
    running::{Outcome, Running},
};

struct Zed {
    port: u16,
    headers: Vec<String>,
    session: Option<String>,
    version: Option<String>,
}

impl Zed {
    fn new(port: u16, token: &str) -> Self {
        let headers = [
            format!("Host: 127.0.0.1:{port}"),
            "Content-Type: application/json".to_owned(),
            "Accept: application/json, text/event-stream".to_owned(),
            format!("Authorization: Bearer {token}"),
        ];
        Self { port, headers: headers.to_vec(), session: None, version: None }
    }

    async fn post(&self, message: &Value) -> Outcome<Answer> {
        let mut headers: Vec<&str> = self.headers.iter().map(String::as_str).collect();
        if message.get("method") != Some(&json!("initialize")) {
            headers.extend(self.session.as_deref());
            headers.extend(self.version.as_deref());
        }
        send(self.port, &request("POST /mcp", &headers, &message.to_string())).await
    }

    /// A request's result, out of JSON or out of the event that holds it.
    async fn ask(&mut self, method: &str, params: Value) -> Outcome<Value> {
        let answer = self.post(&json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params })).await?;
        assert!((200..300).contains(&answer.status), "{method}: {} {}", answer.status, answer.body);
        if let Some(session) = answer.head.lines().find(|line| line.starts_with("mcp-session-id: ")) {
            self.session = Some(session.to_owned());
        }
        let said = if answer.head.contains("content-type: application/json") {
            answer.body.as_str()
        } else {
            assert!(answer.head.contains("content-type: text/event-stream"), "{method}: {}", answer.head);
            answer.body.lines().find_map(|line| line.strip_prefix("data: ")).ok_or("an event without a message")?
        };
        let said: Value = serde_json::from_str(said)?;
        said.get("result").cloned().ok_or_else(|| format!("{method}: {said}").into())
    }

    async fn connect(&mut self) -> Outcome {
        (self.session, self.version) = (None, None);
        let hello = json!({ "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": { "name": "Zed", "version": "0.1.0" } });
        let opened = self.ask("initialize", hello).await?;
        let version = opened.get("protocolVersion").and_then(Value::as_str).ok_or("no version")?;
        self.version = Some(format!("MCP-Protocol-Version: {version}"));
        let noted = self.post(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" })).await?;
        assert_eq!((noted.status, noted.head.contains("content-type")), (202, false), "{}", noted.head);
        Ok(())
    }
}

#[tokio::test]
async fn zed_connects_calls_and_lives_through_a_restart() -> Outcome {
    let running = Running::start().await?;
    let mut zed = Zed::new(running.port()?, &running.token);
    zed.connect().await?;
    let tools = zed.ask("tools/list", json!({})).await?;
    assert_eq!(tools.pointer("/tools").and_then(Value::as_array).map(Vec::len), Some(desk::operations::OPERATIONS.len()));
    let prompts = zed.ask("prompts/list", json!({})).await?;
    assert!(prompts.pointer("/prompts/0/name").is_some(), "{prompts}");

    let running = running.restart().await?;
    let call = json!({ "name": "whatsapp_inbox", "arguments": { "limit": 2 } });
    let inbox = zed.ask("tools/call", call.clone()).await?;
    assert_eq!(inbox.pointer("/structuredContent/conversations").and_then(Value::as_array).map(Vec::len), Some(2), "{inbox}");
    let text = inbox.pointer("/content/0/text").and_then(Value::as_str).ok_or("no text")?;
    assert_eq!(Some(&serde_json::from_str(text)?), inbox.get("structuredContent"), "both forms say the same");

    // A session that is over is 404, upon which Zed opens another.
    let session = zed.session.clone().ok_or("no session")?;
    let ended: Vec<&str> = zed.headers.iter().map(String::as_str).chain([session.as_str()]).collect();
    assert_eq!(send(zed.port, &request("DELETE /mcp", &ended, "")).await?.status, 204);
    let late = zed.post(&json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": call })).await?;
    assert_eq!(late.status, 404, "{}", late.body);
    zed.connect().await?;
    zed.ask("tools/call", call).await?;

    let stranger = Zed::new(running.port()?, "wrong").post(&json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize" })).await?;
    assert_eq!(stranger.status, 401);
    assert!(!stranger.head.contains("resource_metadata"), "Zed would look for OAuth: {}", stranger.head);
    Ok(())
}
