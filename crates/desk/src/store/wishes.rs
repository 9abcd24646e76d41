//! Wishes to send, so that each is granted once.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, Row, params};

use super::{Reader, Writer, fault};
use crate::{
    approvals::Digest,
    error::{Error, ErrorCode, Result},
    once::{GUARD, Once, Wished},
};

/// A key is remembered for this long.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(30 * 24);

impl Reader<'_> {
    /// What the same wish came to before. A key that came with another wish is an error.
    pub fn wished(&self, once: &Once, now: Timestamp) -> Result<Option<Wished>> {
        let sql = "SELECT digest, at, request_id, send_id,
                     EXISTS (SELECT 1 FROM outbox WHERE outbox.id = send_id AND outbox.state IN ('failed', 'cancelled')) AS never_left,
                     EXISTS (SELECT 1 FROM approvals WHERE approvals.id = request_id AND approvals.state = 'waiting' AND expires_at > ?3) AS waits
                   FROM wishes WHERE caller = ?1 AND key = ?2";
        let read = |row: &Row<'_>| {
            let (request, send): (Option<i64>, Option<i64>) = (row.get("request_id")?, row.get("send_id")?);
            let wished = send.map(Wished::Send).or(request.map(Wished::Request));
            let (digest, at): (Digest, i64) = (row.get("digest")?, row.get("at")?);
            Ok((digest, at, wished, row.get::<_, bool>("never_left")?, row.get::<_, bool>("waits")?))
        };
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let found = statement.query_row(params![once.caller, stored(once), now.as_millisecond()], read).optional().map_err(fault)?;
        let Some((digest, at, wished, never_left, waits)) = found else { return Ok(None) };
        if digest != once.digest {
            return Err(Error::new(
                ErrorCode::IdempotencyConflict,
                "The `idempotency_key` came with another message before. Nothing was sent.",
                "Give every message a key of its own; repeat a call with exactly the input that it had.",
            ));
        }
        let is_recent = now.duration_since(Timestamp::from_millisecond(at).unwrap_or(now)) <= GUARD;
        Ok(wished.filter(|_| once.key.is_some() || waits || (is_recent && !never_left)))
    }
}

impl Writer<'_> {
    /// Remembers what a wish came to.
    pub fn keep_wish(&self, once: &Once, wished: Wished, now: Timestamp) -> Result<()> {
        let (request, send) = match wished {
            Wished::Request(id) => (Some(id), None),
            Wished::Send(id) => (None, Some(id)),
        };
        let sql = "INSERT OR REPLACE INTO wishes (caller, key, digest, at, request_id, send_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.run(sql, params![once.caller, stored(once), once.digest, now.as_millisecond(), request, send])?;
        let forgotten = now.checked_sub(REMEMBERED).unwrap_or(Timestamp::MIN);
        self.run("DELETE FROM wishes WHERE at < ?1", [forgotten.as_millisecond()]).map(|_| ())
    }
}

/// A wish without a key of its own is its own key.
fn stored(once: &Once) -> Vec<u8> {
    match &once.key {
        Some(key) => [b"key ", key.as_bytes()].concat(),
        None => [b"wish ".as_slice(), &once.digest].concat(),
    }
}
