//! Everything that one simulator is.

use std::sync::atomic::AtomicBool;

use rusqlite::Transaction;
use tokio::sync::{mpsc::UnboundedSender, watch};

use crate::{
    Options, StartError, cast,
    checkups::Checkups,
    clock::Clock,
    crowd,
    dice::Dice,
    files::Files,
    in_flight::InFlight,
    journal::Journal,
    rate::Rate,
    refusal::Refusal,
    store::{Store, messages},
    weather::Weather,
};

/// The id of the simulated project.
pub(crate) const PROJECT: &str = "990e0000-0000-4000-8000-000000000004";

/// One simulated project: its time, its chance, its store and what is held against its callers.
pub(crate) struct World {
    pub(crate) origin: String,
    key: String,
    pub(crate) clock: Clock,
    pub(crate) dice: Dice,
    pub(crate) store: Store,
    pub(crate) rate: Rate,
    pub(crate) weather: Weather,
    pub(crate) journal: Journal,
    pub(crate) in_flight: InFlight,
    /// Whether people answer what they are sent.
    pub(crate) people_answer: AtomicBool,
    pub(crate) stopped: watch::Receiver<bool>,
    pub(crate) checkups: Checkups,
    pub(crate) files: Files,
    deliveries: UnboundedSender<i64>,
}

impl World {
    /// Opens the world of the options' store, or fills a new one with the cast.
    pub(crate) fn open(
        options: Options,
        origin: String,
        stopped: watch::Receiver<bool>,
        deliveries: UnboundedSender<i64>,
    ) -> Result<Self, StartError> {
        let clock = Clock::new(options.life);
        let store = Store::open(options.store.as_deref())?;
        let dice = Dice::new(options.seed.wrapping_add(store.count_opening()?.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
        if store.is_new() {
            cast::settle(&store, &dice, clock.now(), options.project)?;
            if let Some(size) = options.size {
                crowd::settle(&store, &dice, clock.now(), size)?;
            }
        } else if let Some(newest) = store.transaction(messages::newest)? {
            // A world whose clock was turned on by hand goes on from there.
            clock.turn(newest.saturating_sub(clock.now()).max(0));
        }
        Ok(Self {
            origin,
            key: options.key,
            clock,
            dice,
            store,
            rate: Rate::new(options.plan_limit),
            weather: Weather::new(options.weather, options.seed),
            journal: Journal::default(),
            in_flight: InFlight::default(),
            people_answer: AtomicBool::new(true),
            stopped,
            checkups: Checkups::default(),
            files: Files::default(),
            deliveries,
        })
    }

    pub(crate) fn accepts(&self, key: &str) -> bool {
        !key.is_empty() && key == self.key
    }

    /// Hands a delivery over to be posted.
    pub(crate) fn deliver(&self, row: i64) {
        // Nobody receives once the simulator stops, and then nothing is to be posted.
        let _ = self.deliveries.send(row);
    }

    /// Does something in one transaction, which is kept only if it succeeds.
    pub(crate) fn act<T>(&self, act: impl FnOnce(&Transaction<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
        self.store.transaction(act)
    }
}
