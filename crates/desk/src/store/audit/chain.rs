//! The chain's links: each is over a call and the link before it. Pure.

use sha2::{Digest as _, Sha256};

use super::{AuditEntry, millis};
use crate::approvals::Digest;

/// The hash of call number `id` after `before`. Every field is preceded by its length, so that none can lend another a byte.
pub(super) fn link(before: &Digest, id: i64, entry: &AuditEntry) -> Digest {
    let mut hash = Sha256::new();
    hash.update(before);
    let number = |number: Option<i64>| number.map(|number| number.to_be_bytes().to_vec()).unwrap_or_default();
    for field in [
        number(Some(id)).as_slice(),
        &number(Some(entry.at.as_millisecond())),
        entry.caller.as_bytes(),
        &number(entry.client_id),
        entry.operation.as_bytes(),
        &number(entry.thread_id),
        &number(entry.request_id),
        entry.shape.as_bytes(),
        &entry.digest,
        entry.decision.as_bytes(),
        entry.outcome.as_bytes(),
        &number(Some(millis(entry))),
    ] {
        hash.update(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(field);
    }
    hash.finalize().into()
}

/// The end of the chain, as it is kept.
pub(super) fn head(id: i64, hash: &Digest) -> String {
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{id}:{hash}")
}

/// Reads what [`head`] wrote.
pub(super) fn read_head(kept: &str) -> Option<(i64, Digest)> {
    let (id, hash) = kept.split_once(':')?;
    let mut bytes = [0; 32];
    if hash.len() != 64 {
        return None;
    }
    for (byte, place) in bytes.iter_mut().zip((0_usize..64).step_by(2)) {
        *byte = u8::from_str_radix(hash.get(place..place.saturating_add(2))?, 16).ok()?;
    }
    Some((id.parse().ok()?, bytes))
}
