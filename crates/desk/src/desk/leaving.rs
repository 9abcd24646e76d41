//! A desk that was started for an agent: it ends when nobody asks any more, and makes room for the app.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;

use super::Desk;
use crate::error::Result;

/// Whether and when this desk may end.
#[derive(Default)]
pub(super) struct Leaving {
    gives_way: AtomicBool,
    asked: Notify,
    last_asked: Mutex<Option<Timestamp>>,
}

impl Desk {
    /// Waits until the app asks this desk to make room. Only a desk that waits here does.
    pub async fn room_is_wanted(&self) {
        self.inner.leaving.gives_way.store(true, Ordering::Relaxed);
        self.inner.leaving.asked.notified().await;
    }

    /// Makes room, if this desk was started for an agent.
    pub(crate) fn give_way(&self) -> Result<()> {
        if !self.inner.leaving.gives_way.load(Ordering::Relaxed) {
            return Err(crate::home::in_use(self.data_dir()));
        }
        self.inner.leaving.asked.notify_one();
        Ok(())
    }

    /// Whether no agent has asked for so long, nothing waits for a person, and nothing is about to leave.
    pub async fn is_idle(&self, for_: SignedDuration) -> Result<bool> {
        let engine = self.engine()?;
        let last_asked = *self.last_asked();
        let is_quiet = last_asked.is_none_or(|last| engine.now().duration_since(last) >= for_);
        Ok(is_quiet && engine.waiting_approvals().await? == 0 && !engine.has_something_to_send().await?)
    }

    pub(super) fn note_asked(&self, now: Timestamp) {
        *self.last_asked() = Some(now);
    }

    fn last_asked(&self) -> std::sync::MutexGuard<'_, Option<Timestamp>> {
        self.inner.leaving.last_asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
