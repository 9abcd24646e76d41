//! A project of the simulator whose store is filled while no desk holds it; for every benchmark that needs a large one.

use std::{error::Error, path::PathBuf, sync::Arc};

use desk::{
    desk::{Desk, Setup},
    secrets::{Key, Keychain},
    store::{
        Store,
        settings::Setting,
        threads::{KnownAs, SeenConversation},
    },
    values::ConversationStatus,
};
use jiff::{SignedDuration, Timestamp};
use keyring_core::{api::CredentialStoreApi, mock};
use simulator::{Life, Options, Simulator};
use tempfile::TempDir;

/// A number that the simulator's cast has.
pub(crate) const NUMBER: &str = "106500000000017";
/// What the keychain has the project's keys under.
pub(crate) const SERVICE: &str = "kapso-desk";
/// The pause between two contacts, or two messages: a million of them are a quarter of a year.
pub(crate) const PAUSE_SECONDS: i64 = 8;

/// A data directory with one project in it, and its keychain.
pub(crate) struct Project {
    pub(crate) folder: TempDir,
    pub(crate) simulator: Simulator,
    pub(crate) id: String,
    entries: Arc<mock::Store>,
}

impl Project {
    /// Connects the simulator's key.
    pub(crate) async fn new() -> Result<Self, Box<dyn Error>> {
        let simulator = simulator::start(Options { life: Life::ByHand, ..Options::default() }).await?;
        let mut project = Self { folder: tempfile::tempdir()?, simulator, id: String::new(), entries: mock::Store::new()? };
        let desk = project.start().await?;
        let state = desk.connect_key(Key::new(simulator::DEMO_KEY.to_owned()), Some("Bench".to_owned())).await?;
        project.id = state.project.ok_or("no open project")?.project.id;
        desk.stop().await;
        Ok(project)
    }

    /// The store's file.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join(&self.id).join("store.sqlite")
    }

    /// Its store, while no desk has the project open.
    pub(crate) async fn store(&self) -> Result<Store, Box<dyn Error>> {
        let key = self.keychain().get(&self.id).await?.ok_or("no keys")?.store;
        Ok(Store::open(&self.path(), &key)?)
    }

    /// A desk with the project open.
    pub(crate) async fn open(&self) -> Result<Desk, Box<dyn Error>> {
        let desk = self.start().await?;
        desk.open_project(&self.id).await?;
        Ok(desk)
    }

    /// What the keychain holds for it, as JSON.
    pub(crate) fn entry(&self) -> Result<String, Box<dyn Error>> {
        Ok(self.entries.build(SERVICE, &self.id, None)?.get_password()?)
    }

    async fn start(&self) -> Result<Desk, Box<dyn Error>> {
        let setup = Setup { data_dir: Some(self.folder.path().to_owned()), origin: Some(self.simulator.origin()), ..Setup::default() };
        Ok(Desk::start_with(setup, self.keychain()).await?)
    }

    fn keychain(&self) -> Keychain {
        Keychain::over(self.entries.clone())
    }
}

/// A contact's conversation; the first one's is the newest.
pub(crate) fn conversation(contact: u32, now: Timestamp) -> SeenConversation {
    SeenConversation {
        id: format!("conversation-{contact}"),
        phone_number_id: NUMBER.to_owned(),
        contact: known_as(contact),
        contact_name: Some(format!("Contact {contact}")),
        status: ConversationStatus::Active,
        created_at: None,
        last_active_at: now - SignedDuration::from_secs(i64::from(contact) * PAUSE_SECONDS),
        last_inbound_at: None,
        last_outbound_at: None,
    }
}

/// How Kapso knows a contact.
pub(crate) fn known_as(contact: u32) -> KnownAs {
    KnownAs { user: None, digits: Some(digits(contact)) }
}

/// A contact's phone number.
pub(crate) fn digits(contact: u32) -> String {
    format!("1555{contact:07}")
}

/// Notes what the sync does when it has read everything.
pub(crate) fn end(store: &Store, now: Timestamp) -> desk::error::Result<()> {
    store.write(|writer| {
        writer.note_followed(now)?;
        for done in [Setting::Filled, Setting::ConversationsFilled, Setting::ContactsFilled] {
            writer.set(done, "1")?;
        }
        writer.set(Setting::Watermark, &now.as_millisecond().to_string())
    })
}
