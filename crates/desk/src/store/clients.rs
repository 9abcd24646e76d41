//! Agents' clients. Only a hash of each token is here.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

use super::{Reader, Writer, fault, threads::time};
use crate::{error::Result, model::ClientRow, policy::Limits};

/// A client that may connect, and the SHA-256 of its token.
#[derive(Debug, Clone)]
pub struct KnownClient {
    /// This desk's id of it.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The hash.
    pub token_hash: [u8; 32],
    /// When the token stops working.
    pub expires_at: Option<Timestamp>,
}

/// A client as it is stored.
#[derive(Debug, Clone)]
pub struct KeptClient {
    id: i64,
    name: String,
    token_hash: [u8; 32],
    added_at: i64,
    expires_at: Option<i64>,
    limits: Limits,
    last_used_at: Option<i64>,
}

impl Writer<'_> {
    /// Adds a client.
    pub fn add_client(&self, name: &str, token_hash: &[u8; 32], now: Timestamp, expires_at: Option<Timestamp>) -> Result<i64> {
        let sql = "INSERT INTO clients (name, token_hash, added_at, expires_at) VALUES (?1, ?2, ?3, ?4)";
        self.run(sql, params![name, token_hash, now.as_millisecond(), expires_at.map(Timestamp::as_millisecond)])?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Gives the client of that name another token. None when there is no such client.
    pub fn renew_client(&self, name: &str, token_hash: &[u8; 32]) -> Result<Option<i64>> {
        let sql = "UPDATE clients SET token_hash = ?2 WHERE id = (SELECT max(id) FROM clients WHERE name = ?1 AND revoked_at IS NULL) RETURNING id";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_row(params![name, token_hash], |row| row.get(0)).optional().map_err(fault)
    }

    /// Puts clients of an earlier store into a new one, with their ids.
    pub fn restore_clients(&self, clients: &[KeptClient]) -> Result<()> {
        for client in clients {
            let sql =
                "INSERT INTO clients (id, name, token_hash, added_at, expires_at, sends_per_minute, new_recipients_per_day, last_used_at)
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
            let KeptClient { id, name, token_hash, added_at, expires_at, limits, last_used_at } = client;
            let (sends, recipients) = (limits.sends_per_minute, limits.new_recipients_per_day);
            self.run(sql, params![id, name, token_hash, added_at, expires_at, sends, recipients, last_used_at])?;
        }
        Ok(())
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

    /// Whether a client of that name had a token and lost it.
    pub fn was_revoked(&self, name: &str) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM clients WHERE name = ?1 AND revoked_at IS NOT NULL)";
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([name], |row| row.get(0))).map_err(fault)
    }

    /// Every client with a token, for a store that takes the place of this one.
    pub fn kept_clients(&self) -> Result<Vec<KeptClient>> {
        let sql = "SELECT * FROM clients WHERE revoked_at IS NULL";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = |row: &Row<'_>| {
            Ok(KeptClient {
                id: row.get("id")?,
                name: row.get("name")?,
                token_hash: row.get("token_hash")?,
                added_at: row.get("added_at")?,
                expires_at: row.get("expires_at")?,
                limits: limits(row)?,
                last_used_at: row.get("last_used_at")?,
            })
        };
        statement.query_map([], read).and_then(Iterator::collect).map_err(fault)
    }

    /// Every client with a token, for the check of tokens.
    pub fn known_clients(&self) -> Result<Vec<KnownClient>> {
        let sql = "SELECT id, name, token_hash, expires_at FROM clients WHERE revoked_at IS NULL";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = |row: &Row<'_>| {
            let expires_at = row.get::<_, Option<i64>>(3)?.map(time);
            Ok(KnownClient { id: row.get(0)?, name: row.get(1)?, token_hash: row.get(2)?, expires_at })
        };
        statement.query_map([], read).and_then(Iterator::collect).map_err(fault)
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<ClientRow> {
    Ok(ClientRow {
        client_id: row.get::<_, i64>("id")?.to_string(),
        name: row.get("name")?,
        added_at: time(row.get("added_at")?),
        expires_at: row.get::<_, Option<i64>>("expires_at")?.map(time),
        last_used_at: row.get::<_, Option<i64>>("last_used_at")?.map(time),
        listed_at: None,
        tools_listed: None,
        limits: limits(row)?,
    })
}

fn limits(row: &Row<'_>) -> rusqlite::Result<Limits> {
    Ok(Limits { sends_per_minute: row.get("sends_per_minute")?, new_recipients_per_day: row.get("new_recipients_per_day")? })
}
