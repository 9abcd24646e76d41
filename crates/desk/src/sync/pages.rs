//! Reading lists page by page into the store; each page and what it means is one transaction.

use std::collections::BTreeSet;

use kapso::{ConversationQuery, MessageQuery, Page, wire};

use super::{announce, asked, with_overlap};
use crate::{
    engine::Engine,
    error::Result,
    events::Topic,
    store::{Writer, messages::SeenMessage, settings::Setting, threads::SeenConversation},
    translate,
};

/// Lists are asked for from this much before what is known: their order is by time, and clocks differ.
pub(super) const OVERLAP_MILLIS: i64 = 120_000;
/// The most that Kapso gives at once.
const LIMIT: u32 = 100;

/// Every number.
pub(super) async fn numbers(engine: &Engine) -> Result<()> {
    let mut numbers = Vec::new();
    let mut page = 1;
    loop {
        let found = asked(engine.kapso().phone_numbers(page, LIMIT).await)?;
        numbers.extend(found.items.into_iter().filter_map(translate::number));
        if page >= found.pages.unwrap_or(1) {
            break;
        }
        page += 1;
    }
    if engine.write(move |store| store.put_numbers(&numbers)).await? {
        engine.emit(Topic::Configs, None);
        engine.emit(Topic::Inbox, None);
    }
    Ok(())
}

/// Conversations that were active since the watermark, newest first; says whether there was anything new.
pub(super) async fn conversations(engine: &Engine) -> Result<bool> {
    let watermark = engine.read(|store| store.millis(Setting::Watermark)).await?;
    let mut query = ConversationQuery { last_active_after: watermark.and_then(with_overlap), after: None, limit: Some(LIMIT) };
    let (mut news, mut newest) = (false, watermark.unwrap_or(0));
    loop {
        let Page { items, next, .. } = asked(engine.kapso().conversations(&query).await)?;
        let seen: Vec<SeenConversation> = items.into_iter().filter_map(translate::conversation).collect();
        newest = seen.iter().map(|one| one.last_active_at.as_millisecond()).fold(newest, i64::max);
        let touched = engine.write(move |store| put_conversations(store, &seen)).await?;
        news |= !touched.is_empty();
        announce(engine, &touched);
        match next {
            Some(next) if query.after.as_ref() != Some(&next) => query.after = Some(next),
            _ => break,
        }
    }
    if Some(newest) != watermark {
        engine.write(move |store| store.set(Setting::Watermark, &newest.to_string())).await?;
    }
    Ok(news)
}

/// Every message there is, newest first; after a restart it goes on where it was.
pub(super) async fn all_messages(engine: &Engine) -> Result<()> {
    let mut after = engine.read(|store| store.setting(Setting::FillCursor)).await?;
    loop {
        let query = MessageQuery { after: after.clone(), limit: Some(LIMIT), ..MessageQuery::default() };
        let Page { items, next, .. } = asked(engine.kapso().messages(&query).await)?;
        let seen = translated(&items);
        let onward = next.filter(|next| after.as_ref() != Some(next));
        let touched = engine
            .write({
                let onward = onward.clone();
                move |store| {
                    let touched = store.put_messages(&seen)?;
                    match &onward {
                        Some(cursor) => store.set(Setting::FillCursor, cursor)?,
                        None => {
                            store.unset(Setting::FillCursor)?;
                            store.settle_messages()?;
                            store.set(Setting::Filled, "1")?;
                        }
                    }
                    Ok(touched)
                }
            })
            .await?;
        announce(engine, &touched);
        engine.emit(Topic::State, None);
        after = onward;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// The newest messages, down to a page that was read before. A reading that breaks off is made again from the top.
pub(super) async fn new_messages(engine: &Engine) -> Result<()> {
    let mut query = MessageQuery { limit: Some(LIMIT), ..MessageQuery::default() };
    loop {
        let Page { items, next, .. } = asked(engine.kapso().messages(&query).await)?;
        let seen = translated(&items);
        let onward = next.filter(|next| query.after.as_ref() != Some(next));
        let last = onward.is_none();
        let (touched, done) = engine
            .write(move |store| {
                let mut settled = true;
                for message in &seen {
                    settled &= store.is_settled(&message.wamid)?;
                }
                let touched = store.put_messages(&seen)?;
                if settled || last {
                    store.settle_messages()?;
                }
                Ok((touched, settled || last))
            })
            .await?;
        announce(engine, &touched);
        if done {
            return Ok(());
        }
        query.after = onward;
    }
}

/// The newest messages of a thread: for the ticks of the one that a person looks at, and for what may have left.
pub(super) async fn thread(engine: &Engine, thread_id: i64) -> Result<()> {
    let recipient = engine.read(move |store| store.recipient(thread_id)).await?;
    let Some(conversation_id) = recipient.and_then(|recipient| recipient.conversation_id) else { return Ok(()) };
    let query = MessageQuery { conversation_id: Some(conversation_id), limit: Some(20), after: None };
    let Page { items, .. } = asked(engine.kapso().messages(&query).await)?;
    let seen = translated(&items);
    let touched = engine.write(move |store| store.put_messages(&seen)).await?;
    announce(engine, &touched);
    Ok(())
}

fn translated(items: &[wire::Message]) -> Vec<SeenMessage> {
    items.iter().filter_map(translate::message).collect()
}

fn put_conversations(store: &Writer<'_>, seen: &[SeenConversation]) -> Result<BTreeSet<i64>> {
    let mut touched = BTreeSet::new();
    for conversation in seen {
        touched.extend(store.put_conversation(conversation)?);
    }
    touched.iter().try_for_each(|thread| store.refresh_thread(*thread))?;
    Ok(touched)
}
