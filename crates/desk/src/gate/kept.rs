//! Answers that many agents ask for again and again: built once, and the same until the store changes or their time is over.
//!
//! Only the building is saved. Whoever asks has passed the rules before this is reached, gets marks of its own, and what it reads is
//! noted as its own; where anything is off for a client, its answer is built for it alone.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::Mutex as AsyncMutex;

use super::{showing, text::Template};
use crate::{
    engine::Engine,
    error::Result,
    operation::{Act, Entry},
    quoting,
};

/// Questions whose answers are kept; the one that was asked longest ago goes first.
const PLACES: usize = 16;

/// The answers that are kept.
#[derive(Default)]
pub(crate) struct Shelf {
    places: Mutex<Vec<Arc<Place>>>,
}

/// A question, and its answer as of now.
struct Place {
    operation: &'static str,
    input: Value,
    answer: Mutex<Option<Arc<Kept>>>,
    /// Held while it is built, so that it is built once.
    turn: AsyncMutex<()>,
}

/// An answer, and how long it stays.
pub(super) struct Kept {
    version: u64,
    from: Timestamp,
    until: Option<Timestamp>,
    pub(super) text: Arc<Template>,
    /// What whoever is shown it has read.
    pub(super) read: Vec<(i64, i64)>,
}

/// The answer to a question whose subject this client may read.
pub(super) async fn answer(engine: &Engine, entry: &dyn Entry, act: &Act, input: Value) -> Result<Arc<Kept>> {
    let place = engine.shelf.place(entry.name(), &input);
    if let Some(kept) = place.now(engine) {
        return Ok(kept);
    }
    let _turn = place.turn.lock().await;
    if let Some(kept) = place.now(engine) {
        return Ok(kept);
    }
    let kept = Arc::new(Kept::build(engine, entry, act, input).await?);
    *place.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&kept));
    Ok(kept)
}

impl Kept {
    async fn build(engine: &Engine, entry: &dyn Entry, act: &Act, input: Value) -> Result<Self> {
        // Before the store is looked at: what changes meanwhile ends this answer.
        let (version, from) = (engine.version(), engine.now());
        let answer = entry.run(engine, act, input).await?;
        let until = answer.stays_until;
        let (mut shown, mut read) = showing::open(engine, answer).await?;
        let place = format!("{:032x}", rand::random::<u128>()); // which nobody can write into a message
        if !quoting::mark(&mut shown, &place) {
            read.clear(); // nothing of it is anybody's words
        }
        Ok(Self { version, from, until, text: Arc::new(Template::of(&shown, &place)?), read })
    }

    fn is_so(&self, engine: &Engine) -> bool {
        let now = engine.now();
        self.version == engine.version() && self.from <= now && self.until.is_some_and(|until| now < until)
    }
}

impl Shelf {
    fn place(&self, operation: &'static str, input: &Value) -> Arc<Place> {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        let known = places.iter().position(|place| place.operation == operation && place.input == *input);
        let place = match known {
            Some(at) => places.remove(at),
            None => Arc::new(Place { operation, input: input.clone(), answer: Mutex::default(), turn: AsyncMutex::default() }),
        };
        places.truncate(PLACES.saturating_sub(1));
        places.insert(0, Arc::clone(&place));
        place
    }
}

impl Place {
    fn now(&self, engine: &Engine) -> Option<Arc<Kept>> {
        let kept = self.answer.lock().unwrap_or_else(PoisonError::into_inner).clone();
        kept.filter(|kept| kept.is_so(engine))
    }
}
