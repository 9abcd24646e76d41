//! What the person looks at.

use super::{Engine, asking::number};
use crate::{error::Result, events::Topic};

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
