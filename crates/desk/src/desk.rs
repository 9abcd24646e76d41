//! The desk: the data directory, the projects on it, the keychain, and the project that is open.

mod connecting;
mod demo;
mod keeping;
mod leaving;
mod media;
mod opening;
mod passing;
mod sessions;
mod settings;
mod state;
mod storage;
mod switching;

pub use demo::Demo;
pub use media::MediaFile;
pub use passing::{Proof, not_connected};

pub use crate::pass::Pass;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, RwLock, Weak, atomic::AtomicU32},
};

use kapso::Origin;
use tokio::sync::{Mutex as AsyncMutex, broadcast};

use crate::{
    caller::Caller,
    clock::Clock,
    endpoint::{Endpoint, SessionEnd, Switch},
    engine::Engine,
    error::{Error, ErrorCode, Result},
    events::{Event, Topic},
    home::{self, Home},
    model::NewClient,
    operations, owner,
    projects::Projects,
    secrets::{Key, Keychain},
    sessions::Sessions,
    settings::SettingsFile,
};

/// How a desk is started.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The data directory; the platform's own place when absent.
    pub data_dir: Option<PathBuf>,
    /// Where Kapso is: an origin; `https://api.kapso.ai` when absent (`KAPSO_API_BASE_URL`).
    pub origin: Option<String>,
    /// A key for this run only, stored nowhere (`KAPSO_API_KEY`).
    pub session_key: Option<Key>,
    /// The other side of the demo workspace; without it there is none.
    pub demo: Option<Demo>,
    /// Seconds for which a send can be taken back, 0 to 10; what is set when absent.
    pub undo_seconds: Option<u32>,
    /// The machine whose agents can be connected; this one when absent.
    pub machine: Option<connect::Machine>,
    /// The time.
    pub clock: Clock,
}

impl Default for Setup {
    fn default() -> Self {
        Self { data_dir: None, origin: None, session_key: None, demo: None, undo_seconds: None, machine: None, clock: Clock::system() }
    }
}

/// The desk. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    inner: Arc<Inner>,
}

/// A desk that does not keep itself alive.
#[derive(Clone)]
pub struct WeakDesk(Weak<Inner>);

impl WeakDesk {
    /// The desk, if it is still there.
    pub fn upgrade(&self) -> Option<Desk> {
        self.0.upgrade().map(|inner| Desk { inner })
    }
}

struct Inner {
    home: Home,
    origin: Origin,
    session_key: Option<Key>,
    demo: Option<Demo>,
    settings: Mutex<SettingsFile>,
    /// Shared with the engine: what is sent from now on is held for so long.
    undo_seconds: Arc<AtomicU32>,
    clock: Clock,
    keychain: Keychain,
    wiring: Option<connect::Wiring>,
    passes: passing::Passes,
    leaving: leaving::Leaving,
    sessions: Sessions,
    projects: Mutex<Projects>,
    open: RwLock<Option<Arc<Engine>>>,
    /// Held while a project is opened or closed: one at a time.
    turning: AsyncMutex<()>,
    endpoint: Mutex<Endpoint>,
    switch: Mutex<Option<Switch>>,
    session_end: Mutex<Option<SessionEnd>>,
    /// Held while the endpoint is started or stopped.
    turning_endpoint: AsyncMutex<()>,
    opening_problem: Mutex<Option<Error>>,
    events: broadcast::Sender<Event>,
    visits: broadcast::Sender<Option<String>>,
}

/// A listener that is slower than this many events misses some, and reads everything again.
const EVENTS: usize = 1024;
/// Starts that ask for the window at the same moment.
const VISITS: usize = 16;
const MOST_UNDO_SECONDS: u32 = 10;

impl Desk {
    /// Takes the data directory. No project is open yet.
    pub async fn start(setup: Setup) -> Result<Self> {
        Self::start_with(setup, Keychain::default()).await
    }

