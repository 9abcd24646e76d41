//! Keeps the store like the upstream: everything once, newest first, then what changes.

mod contacts;
pub(crate) mod customers;
mod pace;
mod pages;
pub(crate) mod setup_links;
pub(crate) mod templates;

use std::{collections::BTreeSet, sync::Arc};

use jiff::Timestamp;

use crate::{
    engine::Engine,
    error::{Error, ErrorCode, Result},
    events::Topic,
    model::{SyncPhase, SyncState},
    store::settings::Setting,
    upstream,
};
use pace::Pace;

/// Reads until the project is closed.
pub(crate) async fn run(engine: Arc<Engine>) {
    let mut pace = Pace::default();
    while !engine.stopping().is_cancelled() {
        let round = tokio::select! {
            () = engine.stopping().cancelled() => return,
            round = round(&engine, &mut pace) => round,
        };
        let wait = match round {
            Ok(()) => {
                engine.set_sync_state(SyncState { phase: SyncPhase::Following, problem: None });
                pace.after_success(&engine)
            }
            Err(error) => {
                let wait = pace.after_failure(&error);
                engine.set_sync_state(standing(error));
                wait
            }
        };
        tokio::select! {
            () = engine.stopping().cancelled() => {}
            () = engine.sync_rings.notified() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// The newest messages of one thread, out of turn.
pub(crate) async fn thread(engine: &Engine, thread_id: i64) -> Result<()> {
    pages::thread(engine, thread_id).await
}

/// One look at everything whose turn it is.
async fn round(engine: &Engine, pace: &mut Pace) -> Result<()> {
    let now = engine.now();
    engine.expire_requests(now).await?;
    if pace.numbers_are_due(now) {
        pages::numbers(engine).await?;
    }
    let news = pages::conversations(engine).await?;
    let filled = engine.read(|store| store.setting(Setting::Filled)).await?.is_some();
    if !filled {
        engine.set_sync_state(SyncState { phase: SyncPhase::Filling, problem: None });
        confirm(engine).await?;
        tokio::try_join!(pages::all_messages(engine), contacts::all(engine))?;
    } else if news || pace.messages_are_due(now) {
        pages::new_messages(engine).await?;
    }
    if pace.templates_are_due(now) {
        templates::all(engine).await?;
    }
    contacts::all(engine).await?;
    if pace.contacts_are_due(now) {
        contacts::newest(engine).await?;
        contacts::next_page(engine).await?;
    } else if news && engine.read(|store| store.has_a_stranger()).await? {
        contacts::newest(engine).await?;
    }
    contacts::push_notes(engine).await?;
    if let Some(thread) = engine.watched().thread_id {
        pages::thread(engine, thread).await?;
    }
    if pace.customers_are_due(now) {
        listed_or_left("customers", customers::refresh(engine).await)?;
    }
    if pace.setup_links_are_due(now) {
        setup_links::due(engine).await?;
    }
    confirm(engine).await
}

/// What cannot be listed, as customers on a plan without them, does not keep the rest from being read.
fn listed_or_left(what: &str, answer: Result<()>) -> Result<()> {
    match answer {
        Err(error) if !upstream::concerns_everything(error.code) => {
            tracing::warn!(code = %error.code.as_str(), "{what} cannot be listed");
            Ok(())
        }
        settled => settled,
    }
}

/// Notes that the upstream has just confirmed the store.
async fn confirm(engine: &Engine) -> Result<()> {
    let now = engine.now();
    engine.write(move |store| store.set(Setting::AsOf, &now.as_millisecond().to_string())).await
}

fn standing(error: Error) -> SyncState {
    let phase = match error.code {
        ErrorCode::KeyRefused => SyncPhase::Refused,
        ErrorCode::RateLimited => SyncPhase::Slowed,
        _ => SyncPhase::Offline,
    };
    SyncState { phase, problem: Some(error) }
}

/// Announces what a page changed.
fn announce(engine: &Engine, threads: &BTreeSet<i64>) {
    for thread in threads {
        engine.emit(Topic::Thread, Some(*thread));
    }
    if !threads.is_empty() {
        engine.emit(Topic::Inbox, None);
    }
}

fn asked<T>(answer: kapso::Result<T>) -> Result<T> {
    answer.map_err(|error| upstream::explain(&error))
}

/// The oldest time that a query with overlap should ask for.
fn with_overlap(watermark_millis: i64) -> Option<Timestamp> {
    Timestamp::from_millisecond(watermark_millis.saturating_sub(pages::OVERLAP_MILLIS)).ok()
}
