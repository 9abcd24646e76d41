//! A desk over a store of any size, filled the way the sync fills it.

use std::{error::Error, path::PathBuf, time::Instant};

use desk::{
    caller::Face,
    desk::{Desk, Setup},
    gate,
    secrets::{Key, Keychain},
    store::{
        Store,
        messages::{Parts, SeenMessage, SeenStatus},
        settings::Setting,
        threads::{KnownAs, SeenConversation},
    },
    values::{ConversationStatus, Direction, MessageKind},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use simulator::{Life, Options, Simulator};
use tempfile::TempDir;

use crate::talk::{Dice, sentence};

/// A number that the simulator's cast has.
const NUMBER: &str = "106500000000017";
/// The pause between two messages of the project: a million of them are a quarter of a year.
const PAUSE_SECONDS: i64 = 8;
const BATCH: u32 = 1_000;

/// A desk whose project holds so many contacts and messages.
pub(crate) struct Filled {
    pub(crate) desk: Desk,
    pub(crate) written_per_second: f64,
    _simulator: Simulator,
    _folder: TempDir,
}

impl Filled {
    /// Makes the store while no desk holds it, then opens the desk over it.
    pub(crate) async fn new((contacts, messages): (u32, u32)) -> Result<Self, Box<dyn Error>> {
        let simulator = simulator::start(Options { life: Life::ByHand, ..Options::default() }).await?;
        let folder = tempfile::tempdir()?;
        let keychain = Keychain::over(keyring_core::mock::Store::new()?);
        let setup = || Setup { data_dir: Some(folder.path().to_owned()), origin: Some(simulator.origin()), ..Setup::default() };
        let desk = Desk::start_with(setup(), keychain.clone()).await?;
        let state = desk.connect_key(Key::new(simulator::DEMO_KEY.to_owned()), Some("Bench".to_owned())).await?;
        let project = state.project.ok_or("no open project")?.project.id;
        desk.stop().await;
        drop(desk);
        let path: PathBuf = folder.path().join(&project).join("store.sqlite");
        let key = keychain.get(&project).await?.ok_or("no keys")?.store;
        let store = Store::open(&path, &key)?;
        let written_per_second = fill(&store, contacts, messages)?;
        drop(store);
        let desk = Desk::start_with(setup(), keychain).await?;
        desk.open_project(&project).await?;
        gate::act(&desk, Face::Terminal, "desk_watch", json!({ "visible": false })).await?;
        Ok(Self { desk, written_per_second, _simulator: simulator, _folder: folder })
    }
}

fn fill(store: &Store, contacts: u32, messages: u32) -> desk::error::Result<f64> {
    let now = Timestamp::now();
    for first in (0..contacts).step_by(1_000) {
        let last = contacts.min(first + BATCH);
        store.write(|writer| (first..last).try_for_each(|contact| writer.put_conversation(&conversation(contact, now)).map(|_| ())))?;
    }
    let start = Instant::now();
    for first in (0..messages).step_by(100) {
        let last = messages.min(first + 100);
        let page: Vec<SeenMessage> = (first..last).map(|number| message(number, contacts, now)).collect();
        store.write(|writer| writer.put_messages(&page))?;
    }
    let seconds = start.elapsed().as_secs_f64();
    store.write(|writer| writer.set(Setting::Filled, "1"))?;
    Ok(f64::from(messages) / seconds)
}

fn conversation(contact: u32, now: Timestamp) -> SeenConversation {
    let last_active_at = now - SignedDuration::from_secs(i64::from(contact) * PAUSE_SECONDS);
    SeenConversation {
        id: format!("conversation-{contact}"),
        phone_number_id: NUMBER.to_owned(),
        contact: KnownAs { user: None, digits: Some(digits(contact)) },
        contact_name: Some(format!("Contact {contact}")),
        status: if contact.is_multiple_of(5) { ConversationStatus::Ended } else { ConversationStatus::Active },
        created_at: None,
        last_active_at,
        last_inbound_at: None,
        last_outbound_at: None,
    }
}

/// Messages come newest first and in pages, as Kapso lists them.
fn message(number: u32, contacts: u32, now: Timestamp) -> SeenMessage {
    let mut dice = Dice::new(u64::from(number));
    // A few contacts write much, many write little.
    let contact = u32::try_from(dice.roll(u64::from(contacts)) * dice.roll(1_000) / 1_000).unwrap_or(0);
    let inbound = !number.is_multiple_of(3);
    let at = now - SignedDuration::from_secs(i64::from(number) * PAUSE_SECONDS);
    SeenMessage {
        wamid: format!("wamid.HBgL{}{:016X}", digits(contact), dice.roll(u64::MAX)),
        phone_number_id: Some(NUMBER.to_owned()),
        conversation_id: Some(format!("conversation-{contact}")),
        contact: KnownAs { user: None, digits: Some(digits(contact)) },
        at,
        direction: if inbound { Direction::Inbound } else { Direction::Outbound },
        kind: MessageKind::Text,
        text: Some(sentence(&mut dice)),
        parts: Parts::default(),
        reply_to: None,
        origin: None,
        status: Some(if inbound { "delivered" } else { "read" }.to_owned()),
        statuses: if inbound { Vec::new() } else { ticks(at) },
    }
}

/// What Kapso tells of a message that was read.
fn ticks(at: Timestamp) -> Vec<SeenStatus> {
    let tick = |status: &str, seconds: i64| SeenStatus {
        status: status.to_owned(),
        at: at.as_millisecond() + seconds * 1_000,
        code: None,
        words: None,
    };
    vec![tick("sent", 1), tick("delivered", 2), tick("read", 60)]
}

fn digits(contact: u32) -> String {
    format!("1555{contact:07}")
}
