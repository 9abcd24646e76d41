//! Messages: the newest ones and their ticks, all of them once, and by and by all of them again.

use std::time::Duration;

use kapso::{MessageQuery, Page};
use tokio::time::Instant;

use super::{
    OVERLAP_MILLIS, announce, asked,
    walk::{Walk, onward},
};
use crate::{
    engine::Engine,
    error::Result,
    store::{
        messages::{SeenMessage, TOGETHER},
        settings::Setting,
    },
    translate,
};

/// The most that Kapso gives at once.
const LIMIT: u32 = 100;
/// Pages of the first reading that come within this time are stored together.
const TOGETHER_FOR: Duration = Duration::from_secs(1);
/// As many of one thread as are looked at for its ticks.
const OF_THREAD: u32 = 20;

pub(super) const FILL: Walk = Walk::once(Setting::FillCursor, Setting::Filled, Setting::MessagesRead);
const SWEEP: Walk = Walk::again_and_again(Setting::MessagesSweep);

/// The newest messages, down to one that was here when the list had last been followed, and two minutes further. A reading that
/// breaks off is made again from the top.
pub(super) async fn news(engine: &Engine) -> Result<()> {
    let Some(followed_to) = engine.read(|store| store.millis(Setting::FollowedTo)).await? else {
        return Unstored::default().fill(engine).await;
    };
    let edge = followed_to.saturating_sub(OVERLAP_MILLIS);
    let mut after = None::<String>;
    loop {
        let (seen, next) = page(engine, MessageQuery { after: after.clone(), limit: Some(LIMIT), ..MessageQuery::default() }).await?;
        let now = engine.now();
        let next = onward(after.as_ref(), next);
        let last = next.is_none();
        let (touched, done) = engine
            .write_copy(move |store| {
                let mut reached = last;
                for message in seen.iter().filter(|message| message.at.as_millisecond() <= edge) {
                    reached |= store.has_message(&message.wamid)?;
                }
                let touched = store.put_messages(&seen)?;
                if reached {
                    store.note_followed(now)?;
                }
                Ok((touched, reached))
            })
            .await?;
        announce(engine, &touched);
        if done {
            return Ok(());
        }
        after = next;
    }
}

/// Pages of the first reading that were read and are not stored yet.
#[derive(Default)]
pub(super) struct Unstored {
    seen: Vec<SeenMessage>,
    /// Where the oldest of them leads; none after the last page.
    next: Option<Option<String>>,
    since: Option<Instant>,
}

impl Unstored {
    /// One more page of the first reading, which begins with the newest. Pages that come quickly are stored together.
    pub(super) async fn fill(&mut self, engine: &Engine) -> Result<()> {
        let after = match self.next.clone() {
            Some(None) => return Ok(()),
            Some(next) => next,
            None if FILL.is_done(engine).await? => return Ok(()),
            None => FILL.place(engine).await?,
        };
        let (seen, next) = page(engine, MessageQuery { after: after.clone(), limit: Some(LIMIT), ..MessageQuery::default() }).await?;
        self.seen.extend(seen);
        self.next = Some(onward(after.as_ref(), next));
        let since = *self.since.get_or_insert_with(Instant::now);
        let is_due = after.is_none() || self.next == Some(None) || self.seen.len() >= TOGETHER || since.elapsed() >= TOGETHER_FOR;
        if is_due { self.store(engine).await } else { Ok(()) }
    }

    /// Stores them, and where the reading goes on, in one transaction.
    pub(super) async fn store(&mut self, engine: &Engine) -> Result<()> {
        let Self { seen, next: Some(next), .. } = std::mem::take(self) else { return Ok(()) };
        put(engine, FILL, seen, next).await
    }
}

/// One page of all messages: what came late, with an old time, stands far below what is new.
pub(super) async fn sweep(engine: &Engine) -> Result<()> {
    next_page(engine, SWEEP).await
}

/// The newest messages of a thread: for the ticks of the one that a person looks at, and for what may have left.
pub(super) async fn of_thread(engine: &Engine, thread_id: i64) -> Result<()> {
    let recipient = engine.read(move |store| store.recipient(thread_id)).await?;
    let Some(conversation_id) = recipient.and_then(|recipient| recipient.conversation_id) else { return Ok(()) };
    let (seen, _) = page(engine, MessageQuery { conversation_id: Some(conversation_id), limit: Some(OF_THREAD), after: None }).await?;
    let touched = engine.write_copy(move |store| store.put_messages(&seen)).await?;
    announce(engine, &touched);
    Ok(())
}

async fn next_page(engine: &Engine, walk: Walk) -> Result<()> {
    if walk.is_done(engine).await? {
        return Ok(());
    }
    let after = walk.place(engine).await?;
    let (seen, next) = page(engine, MessageQuery { after: after.clone(), limit: Some(LIMIT), ..MessageQuery::default() }).await?;
    put(engine, walk, seen, onward(after.as_ref(), next)).await
}

async fn put(engine: &Engine, walk: Walk, seen: Vec<SeenMessage>, next: Option<String>) -> Result<()> {
    let now = engine.now();
    let touched = engine
        .write_copy(move |store| {
            let touched = store.put_messages(&seen)?;
            if store.millis(Setting::FollowedTo)?.is_none() {
                store.note_followed(now)?;
            }
            if walk.is_first() {
                store.note_back_to(Setting::MessagesBackTo, seen.iter().map(|message| message.at).min())?;
            }
            walk.advance(store, seen.len(), next.as_ref())?;
            Ok(touched)
        })
        .await?;
    announce(engine, &touched);
    Ok(())
}

async fn page(engine: &Engine, query: MessageQuery) -> Result<(Vec<SeenMessage>, Option<String>)> {
    let Page { items, next, .. } = asked(engine.kapso().messages(&query).await)?;
    Ok((items.iter().filter_map(translate::message).collect(), next))
}
