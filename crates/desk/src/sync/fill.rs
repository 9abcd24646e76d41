//! The first reading: everything, newest first, some pages at a time, so that what is new is never far behind.

use std::time::Duration;

use tokio::time::Instant;

use super::{
    contacts, conversations,
    messages::{self, Unstored},
    pace,
};
use crate::{
    engine::Engine,
    error::Result,
    model::{SyncPhase, SyncState},
};

/// What is new is looked for this often meanwhile: three requests a minute, of at least eighty.
const SLICE: Duration = Duration::from_secs(20);

/// How far the reading is is told this often, and at its first page.
const TOLD_EVERY: Duration = Duration::from_millis(500);

/// How far the first reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    /// Everything was read.
    Done,
    /// There is more to read, now.
    More,
    /// There is more to read, but what is left of this minute belongs to people.
    Waits,
}

/// Reads on, a page of each list at a time, until something else has its turn.
pub(super) async fn slice(engine: &Engine) -> Result<Progress> {
    let mut messages = Unstored::default();
    let progress = pages(engine, &mut messages).await;
    messages.store(engine).await?;
    if progress.is_ok() {
        tell(engine).await?;
    }
    progress
}

/// Says how far the reading is.
pub(super) async fn tell(engine: &Engine) -> Result<()> {
    let progress = engine.read(|store| store.fill_progress()).await?;
    engine.set_sync_state(SyncState { progress: Some(progress), ..SyncState::at(SyncPhase::Filling) });
    Ok(())
}

async fn pages(engine: &Engine, messages: &mut Unstored) -> Result<Progress> {
    let (began, mut told) = (Instant::now(), None::<Instant>);
    loop {
        if is_done(engine).await? {
            return Ok(Progress::Done);
        }
        if !pace::has_room(engine) {
            return Ok(Progress::Waits);
        }
        tokio::try_join!(conversations::fill(engine), messages.fill(engine), contacts::fill(engine))?;
        if told.is_none_or(|told| told.elapsed() >= TOLD_EVERY) {
            tell(engine).await?;
            told = Some(Instant::now());
        }
        if began.elapsed() >= SLICE || is_wanted_elsewhere(engine).await {
            return Ok(if is_done(engine).await? { Progress::Done } else { Progress::More });
        }
    }
}

/// Whether every list was read to its end.
pub(super) async fn is_done(engine: &Engine) -> Result<bool> {
    Ok(messages::FILL.is_done(engine).await? && conversations::FILL.is_done(engine).await? && contacts::FILL.is_done(engine).await?)
}

/// Whether a person looks at something else now, or wants to see what is new.
async fn is_wanted_elsewhere(engine: &Engine) -> bool {
    tokio::select! {
        biased;
        () = engine.stopping().cancelled() => true,
        () = engine.sync_rings.notified() => true,
        () = std::future::ready(()) => false,
    }
}
