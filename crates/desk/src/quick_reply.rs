//! What stands in braces in a quick reply.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    error::{Error, ErrorCode, Result},
    model::Conversation,
};

/// A quick reply that is filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Filled {
    /// The text.
    pub text: String,
    /// What nothing is known for; it stands in the text as it was, in braces.
    pub missing: Vec<String>,
}

/// What can stand in braces.
const PLACES: [&str; 4] = ["name", "first_name", "phone", "number"];

/// Refuses a text with something in braces that nobody could fill in.
pub fn check(text: &str) -> Result<()> {
    match pieces(text).find(|piece| matches!(piece, Piece::Place(name) if !PLACES.contains(name))) {
        Some(Piece::Place(name)) => Err(Error::new(
            ErrorCode::InvalidValue,
            format!("Nothing is known that could be filled in for {{{name}}}. Nothing was kept."),
            format!("There are: {{{}}}.", PLACES.join("}, {")),
        )),
        _ => Ok(()),
    }
}

/// Fills a text in for a contact who writes to this number of ours.
pub fn fill(text: &str, conversation: &Conversation, number: Option<&str>) -> Filled {
    let name = conversation.contact_name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let value = |place: &str| match place {
        "name" => name,
        "first_name" => name.and_then(|name| name.split_whitespace().next()),
        "phone" => conversation.phone_number.as_deref(),
        "number" => number.or(Some(&conversation.config_name)),
        _ => None,
    };
    let mut filled = Filled { text: String::new(), missing: Vec::new() };
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => filled.text.push_str(text),
            Piece::Place(place) => match value(place) {
                Some(value) => filled.text.push_str(value),
                None => {
                    filled.text.push_str(&format!("{{{place}}}"));
                    if !filled.missing.iter().any(|known| known == place) {
                        filled.missing.push(place.to_owned());
                    }
                }
            },
        }
    }
    filled
}

enum Piece<'t> {
    Text(&'t str),
    Place(&'t str),
}

/// A text in pieces. Only a word of small letters in braces is a place; any other brace is a brace.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if let Some((place, after)) = leading_place(rest) {
            rest = after;
            return Some(Piece::Place(place));
        }
        let first = rest.chars().next()?;
        let next = rest.char_indices().skip(1).find(|(at, _)| rest.get(*at..).is_some_and(|rest| leading_place(rest).is_some()));
        let (piece, after) = rest.split_at(next.map_or(rest.len().max(first.len_utf8()), |(at, _)| at));
        rest = after;
        Some(Piece::Text(piece))
    })
}

fn leading_place(text: &str) -> Option<(&str, &str)> {
    let (place, after) = text.strip_prefix('{')?.split_once('}')?;
    let is_place = !place.is_empty() && place.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_place.then_some((place, after))
}
