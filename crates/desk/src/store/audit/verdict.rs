//! Whether the audit still says what was written down.

use rusqlite::Row;
use schemars::JsonSchema;
use serde::Serialize;

use super::{KEPT, chain, kept};
use crate::{
    approvals,
    error::Result,
    store::{Reader, fault, threads::time},
};

/// What a look at the whole chain found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Verdict {
    /// Calls that were looked at.
    pub entries: u64,
    /// Whether all of them are as they were written.
    pub intact: bool,
    /// The first one that is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flaw: Option<Flaw>,
}

/// Where the chain breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Flaw {
    /// The number of the call.
    pub entry: i64,
    /// What is wrong there.
    pub what: String,
}

impl Reader<'_> {
    /// Looks at every call, from the first: its number, its hash, what an agent asked, which goes after 90 days and not before, and
    /// whether the end is the end.
    pub fn verify_audit(&self) -> Result<Verdict> {
        let newest: Option<i64> = self.connection.query_row("SELECT max(at) FROM audit", [], |row| row.get(0)).map_err(fault)?;
        let forgotten = newest.and_then(|at| time(at).checked_sub(KEPT).ok());
        let mut statement = self.connection.prepare("SELECT * FROM audit ORDER BY id").map_err(fault)?;
        let mut rows = statement.query([]).map_err(fault)?;
        let (mut id, mut hash, mut entries) = (0_i64, [0; 32], 0_u64);
        while let Some(row) = rows.next().map_err(fault)? {
            id = id.saturating_add(1);
            let Ok((call, written)) = read(row) else {
                return Ok(broken(entries, id, "it cannot be read"));
            };
            if call.id != id {
                return Ok(broken(entries, id, "it is missing"));
            }
            hash = chain::link(&hash, id, &call.entry);
            if hash != written {
                return Ok(broken(entries, id, "it is not what was written down"));
            }
            if call.asked.is_none() && call.entry.client_id.is_some() && forgotten.is_some_and(|then| call.entry.at >= then) {
                return Ok(broken(entries, id, "what was asked is gone before its time"));
            }
            let asked = call.asked.as_deref().map(|asked| approvals::digest(&call.entry.operation, asked));
            if asked.is_some_and(|digest| digest != call.entry.digest) {
                return Ok(broken(entries, id, "what it says was asked is not what was asked"));
            }
            entries = entries.saturating_add(1);
        }
        if self.audit_head()?.unwrap_or((0, [0; 32])) != (id, hash) {
            return Ok(broken(entries, id.saturating_add(1), "the newest calls are missing"));
        }
        Ok(Verdict { entries, intact: true, flaw: None })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<(super::KeptEntry, approvals::Digest)> {
    Ok((kept(row)?, row.get("hash")?))
}

fn broken(entries: u64, entry: i64, what: &str) -> Verdict {
    Verdict { entries, intact: false, flaw: Some(Flaw { entry, what: what.to_owned() }) }
}
