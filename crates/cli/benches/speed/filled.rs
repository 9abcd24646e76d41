//! A store of 100,000 contacts with its keys in a keyring, and `kdesk serve` on it.

use std::process::Command;

use desk::{
    store::{
        Store, Writer,
        messages::{Parts, SeenMessage},
    },
    values::{Direction, MessageKind},
};
use jiff::{SignedDuration, Timestamp};

use crate::{
    AGENTS, Outcome,
    keyring::Keyring,
    peers::Process,
    project::{self, NUMBER, PAUSE_SECONDS, Project, SERVICE, conversation, known_as},
};

pub(crate) const CONTACTS: u32 = 100_000;

/// A project with so many contacts, its agents' tokens, and a keyring that has its keys.
pub(crate) struct Filled {
    project: Project,
    tokens: Vec<String>,
    keyring: Keyring,
}

impl Filled {
    pub(crate) async fn new() -> Outcome<Self> {
        let project = Project::new().await?;
        fill(&project.store().await?)?;
        let desk = project.open().await?;
        let mut tokens = Vec::new();
        for agent in 0..AGENTS {
            tokens.push(desk.add_client(&format!("Agent {agent}")).await?.token);
        }
        desk.stop().await;
        let keyring = Keyring::with(SERVICE, &project.id, &project.entry()?)?;
        Ok(Self { project, tokens, keyring })
    }

    /// Starts `kdesk serve` on it.
    pub(crate) async fn start(&self) -> Outcome<Process> {
        let Project { folder, simulator, .. } = &self.project;
        let mut command = Command::new(env!("CARGO_BIN_EXE_kdesk"));
        self.keyring.admit(&mut command);
        command.args(["serve", "--port", "0", "--data-dir"]).arg(folder.path()).env("KAPSO_API_BASE_URL", simulator.origin());
        Process::kdesk(command, self.tokens.clone()).await
    }
}

fn fill(store: &Store) -> desk::error::Result<()> {
    let now = Timestamp::now();
    for first in (0..CONTACTS).step_by(1_000) {
        store.write_copy(|writer| (first..first + 1_000).try_for_each(|contact| add(writer, contact, now)))?;
    }
    project::end(store, now)
}

fn add(writer: &Writer<'_>, contact: u32, now: Timestamp) -> desk::error::Result<()> {
    let at = now - SignedDuration::from_secs(i64::from(contact) * PAUSE_SECONDS);
    let mut conversation = conversation(contact, now);
    conversation.last_inbound_at = Some(at);
    writer.put_conversation(&conversation)?;
    let message = SeenMessage {
        wamid: format!("wamid.{contact}"),
        phone_number_id: Some(NUMBER.to_owned()),
        conversation_id: Some(conversation.id),
        contact: known_as(contact),
        at,
        direction: Direction::Inbound,
        kind: MessageKind::Text,
        text: Some(format!("Hello, is number {contact} ready? I would come by on Thursday at ten.")),
        parts: Parts::default(),
        reply_to: None,
        origin: None,
        status: Some("delivered".to_owned()),
        statuses: Vec::new(),
    };
    writer.put_messages(&[message]).map(|_| ())
}
