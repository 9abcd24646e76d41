//! The few characters that a person types back, so that what is approved is what was on the screen.

use desk::approvals::digest;
use serde_json::Value;

/// Nothing here looks like something else.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const LENGTH: usize = 6;

/// The code of what is shown.
pub(super) fn of(shown: &Value) -> String {
    let digest = digest("approve at a terminal", &shown.to_string());
    let letters = digest.iter().take(LENGTH).filter_map(|byte| LETTERS.get(usize::from(byte % 32)));
    letters.map(|letter| char::from(*letter)).collect()
}

/// Whether a person typed this code, in whatever case.
pub(super) fn is(typed: &str, code: &str) -> bool {
    typed.trim().eq_ignore_ascii_case(code)
}
