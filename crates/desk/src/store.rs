//! The encrypted local store: the only thing that anybody reads.
//!
//! One SQLCipher file a project. One connection writes; several read, each with a snapshot of its own (WAL).

pub mod approvals;
pub mod audit;
pub mod clients;
pub mod contacts;
mod cursor;
pub mod customers;
pub mod drafts;
mod fingerprint;
pub mod kept;
pub mod media;
pub mod messages;
pub mod numbers;
mod open;
pub mod outbox;
pub mod policy;
mod progress;
pub mod purging;
pub mod quick_replies;
pub mod reads;
pub mod search;
pub mod settings;
pub mod setup_links;
pub mod sizes;
pub mod snoozes;
pub mod templates;
pub mod threads;
mod wa_ids;
pub mod wishes;
mod words;

use std::{
    ops::Deref,
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use rusqlite::{Connection, ErrorCode as Sqlite, Transaction, TransactionBehavior};

use crate::{
    error::{Error, ErrorCode, Result},
    secrets::StoreKey,
};

/// A project's store.
pub struct Store {
    /// Closed before the writer: the last one that closes takes the log into the file, which only the writer can.
    readers: Mutex<Vec<Connection>>,
    writer: Mutex<Connection>,
    opener: open::Opener,
    unrecorded: outbox::Unrecorded,
    version: AtomicU64,
}

/// What can be read; a snapshot.
pub struct Reader<'c> {
    connection: &'c Connection,
    unrecorded: &'c outbox::Unrecorded,
}

/// What can be written; everything a reader can do besides, in one transaction.
pub struct Writer<'c> {
    reader: Reader<'c>,
}

impl<'c> Deref for Writer<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}

impl Store {
    /// Opens the store at `path`, or makes it. Refuses one of a newer version and one that does not decrypt; changes neither.
    pub fn open(path: &Path, key: &StoreKey) -> Result<Self> {
        let opener = open::Opener::new(path, key);
        let writer = opener.writer()?;
        Ok(Self {
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
            opener,
            unrecorded: outbox::Unrecorded::default(),
            version: AtomicU64::new(0),
        })
    }

    /// Reads from one snapshot. Blocks; call it where blocking is allowed.
    pub fn read<T>(&self, ask: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        let idle = self.readers.lock().ok().and_then(|mut idle| idle.pop());
        let connection = match idle {
            Some(connection) => connection,
            None => self.opener.reader()?,
        };
        let answer = self.snapshot(&connection, ask);
        if let Ok(mut idle) = self.readers.lock() {
            idle.push(connection);
        }
        answer
    }

    /// Writes in one transaction, which is taken back when `change` fails and on the disk when this returns. Blocks.
    pub fn write<T>(&self, change: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        self.changing("FULL", change)
    }

    /// The same for what Kapso has: after a power cut the newest of it may be gone, all of a transaction or nothing, and is
    /// read again.
    pub fn write_copy<T>(&self, change: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        self.changing("NORMAL", change)
    }

    /// The same as [`Store::write`] for who asked and who read what: nothing that an answer is made of, so the version stays.
    pub fn write_note<T>(&self, change: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        self.commit("FULL", change, || ())
    }

    /// Gives the memory back in which the writer keeps pages; what it needs again is read again.
    pub fn rest(&self) -> Result<()> {
        let writer = self.writer.lock().map_err(|_| Error::internal("store", "an earlier write panicked"))?;
        writer.execute_batch("PRAGMA shrink_memory").map_err(fault)
    }

    /// Goes up with every change of what answers are made of, before whoever made the change is told that it is made.
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::SeqCst)
    }

    fn changed(&self) {
        self.version.fetch_add(1, Ordering::SeqCst);
    }

    fn changing<T>(&self, synchronous: &str, change: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
        self.commit(synchronous, change, || self.changed())
    }

    fn commit<T>(&self, synchronous: &str, change: impl FnOnce(&Writer<'_>) -> Result<T>, then: impl FnOnce()) -> Result<T> {
        let mut connection = self.writer.lock().map_err(|_| Error::internal("store", "an earlier write panicked"))?;
        connection.pragma_update(None, "synchronous", synchronous).map_err(fault)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)?;
        let answer = change(&Writer { reader: Reader { connection: &transaction, unrecorded: &self.unrecorded } })?;
        let outcome = transaction.commit();
        then(); // whatever the disk said of it
        outcome.map_err(fault)?;
        Ok(answer)
    }

    fn snapshot<T>(&self, connection: &Connection, ask: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
        let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Deferred).map_err(fault)?;
        ask(&Reader { connection: &transaction, unrecorded: &self.unrecorded })
    }
}

/// What a database fault means to a person.
pub(crate) fn fault(cause: rusqlite::Error) -> Error {
    let unwritable = |why: &str| {
        Error::new(
            ErrorCode::StoreUnwritable,
            format!("The local store cannot be written: {why}. Nothing was sent."),
            "Free some space or make the data directory writable, then try again.",
        )
    };
    match cause.sqlite_error_code() {
        Some(Sqlite::DiskFull) => unwritable("the disk is full"),
        Some(Sqlite::ReadOnly) => unwritable("it is read-only"),
        Some(Sqlite::DatabaseBusy | Sqlite::DatabaseLocked) => unwritable("another program holds it"),
        Some(Sqlite::SystemIoFailure | Sqlite::CannotOpen) => unwritable("the disk refused"),
        Some(Sqlite::NotADatabase) => open::undecryptable(),
        _ => Error::internal("store", cause),
    }
}
