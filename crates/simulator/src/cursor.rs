//! The opaque cursors of Kapso's lists: Base64 of a small JSON with a sort value and a tie-breaker.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

/// A place in a list that is sorted by one column and, among equals, by row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub(crate) value: i64,
    pub(crate) row: i64,
}

#[derive(Serialize, Deserialize)]
struct Encoded {
    values: (i64, i64),
    columns: (String, String),
}

impl Cursor {
    pub(crate) fn encode(self, column: &str) -> String {
        let encoded = Encoded { values: (self.value, self.row), columns: (column.to_owned(), "id".to_owned()) };
        STANDARD.encode(serde_json::to_vec(&encoded).unwrap_or_default())
    }

    /// The place a text names in a list sorted by `column`, or nothing when the text is not such a cursor.
    pub(crate) fn decode(text: &str, column: &str) -> Option<Self> {
        let encoded: Encoded = serde_json::from_slice(&STANDARD.decode(text).ok()?).ok()?;
        (encoded.columns.0 == column).then_some(Self { value: encoded.values.0, row: encoded.values.1 })
    }
}
