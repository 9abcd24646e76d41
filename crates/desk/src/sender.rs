//! Drives the outbox: takes what is due, sends it, notes what came of it.

mod upload;

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;

use crate::{engine::Engine, error::Result, events::Topic, outbox::Attempt, store::outbox::Due, sync};

/// After a fault of the store, the outbox is looked at again after this long.
const AFTER_A_FAULT: Duration = Duration::from_secs(2);
/// The waits between the looks for a message that may have left.
const LOOKS: [Duration; 5] =
    [Duration::from_secs(1), Duration::from_secs(4), Duration::from_secs(15), Duration::from_secs(60), Duration::from_secs(240)];

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
    let (late, due) = engine.write(move |store| Ok((store.keep_back_late(now)?, store.take_due(now)?))).await?;
    late.into_iter().for_each(|thread| engine.send_changed(thread));
    for send in due {
        engine.send_changed(send.thread_id);
        engine.tasks().spawn(attempt(Arc::clone(engine), send));
    }
    let next = engine.read(|store| store.next_send_at()).await?;
    Ok(next.and_then(|at| Timestamp::from_millisecond(at).ok()).map(|at| until(at, engine.now())))
}

async fn attempt(engine: Arc<Engine>, send: Due) {
    let (send, attempt) = match upload::first(&engine, send).await {
        Ok(send) => {
            let message = send.body.outbound(send.id);
            let answer = engine.kapso().send(&send.phone_number_id, &send.to, &message).await;
            let attempt = Attempt::read(answer, send.attempt);
            (send, attempt)
        }
        Err((send, attempt)) => (send, attempt),
    };
    let (asked, is_uncertain) = (send.thread_id, matches!(attempt, Attempt::Unknown(_)));
    let thread = note(&engine, send, attempt).await;
    if thread != asked {
        engine.emit(Topic::Thread, Some(asked));
    }
    engine.send_changed(thread);
    if is_uncertain {
        look_for(&engine, thread).await;
    }
}

/// Writes down what came of an attempt, for as long as it takes: until then the message is `sending`, which nothing repeats,
/// and when the program ends before, it is `uncertain` at the next start. Gives the thread that it stands in now.
async fn note(engine: &Arc<Engine>, send: Due, attempt: Attempt) -> i64 {
    let asked = send.thread_id;
    loop {
        let (now, send, attempt) = (engine.now(), send.clone(), attempt.clone());
        let (id, came_to) = (send.id, attempt.clone());
        let error = match engine.write(move |store| store.settle(&send, &attempt, now)).await {
            Ok(thread) => {
                engine.note_recorded(id);
                return thread;
            }
            Err(error) => error,
        };
        engine.note_unrecorded(id, &came_to);
        engine.emit(Topic::Thread, Some(asked));
        tracing::error!(code = %error.code.as_str(), "a send's outcome could not be noted");
        tokio::select! {
            () = engine.stopping().cancelled() => return asked,
            () = tokio::time::sleep(AFTER_A_FAULT) => {}
        }
    }
}

/// Reads the thread in which a message may have left, until it is found there. Later, whatever is read of the thread settles it,
/// or a person does.
async fn look_for(engine: &Engine, thread: i64) {
    for wait in LOOKS {
        tokio::select! {
            () = engine.stopping().cancelled() => return,
            () = tokio::time::sleep(wait) => {}
        }
        match engine.read(move |store| store.has_uncertain(thread)).await {
            Ok(true) => {}
            Ok(false) | Err(_) => return,
        }
        if let Err(error) = sync::thread(engine, thread).await {
            tracing::debug!(code = %error.code.as_str(), "a thread with an uncertain message could not be read");
        }
    }
}

/// Never less than a moment, because a send that waits behind another one is rung for when that one is settled.
fn until(at: Timestamp, now: Timestamp) -> Duration {
    Duration::try_from(at.duration_since(now)).unwrap_or_default().max(Duration::from_millis(250))
}
