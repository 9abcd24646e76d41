//! What does not fit, all of it at once, so that one correction is enough.

use crate::error::{Error, ErrorCode};

/// What does not fit.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<(ErrorCode, String)>);

impl Faults {
    pub(crate) fn missing(&mut self, words: impl Into<String>) {
        self.0.push((ErrorCode::MissingField, words.into()));
    }

    pub(crate) fn surplus(&mut self, words: impl Into<String>) {
        self.0.push((ErrorCode::UnknownField, words.into()));
    }

    pub(crate) fn invalid(&mut self, words: impl Into<String>) {
        self.0.push((ErrorCode::InvalidValue, words.into()));
    }

    pub(crate) fn contradiction(&mut self, words: impl Into<String>) {
        self.0.push((ErrorCode::Contradiction, words.into()));
    }

    /// The error, under the code of the first fault; none when everything fits. `what` is what they make impossible.
    pub(crate) fn error(self, what: &str, remedy: &str) -> Option<Error> {
        let (code, _) = self.0.first()?;
        let words: Vec<&str> = self.0.iter().map(|(_, words)| words.as_str()).collect();
        Some(Error::new(*code, format!("{what}: {}. Nothing was sent.", words.join("; ")), remedy))
    }
}
