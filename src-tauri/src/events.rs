//! Tells the window what changed.

use std::{collections::HashSet, time::Duration};

use desk::{
    desk::Desk,
    events::{Event, Topic},
};
use tauri::{AppHandle, Emitter, Manager};
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// The event's name in the page.
const NAME: &str = "desk";
/// Changes within this time reach the window together.
const TOGETHER: Duration = Duration::from_millis(30);

/// Forwards every change until the app ends.
pub(crate) fn forward(app: &AppHandle) {
    let app = app.clone();
    let mut events = app.state::<Desk>().events();
    tauri::async_runtime::spawn(async move {
        while let Some(changes) = next(&mut events).await {
            for change in changes {
                if let Err(cause) = app.emit(NAME, change) {
                    tracing::warn!(%cause, "the window could not be told of a change");
                }
            }
        }
    });
}

/// The next changes, each once. After a burst that was too long to keep, everything has changed.
async fn next(events: &mut Receiver<Event>) -> Option<HashSet<Event>> {
    let mut changes = HashSet::new();
    match events.recv().await {
        Ok(event) => drop(changes.insert(event)),
        Err(RecvError::Lagged(_)) => return Some(everything()),
        Err(RecvError::Closed) => return None,
    }
    tokio::time::sleep(TOGETHER).await;
    loop {
        match events.try_recv() {
            Ok(event) => drop(changes.insert(event)),
            Err(tokio::sync::broadcast::error::TryRecvError::Lagged(_)) => return Some(everything()),
            Err(_) => return Some(changes),
        }
    }
}

fn everything() -> HashSet<Event> {
    let topics = [Topic::State, Topic::Configs, Topic::Inbox, Topic::Thread, Topic::Approvals, Topic::Clients];
    topics.into_iter().map(|topic| Event { topic, thread_id: None }).collect()
}
