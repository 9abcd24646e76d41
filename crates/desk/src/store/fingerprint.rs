//! A few bytes in place of a long name.

use sha2::{Digest, Sha256};

/// The first four bytes of the SHA-256 of a name: what is found by it is compared with the name itself.
pub(super) fn fingerprint(name: &str) -> i32 {
    let [a, b, c, d, ..]: [u8; 32] = Sha256::digest(name).into();
    i32::from_be_bytes([a, b, c, d])
}
