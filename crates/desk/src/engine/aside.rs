//! Conversations that a person puts aside, brings back or marks unread.

use jiff::Timestamp;

use super::Engine;
use crate::{
    error::{Error, ErrorCode, Result},
    events::Topic,
    store::snoozes::Snooze,
};

impl Engine {
    /// Puts threads aside until a time, or until the contact writes; brings them back when neither is given. All or none.
    pub async fn snooze(&self, threads: Vec<i64>, until: Option<Option<Timestamp>>) -> Result<u64> {
        let changed = self
            .write(move |store| {
                let mut changed = 0_u64;
                for thread_id in threads {
                    let done = match until {
                        Some(until) => store.snooze(&Snooze { thread_id, until })?.then_some(true).ok_or_else(no_thread)?,
                        None => store.wake(thread_id)?,
                    };
                    changed = changed.saturating_add(u64::from(done));
                }
                Ok(changed)
            })
            .await?;
        self.emit(Topic::Inbox, None);
        Ok(changed)
    }

    /// Brings the threads back whose time has come.
    pub async fn wake_due(&self) -> Result<()> {
        let now = self.now();
        let next = self.read(|store| store.next_wake_at()).await?;
        if next.is_some_and(|next| next <= now) && self.write(move |store| store.wake_due(now)).await? > 0 {
            self.emit(Topic::Inbox, None);
        }
        Ok(())
    }

    /// Marks threads unread on this desk; says how many were not.
    pub async fn mark_unread(&self, threads: Vec<i64>) -> Result<u64> {
        let now = self.now();
        let changed = self
            .write(move |store| {
                let mut changed = 0_u64;
                for thread in threads {
                    store.thread(thread, now)?.ok_or_else(no_thread)?;
                    changed = changed.saturating_add(u64::from(store.mark_unread(thread)?));
                }
                Ok(changed)
            })
            .await?;
        self.emit(Topic::Inbox, None);
        Ok(changed)
    }
}

/// Of a thread that is not here.
pub(crate) fn no_thread() -> Error {
    Error::new(ErrorCode::NotFound, "There is no such conversation on this desk. Nothing was changed.", "Look at the inbox again.")
}
