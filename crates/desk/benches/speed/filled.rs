//! A desk over a store of any size, filled the way the sync fills it.

use std::{
    error::Error,
    path::PathBuf,
    time::{Duration, Instant},
};

use desk::{
    desk::Desk,
    store::{
        Store, Writer,
        contacts::{Kept, SeenContact},
        messages::{Parts, SeenMessage, SeenStatus, TOGETHER},
    },
    values::{ConversationStatus, Direction, MessageKind},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::{
    process,
    project::{self, NUMBER, PAUSE_SECONDS, Project, conversation, digits, known_as},
    talk::{Dice, sentence},
};

/// A desk whose project holds so many contacts and messages.
pub(crate) struct Filled {
    pub(crate) desk: Desk,
    pub(crate) path: PathBuf,
    /// The store's key, in hexadecimal digits.
    pub(crate) key: String,
    /// How long the messages took, without making them up.
    pub(crate) writing: Duration,
    /// How long it then took to make the search index one segment.
    pub(crate) merging: Duration,
    /// The most memory meanwhile, in bytes.
    pub(crate) peak_memory: Option<u64>,
    pub(crate) project: Project,
}

impl Filled {
    /// Makes the store while no desk holds it, then opens the desk over it.
    pub(crate) async fn new((contacts, messages): (u32, u32)) -> Result<Self, Box<dyn Error>> {
        let project = Project::new().await?;
        process::forget_peak();
        let store = project.store().await?;
        let writing = fill(&store, contacts, messages)?;
        let merging = merge(&store)?;
        drop(store);
        let peak_memory = process::peak_memory();
        let entry: Value = serde_json::from_str(&project.entry()?)?;
        let key = entry.pointer("/store").and_then(Value::as_str).ok_or("no key of the store")?.to_owned();
        Ok(Self { desk: project.open().await?, path: project.path(), key, writing, merging, peak_memory, project })
    }
}

fn fill(store: &Store, contacts: u32, messages: u32) -> desk::error::Result<Duration> {
    let now = Timestamp::now();
    for first in (0..contacts).step_by(1_000) {
        let last = contacts.min(first + 1_000);
        store.write_copy(|writer| (first..last).try_for_each(|contact| add_contact(writer, contact, now)))?;
    }
    let mut writing = Duration::ZERO;
    for first in (0..messages).step_by(TOGETHER) {
        let together: Vec<SeenMessage> = (first..messages).take(TOGETHER).map(|number| message(number, contacts, now)).collect();
        let start = Instant::now();
        store.write_copy(|writer| writer.put_messages(&together))?;
        writing += start.elapsed();
    }
    project::end(store, now)?;
    Ok(writing)
}

/// What the sync does by and by once everything was read.
fn merge(store: &Store) -> desk::error::Result<Duration> {
    let start = Instant::now();
    while store.write_copy(|writer| writer.merge_search())? {}
    Ok(start.elapsed())
}

fn add_contact(writer: &Writer<'_>, contact: u32, now: Timestamp) -> desk::error::Result<()> {
    writer.put_contact(&seen_contact(contact, now))?;
    let mut conversation = conversation(contact, now);
    if contact.is_multiple_of(5) {
        conversation.status = ConversationStatus::Ended;
    }
    writer.put_conversation(&conversation)?;
    Ok(())
}

fn seen_contact(contact: u32, now: Timestamp) -> SeenContact {
    let at = now - SignedDuration::from_secs(i64::from(contact) * PAUSE_SECONDS);
    SeenContact {
        id: format!("contact-{contact}"),
        known: known_as(contact),
        username: None,
        profile_name: Some(format!("Contact {contact}")),
        display_name: None,
        customer_id: None,
        kept: Some(Kept { metadata: serde_json::Map::new(), notes: Vec::new() }),
        created_at: Some(at),
        updated_at: Some(at),
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
        wamid: format!("wamid.HBgL{}FQIAERgS{:016X}{:08X}AA==", digits(contact), dice.roll(u64::MAX), dice.roll(1 << 32)),
        phone_number_id: Some(NUMBER.to_owned()),
        conversation_id: Some(format!("conversation-{contact}")),
        contact: known_as(contact),
        at,
        direction: if inbound { Direction::Inbound } else { Direction::Outbound },
        kind: MessageKind::Text,
        text: Some(sentence(number)),
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
