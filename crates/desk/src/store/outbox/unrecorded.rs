//! Sends whose outcome is known and could not be written down yet. In memory: what the disk does not take is gone with the program.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use crate::{
    model::{Failure, Message},
    outbox::Attempt,
    store::{Reader, Store},
    values::Delivery,
};

/// What is to be said of each of them, by this desk's id.
#[derive(Debug, Default)]
pub struct Unrecorded(Mutex<BTreeMap<i64, &'static str>>);

impl Unrecorded {
    fn all(&self) -> MutexGuard<'_, BTreeMap<i64, &'static str>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// Notes that what an attempt came to could not be written down. Whoever reads the thread is told.
    pub fn note_unrecorded(&self, send_id: i64, attempt: &Attempt) {
        let words = match attempt {
            Attempt::Accepted { .. } => "This message has left, and that could not be written down.",
            _ => "Kapso has answered, and what it said could not be written down.",
        };
        self.unrecorded.all().insert(send_id, words);
        self.changed();
    }

    /// Notes that it is written down after all.
    pub fn note_recorded(&self, send_id: i64) {
        self.unrecorded.all().remove(&send_id);
        self.changed();
    }
}

impl Reader<'_> {
    /// The message, with what its reader has to know when its outcome could not be written down.
    pub(super) fn with_what_is_unrecorded(&self, mut message: Message) -> Message {
        let id = message.send_id.as_deref().and_then(|id| id.parse().ok());
        let words = id.and_then(|id: i64| self.unrecorded.all().get(&id).copied());
        if let (Delivery::Sending, Some(words)) = (message.delivery, words) {
            message.failure = Some(Failure {
                code: None,
                message: words.to_owned(),
                remedy: "Free some space or make the data directory writable; then it is written down. It is not sent again.".to_owned(),
                retry: false,
                stale: false,
            });
        }
        message
    }
}