    /// The same over a keychain of one's own, for tests.
    pub async fn start_with(setup: Setup, keychain: Keychain) -> Result<Self> {
        let origin = setup.origin.as_deref().unwrap_or(Origin::KAPSO);
        let origin = Origin::parse(origin).map_err(|why| {
            Error::new(ErrorCode::InvalidValue, format!("KAPSO_API_BASE_URL: {why}."), "Give an origin, such as https://api.kapso.ai.")
        })?;
        let home = Home::own(&home::place(setup.data_dir.as_deref())?)?;
        let projects = Projects::load(&home)?;
        let machine = setup.machine.or_else(connect::Machine::this);
        let wiring = machine.map(|machine| connect::Wiring::new(machine, &home.path().join("connected")));
        let settings = SettingsFile::load(&home);
        let undo_seconds = setup.undo_seconds.unwrap_or(settings.now().undo_seconds).min(MOST_UNDO_SECONDS);
        let (events, _) = broadcast::channel(EVENTS);
        let desk = Self {
            inner: Arc::new(Inner {
                home,
                origin,
                session_key: setup.session_key,
                demo: setup.demo,
                settings: Mutex::new(settings),
                undo_seconds: Arc::new(AtomicU32::new(undo_seconds)),
                clock: setup.clock,
                keychain,
                wiring,
                passes: passing::Passes::new(),
                leaving: leaving::Leaving::default(),
                sessions: Sessions::default(),
                projects: Mutex::new(projects),
                open: RwLock::new(None),
                turning: AsyncMutex::new(()),
                endpoint: Mutex::default(),
                switch: Mutex::default(),
                session_end: Mutex::default(),
                turning_endpoint: AsyncMutex::new(()),
                opening_problem: Mutex::default(),
                events,
                visits: broadcast::channel(VISITS).0,
            }),
        };
        owner::answer(&desk);
        Ok(desk)
    }

    /// Closes the open project; what is leaving is waited for.
    pub async fn stop(&self) {
        self.close().await;
    }

    /// The open project's engine.
    pub fn engine(&self) -> Result<Arc<Engine>> {
        let open = self.inner.open.read().map_err(|_| Error::internal("desk", "an earlier call panicked"))?;
        open.clone().ok_or_else(|| Error::new(ErrorCode::NoProject, "No project is open.", "Paste an API key, or explore the demo."))
    }

    /// A handle that does not keep the desk alive.
    pub fn downgrade(&self) -> WeakDesk {
        WeakDesk(Arc::downgrade(&self.inner))
    }

    /// What changes, from now on.
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.inner.events.subscribe()
    }

    /// Other starts of the program that ask to see the window, each with the link that it was given, from now on.
    pub fn visits(&self) -> broadcast::Receiver<Option<String>> {
        self.inner.visits.subscribe()
    }

    /// Asks for the window; false when this desk has none.
    pub(crate) fn visit(&self, link: Option<String>) -> bool {
        self.inner.visits.send(link).is_ok()
    }

    /// Where the data directory is.
    pub fn data_dir(&self) -> &Path {
        self.inner.home.path()
    }

    /// Notes why the project that a start should open did not open; the next one that opens takes it away.
    pub fn set_opening_problem(&self, problem: Error) {
        self.put_opening_problem(Some(problem));
        self.emit(Topic::State);
    }

    /// Gives a client of the open project a token.
    pub async fn add_client(&self, name: &str) -> Result<NewClient> {
        self.add_client_for(name, None).await
    }

    /// The same; the token stops working after so many days.
    pub async fn add_client_for(&self, name: &str, days: Option<u32>) -> Result<NewClient> {
        let (client, token) = self.engine()?.add_client(name, days).await?;
        Ok(NewClient { client, token, url: self.endpoint().url })
    }

    /// Gives a client of that name another token in place of the one that it had.
    pub async fn renew_client(&self, name: &str) -> Result<NewClient> {
        let (client, token) = self.engine()?.renew_client(name).await?;
        Ok(NewClient { client, token, url: self.endpoint().url })
    }

    /// The agent that holds this token, if any does.
    pub async fn client_of(&self, token: &str) -> Option<Caller> {
        let engine = self.engine().ok()?;
        let client = match engine.client_of(token) {
            Some(client) => client,
            None => self.holder_of_pass(&engine, token).await?,
        };
        self.note_asked(engine.now());
        if let Err(error) = engine.client_used(&client).await {
            tracing::warn!(code = %error.code.as_str(), "a client's last use could not be noted");
        }
        Some(Caller::Agent(client))
    }

    /// Notes that a caller was told of so many tools.
    pub fn tools_listed(&self, caller: &Caller, tools: usize) {
        if let (Ok(engine), Some(client)) = (self.engine(), caller.agent()) {
            engine.tools_listed(client, u32::try_from(tools).unwrap_or(u32::MAX));
        }
    }

    /// Whether a caller is shown an operation: everything but what is off for an agent.
    pub fn lists(&self, caller: &Caller, name: &str) -> bool {
        let (Ok(engine), Some(entry)) = (self.engine(), operations::find(name)) else { return true };
        caller.agent().is_none_or(|client| engine.lists(client, entry))
    }

    fn put_opening_problem(&self, problem: Option<Error>) {
        if let Ok(mut now) = self.inner.opening_problem.lock() {
            *now = problem;
        }
    }

    fn emit(&self, topic: Topic) {
        // Without a listener there is nobody to tell.
        let _ = self.inner.events.send(Event { topic, thread_id: None });
    }
}
