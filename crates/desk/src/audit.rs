//! The last step of the gate: what was asked, by whom, how it was decided and what came of it.

use std::{sync::Arc, time::Duration};

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::store::{Store, audit::AuditEntry};

/// Writes entries to the store in batches, so that a read costs no write of its own.
#[derive(Debug, Clone)]
pub struct Audit {
    entries: mpsc::UnboundedSender<AuditEntry>,
}

/// Entries of at most this long are written together.
const BATCH: Duration = Duration::from_millis(200);

impl Audit {
    /// An audit over `store`, and the task that writes it: it ends after `stop`, when everything is written.
    pub fn new(store: Arc<Store>, stop: CancellationToken) -> (Self, impl Future<Output = ()> + Send) {
        let (entries, mut waiting) = mpsc::unbounded_channel();
        let write = async move {
            loop {
                let first = tokio::select! {
                    entry = waiting.recv() => entry,
                    () = stop.cancelled() => waiting.try_recv().ok(),
                };
                let Some(first) = first else { break };
                tokio::select! {
                    () = tokio::time::sleep(BATCH) => {}
                    () = stop.cancelled() => {}
                }
                let mut batch = vec![first];
                while let Ok(entry) = waiting.try_recv() {
                    batch.push(entry);
                }
                save(Arc::clone(&store), batch).await;
            }
        };
        (Self { entries }, write)
    }

    /// Notes a call.
    pub fn note(&self, entry: AuditEntry) {
        if self.entries.send(entry).is_err() {
            tracing::error!("a call could not be noted: the audit has ended");
        }
    }
}

async fn save(store: Arc<Store>, batch: Vec<AuditEntry>) {
    let saved = tokio::task::spawn_blocking(move || store.write(|writer| batch.iter().try_for_each(|entry| writer.add_audit(entry)))).await;
    match saved {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::error!(code = %error.code.as_str(), "calls could not be noted"),
        Err(_) => tracing::error!("calls could not be noted: the write panicked"),
    }
}
