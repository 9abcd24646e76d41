//! A store of 100,000 contacts, and the process that serves it.

use desk::{
    desk::{Desk, Setup},
    secrets::Keychain,
    store::{
        Store, Writer,
        messages::{Parts, SeenMessage},
    },
    values::{Direction, MessageKind},
};
use jiff::{SignedDuration, Timestamp};
use keyring_core::api::CredentialStoreApi;
use mcp::Options;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader, stdin};

use crate::{
    AGENTS, Outcome,
    peers::Process,
    project::{self, NUMBER, PAUSE_SECONDS, Project, SERVICE, conversation, known_as},
};

pub(crate) const CONTACTS: u32 = 100_000;

/// A project with so many contacts, and its agents' tokens.
pub(crate) struct Filled {
    project: Project,
    tokens: Vec<String>,
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
        Ok(Self { project, tokens })
    }

    /// Starts the process that serves it.
    pub(crate) async fn start(&self) -> Outcome<Process> {
        let Project { folder, simulator, id, .. } = &self.project;
        let given = json!({ "folder": folder.path(), "origin": simulator.origin(), "project": id, "entry": self.project.entry()? });
        Process::endpoint(&given, self.tokens.clone()).await
    }
}

/// The process: what `kdesk serve` does, with the keychain's entry out of standard input. Ends with its starter.
pub(crate) async fn endpoint() -> Outcome {
    let mut input = BufReader::new(stdin()).lines();
    let given: Value = serde_json::from_str(&input.next_line().await?.ok_or("nothing to serve")?)?;
    let text = |name: &str| given.get(name).and_then(Value::as_str).map(str::to_owned).ok_or("what to serve is missing");
    let entries = keyring_core::mock::Store::new()?;
    entries.build(SERVICE, &text("project")?, None)?.set_password(&text("entry")?)?;
    let setup = Setup { data_dir: Some(text("folder")?.into()), origin: Some(text("origin")?), ..Setup::default() };
    let desk = Desk::start_with(setup, Keychain::over(entries)).await?;
    desk.open_project(&text("project")?).await?;
    let serving = mcp::serve(desk.clone(), Options::default()).await?;
    desk.renew_client("kdesk serve").await?; // as that does before it says that it is ready
    println!("{}", serving.url());
    while input.next_line().await?.is_some() {}
    serving.stop().await;
    desk.stop().await;
    Ok(())
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
