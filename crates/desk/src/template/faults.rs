//! What does not fit, all of it at once, so that one correction is enough.

use crate::error::{Error, ErrorCode};

/// What does not fit.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<(ErrorCode, String)>);

impl Faults {
    pub(super) fn missing(&mut self, words: String) {
        self.0.push((ErrorCode::MissingField, words));
    }

    pub(super) fn surplus(&mut self, words: String) {
        self.0.push((ErrorCode::UnknownField, words));
    }

    pub(super) fn invalid(&mut self, words: String) {
        self.0.push((ErrorCode::InvalidValue, words));
    }

    /// The error, under the code of the first fault; none when everything fits.
    pub(super) fn error(self, template: &str, wants: &str) -> Option<Error> {
        let (code, _) = self.0.first()?;
        let words: Vec<&str> = self.0.iter().map(|(_, words)| words.as_str()).collect();
        Some(Error::new(*code, format!("The values do not fit the template {template}: {}. Nothing was sent.", words.join("; ")), wants))
    }
}
