//! One open project: its store, its connection to Kapso, and what runs in the background.

mod aside;
mod asking;
mod contacts;
mod customers;
mod marking;
mod noting;
mod policing;
mod reading;
mod requests;
mod sealing;
mod searching;
pub mod sending;
mod setup_links;
mod starting;
mod storing;
mod templates;
mod watching;

use std::sync::{Arc, Mutex, atomic::AtomicU32};

use jiff::Timestamp;
use tokio::sync::{Mutex as AsyncMutex, Notify, Semaphore, broadcast};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    audit::{Audit, Noted},
    clients::Tokens,
    clock::Clock,
    error::{Error, Result},
    events::{Event, Topic},
    gate::Shelf,
    model::Project,
    model::{SyncPhase, SyncState},
    sender,
    store::{Reader, Store, Writer},
    sync,
};

pub(crate) use aside::no_thread;
pub use contacts::ContactChange;
pub(crate) use policing::off;
pub use reading::ELSEWHERE;
pub use sealing::seal;
pub use setup_links::LinkCut;
pub use storing::{Gone, Old};
pub use templates::FRESH;
pub use watching::Watched;

/// One open project.
pub struct Engine {
    project: Project,
    store: Arc<Store>,
    kapso: kapso::Client,
    clock: Clock,
    events: broadcast::Sender<Event>,
    audit: Audit,
    tokens: Tokens,
    policy: policing::Policy,
    reads: reading::Reads,
    reading: Semaphore,
    noting: AsyncMutex<()>,
    /// Answers that agents ask for again and again.
    pub(crate) shelf: Shelf,
    /// Held while what an agent sends is permitted and put into the outbox: limits are counted by one at a time.
    pub(crate) agents_turn: AsyncMutex<()>,
    /// The way to files at addresses, for a person who wants to see one.
    links: kapso::Links,
    /// Held while such a file is fetched.
    pub(crate) previewing: AsyncMutex<()>,
    undo_seconds: Arc<AtomicU32>,
    sync: Mutex<SyncState>,
    watched: Mutex<Watched>,
    /// Held while a contact is read, changed and written back as a whole.
    contact_writes: AsyncMutex<()>,
    /// Held while setup links are read or changed, so that no older answer is stored after a newer one.
    pub(crate) setup_links_turn: AsyncMutex<()>,
    /// Rung when a send was added or changed.
    pub(crate) outbox_rings: Notify,
    /// Rung when the person looks at something else.
    pub(crate) sync_rings: Notify,
    stop: CancellationToken,
    tasks: TaskTracker,
}

/// Reads of the store at the same time.
const READING: usize = 8;

/// What an engine is made of.
pub struct Parts {
    /// The project.
    pub project: Project,
    /// Its store, open.
    pub store: Store,
    /// Its connection to Kapso.
    pub kapso: kapso::Client,
    /// The way to files at addresses.
    pub links: kapso::Links,
    /// The time.
    pub clock: Clock,
    /// Where changes are announced.
    pub events: broadcast::Sender<Event>,
    /// Seconds for which a send can be taken back.
    pub undo_seconds: Arc<AtomicU32>,
}

impl Engine {
    /// Starts a project: settles what an earlier run left, then reads and sends in the background.
    pub async fn start(parts: Parts) -> Result<Arc<Self>> {
        let store = Arc::new(parts.store);
        let stop = CancellationToken::new();
        let tasks = TaskTracker::new();
        let (audit, write_audit) = Audit::new(Arc::clone(&store), stop.clone());
        tasks.spawn(write_audit);
        let engine = Arc::new(Self {
            project: parts.project,
            store,
            kapso: parts.kapso,
            clock: parts.clock,
            events: parts.events,
            audit,
            tokens: Tokens::default(),
            policy: policing::Policy::default(),
            reads: reading::Reads::default(),
            reading: Semaphore::new(READING),
            noting: AsyncMutex::default(),
            shelf: Shelf::default(),
            agents_turn: AsyncMutex::new(()),
            links: parts.links,
            previewing: AsyncMutex::new(()),
            undo_seconds: parts.undo_seconds,
            sync: Mutex::new(SyncState::at(SyncPhase::Filling)),
            watched: Mutex::new(Watched { thread_id: None, visible: true }),
            contact_writes: AsyncMutex::new(()),
            setup_links_turn: AsyncMutex::new(()),
            outbox_rings: Notify::new(),
            sync_rings: Notify::new(),
            stop,
            tasks,
        });
        engine.write(|store| store.settle_after_a_crash()).await?;
        engine.load_tokens().await?;
        engine.begin_policy().await?;
        engine.begin_reads().await?;
        engine.tasks.spawn(sender::run(Arc::clone(&engine)));
        engine.tasks.spawn(sync::run(Arc::clone(&engine)));
        Ok(engine)
    }

