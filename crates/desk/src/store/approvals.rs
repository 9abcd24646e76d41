//! Agents' requests that wait for a person, and those that were decided.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

use super::{Reader, Writer, fault, threads::time};
use crate::{
    approvals::{ApprovalState, Approved, Digest, decided_before},
    error::{Error, Result},
    media::{UNSEEN, seen},
    outbox::LocalFile,
    values::Delivery,
};

/// A stored request.
#[derive(Debug, Clone)]
pub struct Request {
    /// This desk's id of it.
    pub id: i64,
    /// The agent.
    pub client_id: i64,
    /// The agent's name.
    pub client: String,
    /// The operation.
    pub operation: String,
    /// The input, as JSON.
    pub input: String,
    /// The digest of exactly this request.
    pub digest: Digest,
    /// The thread that it concerns.
    pub thread_id: Option<i64>,
    /// What a person reads first.
    pub summary: String,
    /// Where it stands.
    pub state: ApprovalState,
    /// When the agent asked.
    pub asked_at: Timestamp,
    /// When it expires.
    pub expires_at: Timestamp,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// The contact's newest message when it was asked; 0 when there was none.
    pub heard: i64,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// The input that was let go instead, when a person edited it.
    pub edited: Option<String>,
    /// The file at its address that a person looked at.
    pub file: Option<LocalFile>,
}

/// The message that a request became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Became {
    /// Where it stands on its way.
    pub delivery: Delivery,
    /// WhatsApp's id, once it was accepted.
    pub wamid: Option<String>,
    /// Whether it did not leave because the contact wrote before it could.
    pub stale: bool,
}

/// What a person said besides yes or no.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said<'a> {
    /// Why not.
    pub reason: Option<&'a str>,
    /// The input to let go instead.
    pub edited: Option<&'a str>,
}

impl Writer<'_> {
    /// Stores a request; its id is given here, whatever it has.
    pub fn add_request(&self, request: &Request) -> Result<i64> {
        let sql = "INSERT INTO approvals (client_id, client, operation, input, digest, thread_id, summary, state, asked_at, expires_at, heard) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'waiting', ?8, ?9, ?10)";
        self.run(
            sql,
            params![
                request.client_id,
                request.client,
                request.operation,
                request.input,
                request.digest.as_slice(),
                request.thread_id,
                request.summary,
                request.asked_at.as_millisecond(),
                request.expires_at.as_millisecond(),
                request.heard,
            ],
        )?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Decides a request that waits. False when somebody or time was first.
    pub fn decide_request(&self, id: i64, state: ApprovalState, said: Said<'_>, now: Timestamp) -> Result<bool> {
        let sql = "UPDATE approvals SET state = ?2, reason = ?3, edited = ?4, decided_at = ?5 WHERE id = ?1 AND state = 'waiting' AND expires_at > ?5";
        let is_decided = self.run(sql, params![id, state.as_str(), said.reason, said.edited, now.as_millisecond()])? > 0;
        if is_decided && state == ApprovalState::Rejected {
            self.let_go_of_files()?;
        }
        Ok(is_decided)
    }

    /// Binds a request that waits as it was read to the file that a person looked at. False when somebody or time was first.
    pub fn bind_file(&self, request: &Request, file: &LocalFile, digest: &Digest) -> Result<bool> {
        let json = serde_json::to_string(file).map_err(|cause| Error::internal("approval", cause))?;
        let summary = request.summary.replace(UNSEEN, &seen(file));
        let sql = "UPDATE approvals SET file = ?2, digest = ?3, summary = ?4 WHERE id = ?1 AND state = 'waiting' AND file IS NULL AND digest = ?5";
        Ok(self.run(sql, params![request.id, json, digest.as_slice(), summary, request.digest.as_slice()])? > 0)
    }

    /// Approves a request that waits; an error when somebody or time was first.
    pub fn approve_request(&self, approved: &Approved) -> Result<()> {
        let said = Said { reason: None, edited: approved.edited.as_deref() };
        if self.decide_request(approved.id, ApprovalState::Approved, said, approved.at)? { Ok(()) } else { Err(decided_before()) }
    }

    /// Lets the requests expire whose time is over; says how many.
    pub fn expire_requests(&self, now: Timestamp) -> Result<usize> {
        let sql = "UPDATE approvals SET state = 'expired', decided_at = expires_at WHERE state = 'waiting' AND expires_at <= ?1";
        let expired = self.run(sql, [now.as_millisecond()])?;
        if expired > 0 {
            self.let_go_of_files()?;
        }
        Ok(expired)
    }
}

impl Reader<'_> {
    /// How many requests of each client wait.
    pub fn waiting_by_client(&self) -> Result<HashMap<i64, u64>> {
        let sql = "SELECT client_id, count(*) FROM approvals WHERE state = 'waiting' GROUP BY client_id";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).and_then(Iterator::collect).map_err(fault)
    }

    /// A request.
    pub fn request(&self, id: i64) -> Result<Option<Request>> {
        let sql = "SELECT * FROM approvals WHERE id = ?1";
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([id], request).optional()).map_err(fault)
    }

    /// Requests that wait, oldest first, or decided ones since `since`, newest first; of one thread only, if one is given.
    pub fn requests(&self, waiting: bool, since: Timestamp, thread_id: Option<i64>) -> Result<Vec<Request>> {
        let sql = if waiting {
            "SELECT * FROM approvals WHERE state = 'waiting' AND (?2 IS NULL OR thread_id = ?2) AND ?1 IS NOT NULL ORDER BY id"
        } else {
            "SELECT * FROM approvals WHERE state <> 'waiting' AND asked_at >= ?1 AND (?2 IS NULL OR thread_id = ?2) ORDER BY decided_at DESC, id DESC LIMIT 500"
        };
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_map(params![since.as_millisecond(), thread_id], request).and_then(Iterator::collect).map_err(fault)
    }

    /// What a request became, if anything of it is in the outbox.
    pub fn became(&self, id: i64) -> Result<Option<Became>> {
        let sql = "SELECT coalesce(messages.delivery, outbox.state), outbox.wamid, outbox.stale FROM outbox LEFT JOIN messages
                     ON substr(messages.wamid, -16) = substr(outbox.wamid, -16) AND messages.wamid = outbox.wamid WHERE outbox.approval_id = ?1";
        let became =
            |row: &Row<'_>| Ok(Became { delivery: Delivery::of(row.get_ref(0)?.as_str()?), wamid: row.get(1)?, stale: row.get(2)? });
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([id], became).optional()).map_err(fault)
    }

    /// How many requests wait.
    pub fn waiting_requests(&self) -> Result<u32> {
        let sql = "SELECT count(*) FROM approvals WHERE state = 'waiting'";
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([], |row| row.get(0))).map_err(fault)
    }
}

fn request(row: &Row<'_>) -> rusqlite::Result<Request> {
    Ok(Request {
        id: row.get("id")?,
        client_id: row.get("client_id")?,
        client: row.get("client")?,
        operation: row.get("operation")?,
        input: row.get("input")?,
        digest: row.get("digest")?,
        thread_id: row.get("thread_id")?,
        summary: row.get("summary")?,
        state: ApprovalState::of(row.get_ref("state")?.as_str()?),
        asked_at: time(row.get("asked_at")?),
        expires_at: time(row.get("expires_at")?),
        decided_at: row.get::<_, Option<i64>>("decided_at")?.map(time),
        heard: row.get("heard")?,
        reason: row.get("reason")?,
        edited: row.get("edited")?,
        file: row.get::<_, Option<String>>("file")?.and_then(|file| serde_json::from_str(&file).ok()),
    })
}
