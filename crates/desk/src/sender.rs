//! Drives the outbox: takes what is due, sends it, notes what came of it.

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;

use crate::{engine::Engine, error::Result, outbox::Attempt, store::outbox::Due};

/// After a fault of the store, the outbox is looked at again after this long.
const AFTER_A_FAULT: Duration = Duration::from_secs(2);

/// Sends until the project is closed. What is leaving then is waited for.
pub(crate) async fn run(engine: Arc<Engine>) {
    while !engine.stopping().is_cancelled() {
        let wait = match send_due(&engine).await {
            Ok(wait) => wait,
            Err(error) => {
                tracing::error!(code = %error.code.as_str(), "the outbox cannot be read");
                Some(AFTER_A_FAULT)
            }
        };
        tokio::select! {
            () = engine.stopping().cancelled() => {}
            () = engine.outbox_rings.notified() => {}
            () = tokio::time::sleep(wait.unwrap_or(Duration::MAX)), if wait.is_some() => {}
        }
    }
}

/// Starts what is due; says how long until the next is.
async fn send_due(engine: &Arc<Engine>) -> Result<Option<Duration>> {
    let now = engine.now();
    let due = engine.write(move |store| store.take_due(now)).await?;
    for send in due {
        engine.send_changed(send.thread_id);
        engine.tasks().spawn(attempt(Arc::clone(engine), send));
    }
    let next = engine.read(|store| store.next_send_at()).await?;
    Ok(next.and_then(|at| Timestamp::from_millisecond(at).ok()).map(|at| until(at, engine.now())))
}

async fn attempt(engine: Arc<Engine>, send: Due) {
    let message = send.body.outbound(send.id);
    let answer = engine.kapso().send(&send.phone_number_id, &send.to, &message).await;
    let attempt = Attempt::read(answer, send.attempt);
    let thread = send.thread_id;
    let settled = engine
        .write({
            let now = engine.now();
            move |store| store.settle(&send, &attempt, now)
        })
        .await;
    if let Err(error) = settled {
        // The row stays `sending`: it is not repeated, and becomes `uncertain` at the next start.
        tracing::error!(code = %error.code.as_str(), "a send's outcome could not be noted");
    }
    engine.send_changed(thread);
}

/// Never less than a moment, because a send that waits behind another one is rung for when that one is settled.
fn until(at: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(at.duration_since(now)).unwrap_or_default().max(Duration::from_millis(250))
}
