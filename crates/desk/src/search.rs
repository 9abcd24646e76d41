//! What search reads in a text: the same folding for what is stored and for what is asked, so that both always agree.
//!
//! Pure: no store, no clock. What is found is said with offsets, never with markup.

mod fold;
mod query;
mod snippet;
mod words;

pub use query::{Phrase, Query};
pub use snippet::{Mark, Snippet, marks, snippet};
pub use words::{Shape, Word, indexed, indexed_names, words};

/// The decimal digit that a character of any script writes.
pub fn digit_of(c: char) -> Option<char> {
    fold::digit_of(c)
}

/// What is left of a text when case, accents and width do not matter.
pub fn folded(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    text.chars().for_each(|c| fold::fold(c, &mut left));
    left
}
