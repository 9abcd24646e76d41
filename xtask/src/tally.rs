//! What test runners say at the end, added up.

use std::{fmt, ops::AddAssign};

/// How many tests passed and how many failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Tally {
    /// One check that is a test by itself.
    pub(crate) fn of(passed: bool) -> Self {
        Self { passed: u32::from(passed), failed: u32::from(!passed) }
    }

    /// Reads the line that a runner closes with: libtest's `test result:` or Vitest's `Tests`.
    pub(crate) fn read(line: &str) -> Option<Self> {
        let line = line.trim_start();
        (line.starts_with("test result: ") || line.starts_with("Tests  "))
            .then(|| Self { passed: number_before(line, "passed"), failed: number_before(line, "failed") })
    }

    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }
}

/// Finds the 3 in `ok. 3 passed; 1 failed`; a word that is not there counts nothing.
fn number_before(line: &str, word: &str) -> u32 {
    let words: Vec<&str> = line.split_whitespace().collect();
    words
        .windows(2)
        .find_map(|pair| match pair {
            [number, next] if next.trim_end_matches(';') == word => number.parse().ok(),
            _ => None,
        })
        .unwrap_or(0)
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn both_runners_are_understood() {
        let said = |line| Tally::read(line).map(|tally| (tally.passed, tally.failed));
        assert_eq!(said("test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured"), Some((12, 3)));
        assert_eq!(said("test result: ok. 0 passed; 0 failed; 0 ignored"), Some((0, 0)));
        assert_eq!(said("      Tests  1 failed | 41 passed | 2 skipped (44)"), Some((41, 1)));
        assert_eq!(said("      Tests  9 passed (9)"), Some((9, 0)));
        assert_eq!(said(" Test Files  2 passed (2)"), None);
        assert_eq!(said("test gate::a_test ... ok"), None);
    }
}
