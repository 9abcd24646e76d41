//! Conversations: what was active lately, all of them once, and by and by all of them again.

use std::collections::BTreeSet;

use kapso::{ConversationQuery, Page};

use super::{
    announce, asked,
    walk::{Walk, onward},
    with_overlap,
};
use crate::{
    engine::Engine,
    error::Result,
    store::{Writer, settings::Setting, threads::SeenConversation},
    translate,
};

/// The most that Kapso gives at once.
const LIMIT: u32 = 100;

pub(super) const FILL: Walk = Walk::once(Setting::ConversationsCursor, Setting::ConversationsFilled, Setting::ConversationsRead);
const SWEEP: Walk = Walk::again_and_again(Setting::ConversationsSweep);

/// Those that were active since the watermark, newest first; says whether anything changed. The watermark moves with the last
/// page, so that a reading that breaks off is made again.
pub(super) async fn news(engine: &Engine) -> Result<bool> {
    let Some(watermark) = engine.read(|store| store.millis(Setting::Watermark)).await? else {
        return next_page(engine, FILL).await;
    };
    let (mut news, mut newest, mut after) = (false, watermark, None::<String>);
    loop {
        let (seen, next) = page(engine, with_overlap(watermark), after.as_ref()).await?;
        newest = newest_of(engine, &seen).map_or(newest, |at| at.max(newest));
        let next = onward(after.as_ref(), next);
        let moves = next.is_none() && newest != watermark;
        let touched = engine
            .write_copy(move |store| {
                if moves {
                    store.set(Setting::Watermark, &newest.to_string())?;
                }
                put(store, &seen)
            })
            .await?;
        news |= !touched.is_empty();
        announce(engine, &touched);
        match next {
            Some(next) => after = Some(next),
            None => return Ok(news),
        }
    }
}

/// One more page of the first reading.
pub(super) async fn fill(engine: &Engine) -> Result<()> {
    next_page(engine, FILL).await.map(|_| ())
}

/// One page of all conversations, because not everything that changes one moves it to the front; says whether anything changed.
pub(super) async fn sweep(engine: &Engine) -> Result<bool> {
    next_page(engine, SWEEP).await
}

async fn next_page(engine: &Engine, walk: Walk) -> Result<bool> {
    if walk.is_done(engine).await? {
        return Ok(false);
    }
    let after = walk.place(engine).await?;
    let (seen, next) = page(engine, None, after.as_ref()).await?;
    let next = onward(after.as_ref(), next);
    let newest = newest_of(engine, &seen);
    let touched = engine
        .write_copy(move |store| {
            if store.millis(Setting::Watermark)?.is_none() {
                store.set(Setting::Watermark, &newest.unwrap_or(0).to_string())?;
            }
            if walk.is_first() {
                store.note_back_to(Setting::ConversationsBegin, seen.iter().filter_map(|one| one.created_at).min())?;
            }
            walk.advance(store, seen.len(), next.as_ref())?;
            put(store, &seen)
        })
        .await?;
    announce(engine, &touched);
    Ok(!touched.is_empty())
}

async fn page(
    engine: &Engine,
    last_active_after: Option<jiff::Timestamp>,
    after: Option<&String>,
) -> Result<(Vec<SeenConversation>, Option<String>)> {
    let query = ConversationQuery { last_active_after, after: after.cloned(), limit: Some(LIMIT) };
    let Page { items, next, .. } = asked(engine.kapso().conversations(&query).await)?;
    Ok((items.into_iter().filter_map(translate::conversation).collect(), next))
}

/// A time that has not come yet is a clock's mistake; to wait for it would be to miss what happens until then.
fn newest_of(engine: &Engine, seen: &[SeenConversation]) -> Option<i64> {
    let newest = seen.iter().map(|one| one.last_active_at).max()?;
    Some(newest.min(engine.now()).as_millisecond())
}

fn put(store: &Writer<'_>, seen: &[SeenConversation]) -> Result<BTreeSet<i64>> {
    let mut touched = BTreeSet::new();
    for conversation in seen {
        touched.extend(store.put_conversation(conversation)?);
    }
    touched.iter().try_for_each(|thread| store.refresh_thread(*thread))?;
    Ok(touched)
}
