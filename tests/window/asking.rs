//! A desk whose open conversation an agent may ask to write into: where stories of approving begin.

use serde_json::{Value, json};
use simulator::Simulator;

use crate::{
    agent::Agent,
    machine::Machine,
    session::Outcome,
    story::{KEY, kapso},
    window::{Start, Window},
};

pub(crate) struct Asking {
    pub(crate) window: Window,
    pub(crate) agent: Agent,
    pub(crate) kapso: Simulator,
    pub(crate) machine: Machine,
    conversation: Value,
}

impl Asking {
    /// A project that was read, its newest conversation open, and an agent that holds a token.
    pub(crate) async fn start() -> Outcome<Self> {
        Self::on(Machine::start()?).await
    }

    pub(crate) async fn on(machine: Machine) -> Outcome<Self> {
        let kapso = kapso().await?;
        let window = Window::open(&machine, Start { arguments: &["--undo", "0", "--origin", &kapso.origin()], ..Start::default() }).await?;
        window.connect_project(KEY).await?;
        window.open_thread(&window.thread_at(0).await?).await?;
        let agent = window.add_client("Codex").await?;
        let inbox = agent.call("whatsapp_inbox", &json!({ "limit": 1, "response_format": "detailed" }))?;
        let conversation = inbox.pointer("/conversations/0/conversation_id").cloned().unwrap_or_default();
        Ok(Self { window, agent, kapso, machine, conversation })
    }

    /// The agent asks to write this into its newest conversation; what it is answered.
    pub(crate) fn asks(&self, words: &str) -> Outcome<Value> {
        let input = json!({ "conversation_selector": { "conversation_id": self.conversation }, "content": words });
        self.agent.call("whatsapp_send_text_message", &input)
    }
}
