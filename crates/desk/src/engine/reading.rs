//! What each agent has read: the ground of the taint rule and of the guard against late answers.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard},
};

use jiff::{SignedDuration, Timestamp};

use super::{Engine, policing::forgotten};
use crate::{caller::Client, error::Result, store::reads::AgentRead};

/// Text that an agent read taints it for this long.
pub(super) const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);
/// A read that is no news is written down again after this long.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);
/// Text of contacts that stands in no thread.
pub const ELSEWHERE: i64 = 0;

/// What is remembered, by client and thread.
#[derive(Debug, Default)]
pub(super) struct Reads {
    known: Mutex<HashMap<(i64, i64), AgentRead>>,
}

impl Engine {
    /// Notes what an agent is about to be shown, by thread with the newest message of it. It is on the disk before it is shown.
    pub(crate) async fn agent_reads(&self, client: &Client, shown: Vec<(i64, i64)>) -> Result<()> {
        let now = self.now();
        let reads =
            shown.into_iter().map(|(thread_id, message_id)| AgentRead { client_id: client.id, thread_id, message_id, read_at: now });
        let news: Vec<AgentRead> = {
            let known = self.known_reads();
            reads.filter(|read| is_news(known.get(&(read.client_id, read.thread_id)), read)).collect()
        };
        if news.is_empty() {
            return Ok(());
        }
        let noted = news.clone();
        self.write_note(move |store| store.note_reads(&noted)).await?;
        let mut known = self.known_reads();
        news.into_iter().for_each(|read| keep(&mut known, read));
        Ok(())
    }

    /// Whether an agent has read what a contact wrote anywhere else than in this thread.
    pub(crate) fn is_tainted(&self, client: &Client, thread_id: i64) -> bool {
        let then = forgotten(self.now());
        let elsewhere = |read: &AgentRead| read.client_id == client.id && read.thread_id != thread_id && read.read_at > then;
        self.known_reads().values().any(elsewhere)
    }

    /// The newest message of a thread's contact that an agent has seen; none when it has not read there.
    pub(crate) fn last_read(&self, client: &Client, thread_id: i64) -> Option<i64> {
        self.known_reads().get(&(client.id, thread_id)).map(|read| read.message_id)
    }

    /// Reads what an earlier run noted.
    pub(super) async fn begin_reads(&self) -> Result<()> {
        let then = forgotten(self.now());
        let reads = self
            .write(move |store| {
                store.forget_reads(then)?;
                store.agent_reads()
            })
            .await?;
        let mut known = self.known_reads();
        reads.into_iter().for_each(|read| keep(&mut known, read));
        Ok(())
    }

    fn known_reads(&self) -> MutexGuard<'_, HashMap<(i64, i64), AgentRead>> {
        self.reads.known.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn is_news(known: Option<&AgentRead>, read: &AgentRead) -> bool {
    known.is_none_or(|known| read.message_id > known.message_id || later(read.read_at, known.read_at))
}

fn later(now: Timestamp, then: Timestamp) -> bool {
    now.duration_since(then) >= AGAIN
}

fn keep(known: &mut HashMap<(i64, i64), AgentRead>, read: AgentRead) {
    let kept = known.entry((read.client_id, read.thread_id)).or_insert(read);
    kept.message_id = kept.message_id.max(read.message_id);
    kept.read_at = kept.read_at.max(read.read_at);
}
