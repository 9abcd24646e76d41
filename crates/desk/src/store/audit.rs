//! What was asked, by whom, how it was decided and what came of it: every row carries a hash over itself and the row before.

mod chain;
mod day;
mod shown;
mod verdict;

pub use day::ClientDay;
pub use verdict::{Flaw, Verdict};

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, Row, params};

use super::{Reader, Writer, fault, settings::Setting, threads::time};
use crate::{
    approvals::{ApprovalState, Digest},
    error::Result,
};

/// How long the text of what was asked is kept.
pub const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// One call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// When it was asked.
    pub at: Timestamp,
    /// Who asked: a face or an agent's name.
    pub caller: String,
    /// The agent's id.
    pub client_id: Option<i64>,
    /// The operation.
    pub operation: String,
    /// The thread that it concerned.
    pub thread_id: Option<i64>,
    /// The request that it made, or that it decided.
    pub request_id: Option<i64>,
    /// The fields that were given and how large each was, without a word of them.
    pub shape: String,
    /// SHA-256 of the operation and its input.
    pub digest: Digest,
    /// `allowed`, `asked` or `refused`; of a request: `approved`, `edited`, `rejected` or `refused`.
    pub decision: String,
    /// `ok`, or the code of the error.
    pub outcome: String,
    /// How long it took.
    pub millis: u64,
}

/// A call as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptEntry {
    /// Its number.
    pub id: i64,
    /// The call.
    pub entry: AuditEntry,
    /// What was asked, as JSON; none once it was forgotten.
    pub asked: Option<String>,
    /// How the request stands that it made or decided.
    pub request: Option<ApprovalState>,
    /// Where a person decided that request.
    pub said_at: Option<String>,
}

/// Which calls are wanted.
#[derive(Debug, Clone, Default)]
pub struct AuditCut {
    /// Of this agent only.
    pub client_id: Option<i64>,
    /// Of this operation only.
    pub operation: Option<String>,
    /// With this decision only.
    pub decision: Option<String>,
    /// About this thread only.
    pub thread_id: Option<i64>,
    /// Since then.
    pub since: Option<Timestamp>,
    /// Before then.
    pub until: Option<Timestamp>,
    /// With this outcome only; every one but `ok` for `failed`.
    pub outcome: Option<String>,
    /// Of agents only, or of people only.
    pub by_agents: Option<bool>,
    /// Before this number.
    pub before: Option<i64>,
}

impl Writer<'_> {
    /// Adds calls to the end of the chain.
    pub fn add_audit(&self, entries: &[(AuditEntry, Option<String>)]) -> Result<()> {
        let (mut id, mut hash) = self.audit_head()?.unwrap_or((0, [0; 32]));
        let sql = "INSERT INTO audit (id, at, caller, client_id, operation, thread_id, request_id, shape, digest, decision, outcome, millis, hash, asked)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
        for (entry, asked) in entries {
            id = id.saturating_add(1);
            hash = chain::link(&hash, id, entry);
            self.run(
                sql,
                params![
                    id,
                    entry.at.as_millisecond(),
                    entry.caller,
                    entry.client_id,
                    entry.operation,
                    entry.thread_id,
                    entry.request_id,
                    entry.shape,
                    entry.digest,
                    entry.decision,
                    entry.outcome,
                    millis(entry),
                    hash,
                    asked
                ],
            )?;
        }
        self.set(Setting::AuditHead, &chain::head(id, &hash))
    }

    /// Forgets what was asked before `then`; the chain stands without it.
    pub fn forget_asked(&self, then: Timestamp) -> Result<usize> {
        self.run("UPDATE audit SET asked = NULL WHERE asked IS NOT NULL AND at < ?1", [then.as_millisecond()])
    }
}

impl Reader<'_> {
    /// The newest calls, newest first.
    pub fn audit(&self, limit: u32) -> Result<Vec<AuditEntry>> {
        Ok(self.kept_audit(&AuditCut::default(), limit)?.into_iter().map(|kept| kept.entry).collect())
    }

    /// Calls that fit, newest first, with what was asked.
    pub fn kept_audit(&self, cut: &AuditCut, limit: u32) -> Result<Vec<KeptEntry>> {
        let sql =
            "SELECT audit.*, approvals.state AS request, (SELECT said.caller FROM audit AS said WHERE said.request_id = audit.request_id
                       AND said.decision IN ('approved', 'edited', 'rejected') ORDER BY said.id LIMIT 1) AS said_at
                     FROM audit LEFT JOIN approvals ON approvals.id = audit.request_id
                     WHERE (?1 IS NULL OR audit.client_id = ?1) AND (?2 IS NULL OR audit.operation = ?2) AND (?3 IS NULL OR decision = ?3)
                     AND (?4 IS NULL OR audit.thread_id = ?4) AND (?5 IS NULL OR at >= ?5) AND (?6 IS NULL OR audit.id < ?6)
                     AND (?8 IS NULL OR at < ?8) AND (?9 IS NULL OR outcome = ?9 OR (?9 = 'failed' AND outcome <> 'ok'))
                     AND (?10 IS NULL OR (audit.client_id IS NOT NULL) = ?10) ORDER BY audit.id DESC LIMIT ?7";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let since = cut.since.map(Timestamp::as_millisecond);
        let until = cut.until.map(Timestamp::as_millisecond);
        let wanted =
            params![cut.client_id, cut.operation, cut.decision, cut.thread_id, since, cut.before, limit, until, cut.outcome, cut.by_agents];
        let read = |row: &Row<'_>| {
            let request: Option<String> = row.get("request")?;
            Ok(KeptEntry { request: request.map(|word| ApprovalState::of(&word)), said_at: row.get("said_at")?, ..kept(row)? })
        };
        statement.query_map(wanted, read).and_then(Iterator::collect).map_err(fault)
    }

    /// Where a person decided a request, if one did.
    pub fn decided_at_face(&self, request_id: i64) -> Result<Option<String>> {
        let sql = "SELECT caller FROM audit WHERE request_id = ?1 AND decision IN ('approved', 'edited', 'rejected') ORDER BY id LIMIT 1";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row([request_id], |row| row.get(0)).optional())
            .map_err(fault)
    }

    fn audit_head(&self) -> Result<Option<(i64, Digest)>> {
        Ok(self.setting(Setting::AuditHead)?.as_deref().and_then(chain::read_head))
    }
}

fn millis(entry: &AuditEntry) -> i64 {
    i64::try_from(entry.millis).unwrap_or(i64::MAX)
}

fn kept(row: &Row<'_>) -> rusqlite::Result<KeptEntry> {
    Ok(KeptEntry {
        id: row.get("id")?,
        entry: AuditEntry {
            at: time(row.get("at")?),
            caller: row.get("caller")?,
            client_id: row.get("client_id")?,
            operation: row.get("operation")?,
            thread_id: row.get("thread_id")?,
            request_id: row.get("request_id")?,
            shape: row.get("shape")?,
            digest: row.get("digest")?,
            decision: row.get("decision")?,
            outcome: row.get("outcome")?,
            millis: row.get("millis")?,
        },
        asked: row.get("asked")?,
        request: None,
        said_at: None,
    })
}
