//! What the person looks at.

use jiff::SignedDuration;

use super::{Engine, asking::number};
use crate::{error::Result, events::Topic};

/// Most messages are delivered and read within this long, if they are.
const TICKS_WITHIN: SignedDuration = SignedDuration::from_secs(10);

/// What the person looks at; it is refreshed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watched {
    /// The open thread.
    pub thread_id: Option<i64>,
    /// Whether anything can be seen at all.
    pub visible: bool,
}

impl Engine {
    /// Notes what the person looks at.
    pub fn watch(&self, thread_id: Option<&str>, visible: bool) -> Result<()> {
        let looking = Watched { thread_id: thread_id.map(number).transpose()?, visible };
        let moved = self.watched.lock().is_ok_and(|mut now| std::mem::replace(&mut *now, looking) != looking);
        if moved {
            self.sync_rings.notify_one();
        }
        Ok(())
    }

    /// Reads what changed at Kapso now.
    pub fn refresh(&self) {
        self.sync_rings.notify_one();
    }

    /// Notes that Kapso has just accepted a message: its ticks come within seconds.
    pub(crate) fn has_sent(&self) {
        if let Ok(mut accepted_at) = self.accepted_at.lock() {
            *accepted_at = Some(self.now());
        }
        self.sync_rings.notify_one();
    }

    /// Whether ticks of a message that was just sent are to be expected.
    pub(crate) fn has_sent_lately(&self) -> bool {
        let accepted_at = self.accepted_at.lock().ok().and_then(|accepted_at| *accepted_at);
        accepted_at.is_some_and(|at| self.now().duration_since(at) < TICKS_WITHIN)
    }

    /// What the person looks at.
    pub fn watched(&self) -> Watched {
        self.watched.lock().map(|watched| *watched).unwrap_or(Watched { thread_id: None, visible: true })
    }

    /// Takes a thread's unread mark away.
    pub async fn seen(&self, thread_id: &str) -> Result<()> {
        let id = number(thread_id)?;
        if self.write(move |store| store.see_thread(id)).await? {
            self.emit(Topic::Inbox, None);
            self.emit(Topic::Thread, Some(id));
        }
        Ok(())
    }
}
