//! Why a person cannot decide a request, or look at it.

use crate::error::{Error, ErrorCode};

pub(super) fn expired() -> Error {
    Error::new(ErrorCode::Expired, "The request has expired. Nothing was sent.", "If it is still wanted, let the agent ask again.")
}

pub(super) fn no_request() -> Error {
    Error::new(ErrorCode::NotFound, "There is no such request.", "Take an id from the list of requests.")
}
