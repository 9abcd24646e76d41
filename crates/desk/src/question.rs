//! The question that a list answers: a cursor leads on in the list that it came from, and in no other.

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::error::{Error, ErrorCode, Result};

/// A list and what it was cut by; how many rows a page has, and how they are shown, is no part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Question([u8; 4]);

/// The hexadecimal digits that stand for a question.
const DIGITS: usize = 8;

impl Question {
    /// The question that the operation of that name was asked, cut by these.
    pub(crate) fn of(name: &str, filters: &impl Serialize) -> Self {
        let asked = serde_json::to_string(&(name, filters)).unwrap_or_default();
        let [a, b, c, d, ..] = <[u8; 32]>::from(Sha256::digest(asked.as_bytes()));
        Self([a, b, c, d])
    }

    /// A cursor that leads to this place of the question's list.
    pub(crate) fn cursor(self, place: &str) -> String {
        format!("{place}.{}", self.digits())
    }

    /// The place to which a cursor leads; refuses one that another question was answered with.
    pub(crate) fn place(self, cursor: &str) -> Result<&str> {
        match cursor.rsplit_once('.') {
            Some((place, digits)) if digits == self.digits() => Ok(place),
            Some((_, digits)) if digits.len() == DIGITS && digits.bytes().all(|digit| digit.is_ascii_hexdigit()) => Err(Error::new(
                ErrorCode::InvalidValue,
                "`cursor` is from another list, or from this one with other filters. Nothing was read.",
                "Repeat the call that gave it, with nothing but `cursor` changed, or leave it out to start again.",
            )),
            _ => Err(Error::new(
                ErrorCode::InvalidValue,
                "`cursor` is not one that this desk gave. Nothing was read.",
                "Take it from the answer before, or leave it out to start again.",
            )),
        }
    }

    fn digits(self) -> String {
        let Self([a, b, c, d]) = self;
        format!("{a:02x}{b:02x}{c:02x}{d:02x}")
    }
}
