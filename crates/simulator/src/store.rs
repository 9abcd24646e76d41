//! The world's SQLite file: `schema.sql` says what is in it, one file per table how it is read and written.

pub(crate) mod agenda;
pub(crate) mod assignments;
pub(crate) mod blocked_users;
pub(crate) mod broadcasts;
pub(crate) mod contacts;
pub(crate) mod conversations;
pub(crate) mod customers;
pub(crate) mod deliveries;
pub(crate) mod display_names;
pub(crate) mod inbox_embeds;
pub(crate) mod media;
pub(crate) mod messages;
pub(crate) mod numbers;
pub(crate) mod preferences;
pub(crate) mod project_events;
pub(crate) mod recipients;
pub(crate) mod sends;
pub(crate) mod setup_links;
pub(crate) mod templates;
pub(crate) mod users;
pub(crate) mod webhooks;

use std::{
    path::Path,
    sync::{Mutex, PoisonError},
};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::StartError;

const VERSION: i64 = 2;

/// The one connection to a world's file; statements are short and take turns.
pub(crate) struct Store {
    connection: Mutex<Connection>,
    new: bool,
}

impl Store {
    /// Opens a file, or memory, and lays out the tables if there are none.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, StartError> {
        let connection = match path {
            Some(path) => Connection::open(path)?,
            None => Connection::open_in_memory()?,
        };
        let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        let new = found == 0;
        if !new && found != VERSION {
            return Err(StartError::Version { found, expected: VERSION });
        }
        connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;")?;
        if new {
            connection.execute_batch(include_str!("schema.sql"))?;
            connection.pragma_update(None, "user_version", VERSION)?;
        }
        connection.set_prepared_statement_cache_capacity(128);
        Ok(Self { connection: Mutex::new(connection), new })
    }

    pub(crate) fn is_new(&self) -> bool {
        self.new
    }

    /// Counts one more opening and returns how many there were before.
    pub(crate) fn count_opening(&self) -> rusqlite::Result<u64> {
        self.transaction(|tx| tx.query_row("UPDATE world SET opened = opened + 1 RETURNING opened - 1", [], |row| row.get(0)))
    }

    /// Does something in one transaction; an error rolls it back.
    pub(crate) fn transaction<T, E: From<rusqlite::Error>>(&self, act: impl FnOnce(&Transaction<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = act(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}

/// Reads a column that holds JSON; one that does not is an error of ours.
fn json_column(row: &rusqlite::Row<'_>, name: &str) -> rusqlite::Result<serde_json::Value> {
    let text: String = row.get(name)?;
    serde_json::from_str(&text).map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error)))
}
