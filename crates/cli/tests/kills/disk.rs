//! What is on the disk, read by a program that is not the desk.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

/// A message in the outbox.
pub(crate) struct Row {
    pub(crate) id: i64,
    pub(crate) text: String,
    pub(crate) state: String,
    pub(crate) wamid: Option<String>,
    pub(crate) hidden: bool,
}

/// Opens the store with the key that the keyring holds; changes nothing.
pub(crate) fn read(store: &Path, key: &str) -> Connection {
    open(store, key, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// Opens it to change it.
pub(crate) fn write(store: &Path, key: &str) -> Connection {
    open(store, key, OpenFlags::default())
}

/// Whether the store that a killed desk left is whole. A copy is looked at, so that the desk itself finds what it left.
pub(crate) fn is_whole(left: &Copied, key: &str) -> bool {
    let store = write(&left.store, key);
    let mut damaged = store.prepare("PRAGMA cipher_integrity_check").unwrap();
    let pages: Vec<String> = damaged.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let verdict: String = store.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    if !pages.is_empty() || verdict != "ok" {
        println!("damaged: {pages:?} {verdict}");
    }
    pages.is_empty() && verdict == "ok"
}

/// A copy of a store and of its log.
pub(crate) struct Copied {
    store: PathBuf,
    _place: TempDir,
}

impl Copied {
    pub(crate) fn of(store: &Path) -> Self {
        let place = TempDir::new().unwrap();
        let copy = place.path().join("store.sqlite");
        std::fs::copy(store, &copy).unwrap();
        let log = store.with_file_name("store.sqlite-wal");
        if log.exists() {
            std::fs::copy(log, place.path().join("store.sqlite-wal")).unwrap();
        }
        Self { store: copy, _place: place }
    }
}

/// Every message of the outbox.
pub(crate) fn outbox(store: &Connection) -> Vec<Row> {
    let mut all = store.prepare("SELECT id, text, state, wamid, hidden FROM outbox ORDER BY id").unwrap();
    let row = |row: &rusqlite::Row<'_>| {
        Ok(Row { id: row.get(0)?, text: row.get(1)?, state: row.get(2)?, wamid: row.get(3)?, hidden: row.get(4)? })
    };
    all.query_map([], row).unwrap().map(Result::unwrap).collect()
}

/// The state of a request; nothing when it is not there.
pub(crate) fn request(store: &Connection, id: &str) -> Option<String> {
    store.query_row("SELECT state FROM approvals WHERE id = ?1", [id], |row| row.get(0)).ok()
}

/// Whether a message is there.
pub(crate) fn has_message(store: &Connection, wamid: &str) -> bool {
    store.query_row("SELECT EXISTS (SELECT 1 FROM messages WHERE wamid = ?1)", [wamid], |row| row.get(0)).unwrap()
}

fn open(store: &Path, key: &str, flags: OpenFlags) -> Connection {
    let connection = Connection::open_with_flags(store, flags).unwrap();
    connection.execute_batch(&format!("PRAGMA key = \"x'{key}'\"; PRAGMA cipher_hmac_algorithm = HMAC_SHA256")).unwrap();
    connection.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
    connection
}
