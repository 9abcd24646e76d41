//! Seeded chance, and the identifiers that are drawn from it.

use std::sync::{Mutex, PoisonError};

use base64::{Engine, engine::general_purpose::STANDARD};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use rand_distr::Distribution;
use uuid::Builder;

/// One stream of seeded chance, shared by everything in a world.
pub(crate) struct Dice(Mutex<StdRng>);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }

    /// A whole number from `low` to `high`, both included.
    pub(crate) fn between(&self, low: i64, high: i64) -> i64 {
        self.draw(|rng| rng.random_range(low..=high.max(low)))
    }

    /// Whether something happens that is as likely as this, from 0 to 1.
    pub(crate) fn chance(&self, likelihood: f64) -> bool {
        self.draw(|rng| rng.random_bool(likelihood.clamp(0.0, 1.0)))
    }

    /// A number of any distribution.
    pub(crate) fn sample(&self, distribution: &impl Distribution<f64>) -> f64 {
        self.draw(|rng| distribution.sample(rng))
    }

    pub(crate) fn uuid(&self) -> String {
        Builder::from_random_bytes(self.draw(|rng| rng.random::<[u8; 16]>())).into_uuid().to_string()
    }

    /// A message id in the form that Meta gives them; it may end in `=`.
    pub(crate) fn wamid(&self) -> String {
        format!("wamid.{}", STANDARD.encode(self.draw(|rng| rng.random::<[u8; 20]>())))
    }

    /// A numeric id in the form that Meta gives to media, templates and numbers.
    pub(crate) fn meta_id(&self) -> String {
        self.between(100_000_000_000_000, 999_999_999_999_999).to_string()
    }

    /// An unguessable token for a link: 32 random bytes in hexadecimal.
    pub(crate) fn token(&self) -> String {
        self.draw(|rng| rng.random::<[u8; 32]>()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn draw<T>(&self, take: impl FnOnce(&mut StdRng) -> T) -> T {
        take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
