//! A store of 100,000 contacts, and the process that serves it.

use std::path::PathBuf;

use desk::{
    desk::{Desk, Setup},
    secrets::{Key, Keychain},
    store::{
        Store, Writer,
        messages::{Parts, SeenMessage},
        settings::Setting,
        threads::{KnownAs, SeenConversation},
    },
    values::{ConversationStatus, Direction, MessageKind},
};
use jiff::{SignedDuration, Timestamp};
use keyring_core::api::CredentialStoreApi;
use mcp::Options;
use serde_json::{Value, json};
use simulator::{Life, Simulator};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, stdin};

use crate::{AGENTS, Outcome, peers::Process};

pub(crate) const CONTACTS: u32 = 100_000;

/// A number that the simulator's cast has.
const NUMBER: &str = "106500000000017";
const SERVICE: &str = "kapso-desk";

/// A data directory with one project in it, and what the keychain holds for it.
pub(crate) struct Filled {
    folder: TempDir,
    simulator: Simulator,
    project: String,
    entry: String,
    tokens: Vec<String>,
}

impl Filled {
    pub(crate) async fn new() -> Outcome<Self> {
        let simulator = simulator::start(simulator::Options { life: Life::ByHand, ..simulator::Options::default() }).await?;
        let folder = tempfile::tempdir()?;
        let entries = keyring_core::mock::Store::new()?;
        let keychain = Keychain::over(entries.clone());
        let setup = || Setup { data_dir: Some(folder.path().to_owned()), origin: Some(simulator.origin()), ..Setup::default() };
        let desk = Desk::start_with(setup(), keychain.clone()).await?;
        let state = desk.connect_key(Key::new(simulator::DEMO_KEY.to_owned()), Some("Bench".to_owned())).await?;
        let project = state.project.ok_or("no open project")?.project.id;
        desk.stop().await;
        drop(desk);
        let path: PathBuf = folder.path().join(&project).join("store.sqlite");
        let key = keychain.get(&project).await?.ok_or("no keys")?.store;
        fill(&Store::open(&path, &key)?)?;
        let desk = Desk::start_with(setup(), keychain).await?;
        desk.open_project(&project).await?;
        let mut tokens = Vec::new();
        for agent in 0..AGENTS {
            tokens.push(desk.add_client(&format!("Agent {agent}")).await?.token);
        }
        desk.stop().await;
        drop(desk);
        let entry = entries.build(SERVICE, &project, None)?.get_password()?;
        Ok(Self { folder, simulator, project, entry, tokens })
    }

    /// Starts the process that serves it.
    pub(crate) async fn start(&self) -> Outcome<Process> {
        let given =
            json!({ "folder": self.folder.path(), "origin": self.simulator.origin(), "project": self.project, "entry": self.entry });
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
    store.write(|writer| {
        writer.note_followed(now)?;
        for done in [Setting::Filled, Setting::ConversationsFilled, Setting::ContactsFilled] {
            writer.set(done, "1")?;
        }
        writer.set(Setting::Watermark, &now.as_millisecond().to_string())
    })
}

fn add(writer: &Writer<'_>, contact: u32, now: Timestamp) -> desk::error::Result<()> {
    let known = || KnownAs { user: None, digits: Some(format!("1555{contact:07}")) };
    let at = now - SignedDuration::from_secs(i64::from(contact) * 8);
    writer.put_conversation(&SeenConversation {
        id: format!("conversation-{contact}"),
        phone_number_id: NUMBER.to_owned(),
        contact: known(),
        contact_name: Some(format!("Contact {contact}")),
        status: ConversationStatus::Active,
        created_at: None,
        last_active_at: at,
        last_inbound_at: Some(at),
        last_outbound_at: None,
    })?;
    let message = SeenMessage {
        wamid: format!("wamid.{contact}"),
        phone_number_id: Some(NUMBER.to_owned()),
        conversation_id: Some(format!("conversation-{contact}")),
        contact: known(),
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
