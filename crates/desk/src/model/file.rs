//! The file of a request.

use schemars::JsonSchema;
use serde::Serialize;

use crate::outbox::LocalFile;

/// A file as a person looked at it: exactly these bytes are what an approval sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RequestFile {
    /// What its bytes are shown by, until the request was decided.
    pub media_id: String,
    /// Its name.
    pub filename: String,
    /// Its type, by its bytes.
    pub mime_type: String,
    /// Its size.
    pub byte_size: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What stands before a request's id where a file is shown.
pub(crate) const OF_REQUEST: &str = "request:";

impl RequestFile {
    /// The file of this request.
    pub(crate) fn of(request_id: i64, file: &LocalFile) -> Self {
        Self {
            media_id: format!("{OF_REQUEST}{request_id}"),
            filename: file.filename.clone(),
            mime_type: file.mime_type.clone(),
            byte_size: file.byte_size,
            sha256: file.sha256.clone(),
        }
    }
}