    /// Stops what runs in the background; a send that is leaving is waited for.
    pub async fn stop(&self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }

    /// The project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The time.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// When Kapso last confirmed the store.
    pub async fn as_of(&self) -> Result<Option<Timestamp>> {
        self.read(|store| store.as_of()).await
    }

    /// Requests a minute that Kapso allows, once it said so.
    pub fn requests_per_minute(&self) -> Option<u32> {
        self.kapso.limits().per_minute()
    }

    /// How the copy on this desk stands.
    pub fn sync_state(&self) -> SyncState {
        self.sync.lock().map(|state| state.clone()).unwrap_or(SyncState::at(SyncPhase::Offline))
    }

    pub(crate) fn set_sync_state(&self, state: SyncState) {
        let changed = self.sync.lock().is_ok_and(|mut now| {
            let changed = *now != state;
            *now = state;
            changed
        });
        if changed {
            self.emit(Topic::State, None);
        }
    }

    /// Announces a change.
    pub fn emit(&self, topic: Topic, thread_id: Option<i64>) {
        // Without a listener there is nobody to tell.
        let _ = self.events.send(Event { topic, thread_id: thread_id.map(|id| id.to_string()) });
    }

    /// Reads the store where blocking is allowed. Stopping waits for it, even when nobody does any more.
    pub async fn read<T: Send + 'static>(&self, ask: impl FnOnce(&Reader<'_>) -> Result<T> + Send + 'static) -> Result<T> {
        // Each read at the same time keeps a connection with pages of its own in memory; more of them than this are not faster.
        let _turn = self.reading.acquire().await.map_err(|cause| Error::internal("store", cause))?;
        let store = Arc::clone(&self.store);
        self.tasks.spawn_blocking(move || store.read(ask)).await.map_err(|cause| Error::internal("store", cause))?
    }

    /// Changes the store in one transaction.
    pub async fn write<T: Send + 'static>(&self, change: impl FnOnce(&Writer<'_>) -> Result<T> + Send + 'static) -> Result<T> {
        let store = Arc::clone(&self.store);
        self.tasks.spawn_blocking(move || store.write(change)).await.map_err(|cause| Error::internal("store", cause))?
    }

    /// The same for what Kapso has, which can be read again: nobody waits until the disk has it.
    pub(crate) async fn write_copy<T: Send + 'static>(&self, change: impl FnOnce(&Writer<'_>) -> Result<T> + Send + 'static) -> Result<T> {
        let store = Arc::clone(&self.store);
        self.tasks.spawn_blocking(move || store.write_copy(change)).await.map_err(|cause| Error::internal("store", cause))?
    }

    /// Whether what an agent asks can still be noted.
    pub(crate) fn has_room_to_note(&self) -> bool {
        self.audit.has_room()
    }

    /// The same for who asked and who read what: what answers are made of stays as it is.
    pub(crate) async fn write_note<T: Send + 'static>(&self, change: impl FnOnce(&Writer<'_>) -> Result<T> + Send + 'static) -> Result<T> {
        // Every agent has notes of its own; they wait here, where that takes no thread.
        let _turn = self.noting.lock().await;
        let store = Arc::clone(&self.store);
        self.tasks.spawn_blocking(move || store.write_note(change)).await.map_err(|cause| Error::internal("store", cause))?
    }

    /// See [`Store::version`].
    pub(crate) fn version(&self) -> u64 {
        self.store.version()
    }

    pub(crate) fn note(&self, entry: Noted) {
        self.audit.note(entry);
    }

    pub(crate) fn kapso(&self) -> &kapso::Client {
        &self.kapso
    }

    pub(crate) fn links(&self) -> &kapso::Links {
        &self.links
    }

    pub(crate) fn stopping(&self) -> &CancellationToken {
        &self.stop
    }

    pub(crate) fn tasks(&self) -> &TaskTracker {
        &self.tasks
    }
}
