//! Contacts: all of them once; then the newest, and by and by the others again, because a change moves nobody to the front.

use std::collections::BTreeSet;

use kapso::Page;

use super::{announce, asked};
use crate::{
    engine::Engine,
    error::Result,
    store::{Writer, contacts::SeenContact, settings::Setting},
    translate, upstream,
};

/// The most that Kapso gives at once.
const LIMIT: u32 = 100;

/// Every contact, once, newest first; after a restart it goes on where it was.
pub(super) async fn all(engine: &Engine) -> Result<()> {
    while engine.read(|store| store.setting(Setting::ContactsFilled)).await?.is_none() {
        next_page(engine).await?;
    }
    Ok(())
}

/// The newest contacts, down to a page on which every one was known.
pub(super) async fn newest(engine: &Engine) -> Result<()> {
    let mut after: Option<String> = None;
    loop {
        let (seen, next) = page(engine, after.as_deref()).await?;
        let (touched, all_known) = engine
            .write(move |store| {
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

/// The page at which the reading of all contacts stands; at the end it begins anew.
pub(super) async fn next_page(engine: &Engine) -> Result<()> {
    let after = engine.read(|store| store.setting(Setting::ContactsCursor)).await?;
    let (seen, next) = page(engine, after.as_deref()).await?;
    let onward = next.filter(|next| after.as_ref() != Some(next));
    let touched = engine
        .write(move |store| {
            let touched = put(store, &seen)?;
            match &onward {
                Some(cursor) => store.set(Setting::ContactsCursor, cursor)?,
                None => {
                    store.unset(Setting::ContactsCursor)?;
                    store.set(Setting::ContactsFilled, "1")?;
                }
            }
            Ok(touched)
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
