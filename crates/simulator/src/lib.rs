//! Kapso's HTTP API, played on this machine.
//!
//! The simulator answers the routes of both families (`/platform/v1/…` and `/meta/whatsapp/vNN.0/…`) out of a SQLite
//! file of its own, filled with a cast of invented people who write back. It is the demo workspace of Kapso Desk and
//! the other side of its tests, and shares no code with the client: both read the contract for themselves.
//! `docs/simulator.md` says what it plays and where it differs from the published documents on purpose.

mod cast;
mod checkups;
mod clock;
mod control;
mod control_http;
mod crowd;
mod cursor;
mod dice;
mod domain;
mod files;
mod gatekeeper;
mod in_flight;
mod journal;
mod life;
mod loopback;
mod page;
mod parameters;
mod platform;
mod proxy;
mod rate;
mod refusal;
mod render;
mod request_body;
mod server;
mod setup_page;
mod store;
mod weather;
mod webhooks;
mod wire;
mod world;

use std::{net::Ipv4Addr, path::PathBuf, sync::Arc};

use tokio::{
    net::TcpListener,
    sync::{mpsc, watch},
    task::JoinHandle,
};

pub use control::{Control, ControlError, Sent};
pub use crowd::Size;
pub use journal::{Moment, Request, Stage};
pub use weather::{Fault, Forecast, Latency, Rule, Shape, Slow};
use world::World;

/// The key that a simulator accepts unless told otherwise; it opens nothing anywhere else.
pub const DEMO_KEY: &str = "demo-key-of-the-simulator";

/// How to start a simulator.
#[derive(Clone)]
pub struct Options {
    /// The TCP port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// The project API key that is accepted; every other one is answered with 401.
    pub key: String,
    /// What the identifiers and the habits of the cast are drawn from: the same seed plays the same life.
    pub seed: u64,
    /// Which of Kapso's projects the key is of: each has numbers of its own; 0 is the demo's.
    pub project: u16,
    /// Where the world is kept; `None` keeps it in memory. A file that already holds a world is continued.
    pub store: Option<PathBuf>,
    /// Whether time passes by itself.
    pub life: Life,
    /// Requests per minute that are advertised and enforced for the key.
    pub plan_limit: u32,
    /// A crowd to add to the cast of a new world; a million messages take some tens of seconds and about a gigabyte.
    pub size: Option<Size>,
    /// What goes wrong from the start, drawn from the seed.
    pub weather: Forecast,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            key: DEMO_KEY.to_owned(),
            seed: 7,
            project: 0,
            store: None,
            life: Life::Running,
            plan_limit: 1000,
            size: None,
            weather: Forecast::default(),
        }
    }
}

/// Whether time passes by itself in a simulated world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// The wall clock drives it: statuses move, people answer and now and then write by themselves.
    Running,
    /// Nothing moves until a test turns the clock with [`Control::advance`]; nobody writes unasked.
    ByHand,
}

/// Why a simulator could not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The port is taken or not ours to take.
    #[error("the simulator could not listen on 127.0.0.1:{port}: {source}. Choose another port, or 0 for any free one")]
    Bind {
        /// The port that was asked for.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file of the world could not be opened, or is not one of ours.
    #[error("the simulator could not open its store: {0}. The file was left as it is; give another path or none")]
    Store(#[from] rusqlite::Error),
    /// The file holds a world of another version of the simulator.
    #[error(
        "the simulator's store is of version {found}, this program plays version {expected}. The file was left as it is; give another path or none"
    )]
    Version {
        /// The version in the file.
        found: i64,
        /// The version that this program writes.
        expected: i64,
    },
    /// The file of the weather cannot be read, or says no weather.
    #[error("the weather in {} could not be read: {reason}. Nothing was started", path.display())]
    Weather {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A file of the cast is malformed; the shipped ones are tested.
    #[error("the cast could not be read: {0}")]
    Cast(String),
}

/// A running simulator; dropping it stops it.
pub struct Simulator {
    world: Arc<World>,
    stop: watch::Sender<bool>,
    server: JoinHandle<()>,
    webhooks: JoinHandle<()>,
    life: Option<JoinHandle<()>>,
}

/// Starts a simulator on 127.0.0.1 and returns once it listens.
///
/// # Errors
/// When the port cannot be bound, or the store cannot be opened.
pub async fn start(options: Options) -> Result<Simulator, StartError> {
    let listener =
        TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await.map_err(|source| StartError::Bind { port: options.port, source })?;
    let address = listener.local_addr().map_err(|source| StartError::Bind { port: options.port, source })?;
    let (stop, stopped) = watch::channel(false);
    let running = options.life == Life::Running;
    let (deliver, due) = mpsc::unbounded_channel();
    let origin = format!("http://{address}");
    let opened = stopped.clone();
    let world = tokio::task::spawn_blocking(move || World::open(options, origin, opened, deliver)).await;
    let world = Arc::new(world.map_err(|error| StartError::Cast(error.to_string()))??);
    let webhooks = tokio::spawn(webhooks::deliver::run(Arc::clone(&world), due, stopped.clone()));
    let server = tokio::spawn(server::serve(listener, Arc::clone(&world), stopped.clone()));
    let life = running.then(|| tokio::spawn(life::run(Arc::clone(&world), stopped)));
    Ok(Simulator { world, stop, server, webhooks, life })
}

impl Simulator {
    /// The origin that a client is pointed at, without a trailing slash, e.g. `http://127.0.0.1:4010`.
    #[must_use]
    pub fn origin(&self) -> String {
        self.world.origin.clone()
    }

    /// The hands behind the API's back.
    #[must_use]
    pub fn control(&self) -> Control {
        Control::new(Arc::clone(&self.world))
    }

    /// Stops listening, cuts what is still held and waits until the port is free.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        let _ = self.server.await;
        let _ = self.webhooks.await;
        if let Some(life) = self.life {
            let _ = life.await;
        }
    }
}
