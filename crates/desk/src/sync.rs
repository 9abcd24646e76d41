//! Keeps the store like the upstream: everything once, newest first, then what changes.

mod contacts;
mod conversations;
pub(crate) mod customers;
mod fill;
mod messages;
mod numbers;
mod pace;
pub(crate) mod setup_links;
pub(crate) mod templates;
mod walk;

use std::{collections::BTreeSet, sync::Arc};

use jiff::Timestamp;

use crate::{
    engine::Engine,
    error::{Error, ErrorCode, Result},
    events::Topic,
    model::{FillProgress, SyncPhase, SyncState},
    store::settings::Setting,
    upstream,
};
use fill::Progress;
use pace::Pace;

/// Lists are asked for from this much before what is known: their order is by time, and clocks differ.
const OVERLAP_MILLIS: i64 = 120_000;

/// Reads until the project is closed.
pub(crate) async fn run(engine: Arc<Engine>) {
    let mut pace = Pace::default();
    while !engine.stopping().is_cancelled() {
        let round = tokio::select! {
            () = engine.stopping().cancelled() => return,
            round = round(&engine, &mut pace) => round,
        };
        let must_wait = round.as_ref().is_err_and(|error| error.code == ErrorCode::RateLimited);
        let wait = match round {
            Ok(Progress::More) => continue,
            Ok(Progress::Waits) => pace.after_success(&engine),
            Ok(Progress::Done) => {
                engine.set_sync_state(SyncState::at(SyncPhase::Following));
                pace.after_success(&engine)
            }
            Err(error) => {
                let wait = pace.after_failure(&error);
                let retry_at = engine.now().checked_add(wait).ok();
                engine.set_sync_state(SyncState { retry_at, ..standing(error, engine.sync_state().progress) });
                wait
            }
        };
        tokio::select! {
            () = engine.stopping().cancelled() => {}
            () = engine.sync_rings.notified(), if !must_wait => pace.stir(engine.now()),
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// The newest messages of one thread, out of turn.
pub(crate) async fn thread(engine: &Engine, thread_id: i64) -> Result<()> {
    messages::of_thread(engine, thread_id).await
}

/// One look at everything whose turn it is, what people see first; then some of what was never read.
async fn round(engine: &Engine, pace: &mut Pace) -> Result<Progress> {
    let now = engine.now();
    engine.expire_requests(now).await?;
    let filling = !fill::is_done(engine).await?;
    if filling {
        fill::tell(engine).await?;
    }
    if pace.numbers_are_due(now) {
        numbers::all(engine).await?;
    }
    let news = conversations::news(engine).await?;
    if news {
        pace.stir(now);
    }
    if news || pace.messages_are_due(now) {
        messages::news(engine).await?;
    }
    if let Some(thread) = engine.watched().thread_id
        && pace.thread_is_due(now)
    {
        messages::of_thread(engine, thread).await?;
    }
    if news && !filling && engine.read(|store| store.has_a_stranger()).await? {
        contacts::newest(engine).await?;
    }
    contacts::push_notes(engine).await?;
    confirm(engine).await?;
    if pace::has_room(engine) && pace.templates_are_due(now) {
        templates::all(engine).await?;
    }
    if pace::has_room(engine) && pace.customers_are_due(now) {
        listed_or_left("customers", customers::refresh(engine).await)?;
    }
    if pace::has_room(engine) && pace.setup_links_are_due(now) {
        setup_links::due(engine).await?;
    }
    if !filling {
        if !engine.read(|store| store.search_is_merged()).await? {
            engine.write_copy(|store| store.merge_search()).await?;
        }
        look_again(engine, pace, now).await?;
        return Ok(Progress::Done);
    }
    let progress = fill::slice(engine).await?;
    if progress == Progress::Done {
        pace.has_read_everything(now);
    }
    confirm(engine).await?;
    Ok(progress)
}

/// A little of what was read long ago: gaps are closed, and changes found that move nothing to the front.
async fn look_again(engine: &Engine, pace: &mut Pace, now: Timestamp) -> Result<()> {
    if pace::has_room(engine) && pace.contacts_are_due(now) {
        contacts::newest(engine).await?;
        contacts::sweep(engine).await?;
    }
    if pace::has_room(engine) && pace.sweep_is_due(now) {
        // What the sweep meets first is no news to the next look, so its messages are read now.
        if conversations::sweep(engine).await? {
            messages::news(engine).await?;
        }
        messages::sweep(engine).await?;
    }
    Ok(())
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
    engine.write_copy(move |store| store.set(Setting::AsOf, &now.as_millisecond().to_string())).await
}

fn standing(error: Error, progress: Option<FillProgress>) -> SyncState {
    let phase = match error.code {
        ErrorCode::KeyRefused => SyncPhase::Refused,
        ErrorCode::RateLimited => SyncPhase::Slowed,
        _ => SyncPhase::Offline,
    };
    SyncState { problem: Some(error), progress, ..SyncState::at(phase) }
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
    Timestamp::from_millisecond(watermark_millis.saturating_sub(OVERLAP_MILLIS)).ok()
}
