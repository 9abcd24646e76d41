//! The last step of the gate: what was asked, by whom, how it was decided and what came of it.
//!
//! The text of what was asked is kept in the encrypted store for 90 days; its shape and its digest stay.

mod export;

pub use export::{LogFormat, LogWriter};

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use serde_json::Value;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::{
    error::Result,
    store::{
        Store, Writer,
        audit::{AuditEntry, KEPT},
    },
};

/// Writes entries to the store in batches, so that a read costs no write of its own.
#[derive(Debug, Clone)]
pub struct Audit {
    entries: mpsc::UnboundedSender<Noted>,
    unwritten: Arc<AtomicUsize>,
}

/// A call, and what was asked, as JSON, where it may be kept.
pub type Noted = (AuditEntry, Option<String>);

/// So many bytes of calls wait in memory while the store takes none; then agents are turned away, so that no call is forgotten.
const ROOM: usize = 16 * 1024 * 1024;
/// Entries of at most this long are written together.
const BATCH: Duration = Duration::from_millis(200);
/// At most so many are, so that no other write waits long behind them.
const LARGEST_BATCH: usize = 1_000;
/// What the store does not take is tried again after this long.
const AFTER_A_FAULT: Duration = Duration::from_secs(2);

impl Audit {
    /// An audit over `store`, and the task that writes it: it ends after `stop`, when everything is written.
    pub fn new(store: Arc<Store>, stop: CancellationToken) -> (Self, impl Future<Output = ()> + Send) {
        let (entries, mut waiting) = mpsc::unbounded_channel();
        let unwritten = Arc::new(AtomicUsize::new(0));
        let audit = Self { entries, unwritten: Arc::clone(&unwritten) };
        let write = async move {
            let mut batch: Vec<Noted> = Vec::new();
            loop {
                if batch.is_empty() {
                    let first = tokio::select! {
                        entry = waiting.recv() => entry,
                        () = stop.cancelled() => waiting.try_recv().ok(),
                    };
                    let Some(first) = first else { break };
                    batch.push(first);
                }
                if waiting.len() < LARGEST_BATCH {
                    tokio::select! {
                        () = tokio::time::sleep(BATCH) => {}
                        () = stop.cancelled() => {}
                    }
                }
                fill(&mut batch, &mut waiting);
                let waited = batch.iter().map(weight).sum();
                batch = unsaved(Arc::clone(&store), batch).await;
                if batch.is_empty() {
                    unwritten.fetch_sub(waited, Ordering::Relaxed);
                    continue;
                }
                tracing::error!(calls = batch.len(), "calls could not be noted");
                tokio::select! {
                    () = tokio::time::sleep(AFTER_A_FAULT) => {}
                    () = stop.cancelled() => break,
                }
            }
        };
        (audit, write)
    }

    /// Whether another call can be noted.
    pub fn has_room(&self) -> bool {
        self.unwritten.load(Ordering::Relaxed) < ROOM
    }

    /// Notes a call.
    pub fn note(&self, entry: Noted) {
        self.unwritten.fetch_add(weight(&entry), Ordering::Relaxed);
        if self.entries.send(entry).is_err() {
            tracing::error!("a call could not be noted: the audit has ended");
        }
    }
}

fn fill(batch: &mut Vec<Noted>, waiting: &mut mpsc::UnboundedReceiver<Noted>) {
    while batch.len() < LARGEST_BATCH
        && let Ok(entry) = waiting.try_recv()
    {
        batch.push(entry);
    }
}

/// About how many bytes a call takes in memory.
fn weight((entry, asked): &Noted) -> usize {
    let texts = [entry.caller.len(), entry.operation.len(), entry.shape.len(), asked.as_ref().map_or(0, String::len)];
    texts.into_iter().fold(size_of::<Noted>(), usize::saturating_add)
}

fn written(writer: &Writer<'_>, batch: &[Noted]) -> Result<()> {
    writer.add_audit(batch)?;
    let newest = batch.iter().map(|(entry, _)| entry.at).max();
    if let Some(then) = newest.and_then(|at| at.checked_sub(KEPT).ok()) {
        writer.forget_asked(then)?;
    }
    Ok(())
}

/// The fields of an input and how large each is: `{content: text of 12, conversation_selector: {conversation_id: text of 36}}`.
pub fn shape(input: &Value) -> String {
    match input {
        Value::Null => "nothing".to_owned(),
        Value::Bool(_) => "yes or no".to_owned(),
        Value::Number(_) => "number".to_owned(),
        Value::String(text) => format!("text of {}", text.chars().count()),
        Value::Array(items) => format!("list of {}", items.len()),
        Value::Object(fields) => {
            let name = |name: &str| name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect::<String>();
            let fields: Vec<String> = fields.iter().take(40).map(|(field, value)| format!("{}: {}", name(field), shape(value))).collect();
            format!("{{{}}}", fields.join(", "))
        }
    }
}

/// Writes calls down; gives those that the store did not take.
async fn unsaved(store: Arc<Store>, batch: Vec<Noted>) -> Vec<Noted> {
    let saving = move || {
        if store.write_note(|writer| written(writer, &batch)).is_err() {
            return batch;
        }
        // Nobody reads again soon what is only ever added to.
        let _ = store.rest();
        Vec::new()
    };
    tokio::task::spawn_blocking(saving).await.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::secrets::StoreKey;

    fn call(number: u64) -> Noted {
        let entry = AuditEntry {
            at: Timestamp::now(),
            caller: "Claude Code".to_owned(),
            client_id: Some(1),
            operation: "whatsapp_inbox".to_owned(),
            thread_id: None,
            request_id: None,
            shape: String::new(),
            digest: [0; 32],
            decision: "allowed".to_owned(),
            outcome: "ok".to_owned(),
            millis: number,
        };
        (entry, None)
    }

    #[test]
    fn a_batch_has_bounds_and_takes_the_oldest() {
        let (say, mut waiting) = mpsc::unbounded_channel();
        for number in 0..2_500 {
            say.send(call(number)).unwrap();
        }
        for (first, count) in [(0, 1_000), (1_000, 1_000), (2_000, 500)] {
            let mut batch = Vec::new();
            fill(&mut batch, &mut waiting);
            assert_eq!((batch[0].0.millis, batch.len()), (first, count));
            let whole = batch.len();
            fill(&mut batch, &mut waiting);
            assert!(whole < LARGEST_BATCH || batch.len() == whole, "what the store did not take grew");
            assert_eq!(waiting.len(), 2_500 - usize::try_from(first).unwrap() - count);
        }
    }

    #[tokio::test]
    async fn more_than_a_batch_is_written_in_order_before_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(Store::open(&folder.path().join("store.sqlite"), &StoreKey::random()).unwrap());
        let stop = CancellationToken::new();
        let (audit, write) = Audit::new(Arc::clone(&store), stop.clone());
        for number in 0..2_500 {
            audit.note(call(number));
        }
        stop.cancel();
        write.await;
        let kept = store.read(|store| store.audit(3_000)).unwrap();
        assert_eq!(kept.iter().map(|entry| entry.millis).collect::<Vec<_>>(), (0..2_500).rev().collect::<Vec<_>>());
        assert_eq!(audit.unwritten.load(Ordering::Relaxed), 0);
    }
}
