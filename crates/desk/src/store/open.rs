//! Opening the file: its key, its version, its settings.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, config::DbConfig};
use secrecy::{ExposeSecret, SecretString};

use super::fault;
use crate::{
    error::{Error, ErrorCode, Result},
    secrets::StoreKey,
};

/// The version that this program writes. Older ones are brought up to it by [`MIGRATIONS`], newer ones are refused.
const VERSION: i64 = 3;
/// Step `n` brings version `n` to `n + 1`.
const MIGRATIONS: &[&str] = &[
    concat!(include_str!("schema.sql"), include_str!("agents.sql"), include_str!("aside.sql")),
    include_str!("names.sql"),
    include_str!("kept.sql"),
];

/// Pages that the writer keeps decrypted, negative for KiB: enough for the upper levels of every index of a million messages.
const WRITER_CACHE_KIB: i64 = -64 * 1024;
/// The same for each reader: what is read all day is decrypted once.
const READER_CACHE_KIB: i64 = -16 * 1024;
/// The log is copied into the file after this many pages of 4 KiB: what is written again meanwhile is copied once. A transaction
/// of the first reading takes a third of them.
const CHECKPOINT_PAGES: i64 = 40_000;

/// How connections to one file are made.
pub(super) struct Opener {
    path: PathBuf,
    /// SQLCipher's statements that give it the raw key, which costs no derivation, and say how pages are signed: SHA-256 has
    /// instructions of its own in today's processors, and takes half the time of SHA-512.
    pragma: SecretString,
}

impl Opener {
    pub(super) fn new(path: &Path, key: &StoreKey) -> Self {
        Self {
            path: path.to_owned(),
            pragma: SecretString::from(format!("PRAGMA key = \"x'{}'\"; PRAGMA cipher_hmac_algorithm = HMAC_SHA256", key.hex())),
        }
    }

    /// The one connection that writes. Every commit is on the disk before it returns: what is queued is never lost.
    pub(super) fn writer(&self) -> Result<Connection> {
        let mut connection = self.connect(OpenFlags::default())?;
        let found = version(&connection)?;
        connection.pragma_update(None, "journal_mode", "WAL").map_err(fault)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(fault)?;
        connection.pragma_update(None, "cache_size", WRITER_CACHE_KIB).map_err(fault)?;
        connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES).map_err(fault)?;
        migrate(&mut connection, found)?;
        connection.pragma_update(None, "foreign_keys", true).map_err(fault)?;
        Ok(connection)
    }

    /// One more connection that only reads.
    pub(super) fn reader(&self) -> Result<Connection> {
        let connection = self.connect(OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI)?;
        connection.pragma_update(None, "query_only", true).map_err(fault)?;
        connection.pragma_update(None, "cache_size", READER_CACHE_KIB).map_err(fault)?;
        Ok(connection)
    }

    fn connect(&self, flags: OpenFlags) -> Result<Connection> {
        let connection = Connection::open_with_flags(&self.path, flags).map_err(fault)?;
        connection.execute_batch(self.pragma.expose_secret()).map_err(fault)?;
        connection.busy_timeout(std::time::Duration::from_secs(5)).map_err(fault)?;
        connection.set_prepared_statement_cache_capacity(256);
        // Else SQLite looks at what is bound to a LIMIT and plans such a statement anew each time that something is bound.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fault)?;
        connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(())).map_err(fault)?;
        Ok(connection)
    }
}

/// The version of the file. A newer one is refused before anything is written to it, even a pragma.
fn version(connection: &Connection) -> Result<i64> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(fault)?;
    if found > VERSION {
        return Err(Error::new(
            ErrorCode::StoreNewer,
            format!("The local store was written by a newer Kapso Desk (version {found}; this one knows {VERSION}). It was left as it is."),
            "Update Kapso Desk, or start it with another --data-dir.",
        ));
    }
    Ok(found)
}

fn migrate(connection: &mut Connection, found: i64) -> Result<()> {
    let done = usize::try_from(found).unwrap_or(0);
    for (step, sql) in MIGRATIONS.iter().enumerate().skip(done) {
        let transaction = connection.transaction().map_err(fault)?;
        transaction.execute_batch(sql).map_err(fault)?;
        let reached = i64::try_from(step).unwrap_or(i64::MAX).saturating_add(1);
        transaction.pragma_update(None, "user_version", reached).map_err(fault)?;
        transaction.commit().map_err(fault)?;
    }
    Ok(())
}

pub(super) fn undecryptable() -> Error {
    Error::new(
        ErrorCode::StoreUndecryptable,
        "The local store does not open with the key in the keychain. It was left as it is.",
        "If the keychain was replaced, move the store away or remove the project; everything that Kapso has is read again.",
    )
}

#[cfg(test)]
mod tests {
    use rusqlite::{Connection, StatementStatus};

    use super::Opener;
    use crate::secrets::StoreKey;

    #[test]
    fn a_statement_with_a_limit_is_planned_once() {
        let folder = tempfile::tempdir().unwrap();
        let opener = Opener::new(&folder.path().join("store.sqlite"), &StoreKey::of_the_demo());
        let times_planned_anew = |connection: &Connection| {
            let mut statement = connection.prepare("SELECT id FROM threads ORDER BY last_active_at DESC LIMIT ?1 OFFSET ?2").unwrap();
            for page in 0..3 {
                assert!(!statement.exists([20, 20 * page]).unwrap());
            }
            statement.get_status(StatementStatus::RePrepare)
        };
        assert_eq!(times_planned_anew(&opener.writer().unwrap()), 0);
        assert_eq!(times_planned_anew(&opener.reader().unwrap()), 0);
    }
}
