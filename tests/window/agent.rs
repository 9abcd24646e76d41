//! An agent: the MCP Inspector, which is made with the official TypeScript SDK, holding a token of the window.

use serde_json::{Value, json};

use crate::{
    programs::{out, program, run},
    session::Outcome,
};

/// A client that knows where the endpoint is and what to say there.
pub(crate) struct Agent {
    url: String,
    authorization: String,
}

impl Agent {
    /// Reads both out of the line that a person pastes into a terminal: `claude mcp add … URL --header "…"`.
    pub(crate) fn of(line: &str) -> Outcome<Self> {
        let url = line.split(' ').find(|word| word.starts_with("http://127.0.0.1:")).ok_or("the line names no address")?;
        let authorization = line.split('"').nth(1).filter(|header| header.starts_with("Authorization: Bearer kd_"));
        Ok(Self { url: url.to_owned(), authorization: authorization.ok_or("the line holds no token")?.to_owned() })
    }

    /// The token alone.
    pub(crate) fn token(&self) -> &str {
        self.authorization.trim_start_matches("Authorization: Bearer ")
    }

    /// Calls a tool; what comes back is its structured answer.
    pub(crate) fn call(&self, tool: &str, input: &Value) -> Outcome<Value> {
        let mut command = program("mcp-inspector")?;
        command.args(["--cli", &self.url, "--transport", "http", "--format", "json", "--header", &self.authorization]);
        command.args(["--method", "tools/call", "--tool-name", tool]);
        for (name, value) in input.as_object().into_iter().flatten() {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            command.args(["--tool-arg", &format!("{name}={value}")]);
        }
        let answer: Value = serde_json::from_str(&out(&run(&mut command, 0)?))?;
        answer.pointer("/result/structuredContent").cloned().ok_or_else(|| format!("{tool} answered {answer}").into())
    }

    /// The conversation of this thread.
    pub(crate) fn find(&self, thread: &str) -> Outcome<Value> {
        let inbox = self.call("whatsapp_inbox", &json!({ "limit": 50, "response_format": "detailed" }))?;
        let rows = inbox.pointer("/conversations").and_then(Value::as_array).cloned().unwrap_or_default();
        let found = rows.into_iter().find(|row| row.get("thread_id") == Some(&json!(thread)));
        found.ok_or_else(|| format!("there is no conversation {thread}").into())
    }

    /// The messages of a conversation that say this, between the marks of what others wrote.
    pub(crate) fn messages(&self, conversation_id: &Value, text: &str) -> Outcome<Vec<Value>> {
        let input = json!({ "conversation_id": conversation_id, "response_format": "detailed" });
        let context = self.call("whatsapp_get_conversation_context", &input)?;
        let messages = context.pointer("/conversations/0/messages").and_then(Value::as_array);
        let messages = messages.ok_or_else(|| format!("no messages in {context}"))?;
        let says = |message: &&Value| message.get("text").and_then(Value::as_str).is_some_and(|said| said.contains(text));
        Ok(messages.iter().filter(says).cloned().collect())
    }
}
