//! Agents' clients. Only a hash of each token is here.

use jiff::Timestamp;
use rusqlite::{Row, params};

use super::{Reader, Writer, fault, threads::time};
use crate::{actions::agents::ClientRow, error::Result};

/// A client that may connect, and the SHA-256 of its token.
#[derive(Debug, Clone)]
pub struct KnownClient {
    /// This desk's id of it.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The hash.
    pub token_hash: [u8; 32],
}

impl Writer<'_> {
    /// Adds a client.
    pub fn add_client(&self, name: &str, token_hash: &[u8; 32], now: Timestamp) -> Result<i64> {
        self.run("INSERT INTO clients (name, token_hash, added_at) VALUES (?1, ?2, ?3)", params![name, token_hash, now.as_millisecond()])?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Takes a client's token away. False when there is no such client.
    pub fn revoke_client(&self, id: i64, now: Timestamp) -> Result<bool> {
        Ok(self.run("UPDATE clients SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL", params![id, now.as_millisecond()])? > 0)
    }

    /// Notes that a client asked for something.
    pub fn client_used(&self, id: i64, now: Timestamp) -> Result<()> {
        self.run("UPDATE clients SET last_used_at = ?2 WHERE id = ?1", params![id, now.as_millisecond()])?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Every client with a token, newest first.
    pub fn clients(&self) -> Result<Vec<ClientRow>> {
        let sql = "SELECT * FROM clients WHERE revoked_at IS NULL ORDER BY id DESC";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_map([], row).and_then(Iterator::collect).map_err(fault)
    }

    /// Every client with a token, for the check of tokens.
    pub fn known_clients(&self) -> Result<Vec<KnownClient>> {
        let sql = "SELECT id, name, token_hash FROM clients WHERE revoked_at IS NULL";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = |row: &Row<'_>| Ok(KnownClient { id: row.get(0)?, name: row.get(1)?, token_hash: row.get(2)? });
        statement.query_map([], read).and_then(Iterator::collect).map_err(fault)
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<ClientRow> {
    Ok(ClientRow {
        client_id: row.get::<_, i64>("id")?.to_string(),
        name: row.get("name")?,
        added_at: time(row.get("added_at")?),
        last_used_at: row.get::<_, Option<i64>>("last_used_at")?.map(time),
    })
}
