//! Contacts: all of them once; then the newest, and by and by the others again, because a change moves nobody to the front.

use std::collections::BTreeSet;

use kapso::Page;

use super::{
    announce, asked,
    walk::{Walk, onward},
};
use crate::{
    engine::Engine,
    error::Result,
    store::{Writer, contacts::SeenContact, settings::Setting},
    translate, upstream,
};

/// The most that Kapso gives at once.
const LIMIT: u32 = 100;

pub(super) const FILL: Walk = Walk::once(Setting::ContactsCursor, Setting::ContactsFilled, Setting::ContactsRead);
const SWEEP: Walk = Walk::again_and_again(Setting::ContactsSweep);

/// One more page of the first reading.
pub(super) async fn fill(engine: &Engine) -> Result<()> {
    next_page(engine, FILL).await
}

/// One page of all contacts, because a change moves nobody to the front.
pub(super) async fn sweep(engine: &Engine) -> Result<()> {
    next_page(engine, SWEEP).await
}

/// The newest contacts, down to a page on which every one was known.
pub(super) async fn newest(engine: &Engine) -> Result<()> {
    let mut after: Option<String> = None;
    loop {
        let (seen, next) = page(engine, after.as_deref()).await?;
        let (touched, all_known) = engine
            .write_copy(move |store| {
                let mut all_known = true;
                for contact in &seen {
                    all_known &= store.contact_row(&contact.id)?.is_some();
                }
                Ok((put(store, &seen)?, all_known))
            })
            .await?;
        announce(engine, &touched);
        match next {
            Some(next) if !all_known && after.as_ref() != Some(&next) => after = Some(next),
            _ => return Ok(()),
        }
    }
}

async fn next_page(engine: &Engine, walk: Walk) -> Result<()> {
    if walk.is_done(engine).await? {
        return Ok(());
    }
    let after = walk.place(engine).await?;
    let (seen, next) = page(engine, after.as_deref()).await?;
    let next = onward(after.as_ref(), next);
    let touched = engine
        .write_copy(move |store| {
            walk.advance(store, seen.len(), next.as_ref())?;
            put(store, &seen)
        })
        .await?;
    announce(engine, &touched);
    Ok(())
}

/// Brings notes to Kapso that it could not take when they were written.
pub(super) async fn push_notes(engine: &Engine) -> Result<()> {
    for row in engine.read(|store| store.contacts_with_queued_notes()).await? {
        match engine.push_notes(row).await {
            Ok(()) => {}
            Err(error) if upstream::concerns_everything(error.code) => return Err(error),
            // Its notes wait for the next round; nobody else's wait for them.
            Err(_) => continue,
        }
        let threads = engine.read(move |store| store.threads_of_contact(row)).await?;
        announce(engine, &threads.into_iter().collect());
    }
    Ok(())
}

async fn page(engine: &Engine, after: Option<&str>) -> Result<(Vec<SeenContact>, Option<String>)> {
    let Page { items, next, .. } = asked(engine.kapso().contacts(after, LIMIT).await)?;
    Ok((items.into_iter().filter_map(translate::contact).collect(), next))
}

/// Stores contacts; gives the threads that show them.
fn put(store: &Writer<'_>, seen: &[SeenContact]) -> Result<BTreeSet<i64>> {
    let mut touched = BTreeSet::new();
    for contact in seen {
        if let Some(row) = store.put_contact(contact)? {
            touched.extend(store.threads_of_contact(row)?);
        }
    }
    Ok(touched)
}
