//! What is shown of a text that was found, and what in it was looked for.

use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::{query::Query, words::words};

/// A piece of a text with what was found in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Snippet {
    /// The piece, at most 160 characters, with `…` where more was left out.
    pub text: String,
    /// What was looked for.
    pub marks: Vec<Mark>,
}

/// A place in a snippet's text, counted in UTF-16 code units, as JavaScript does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mark {
    /// Where it begins.
    pub start: usize,
    /// Where it ends; not part of it.
    pub end: usize,
}

/// The most that a snippet shows, in characters.
const LENGTH: usize = 160;
/// What stands before the first mark of a long text, in characters.
const LEAD: usize = 40;

/// Where the phrases of a query stand in a text, in bytes, in order and without overlap; and how many of them stand there.
pub fn marks(text: &str, query: &Query) -> (Vec<Range<usize>>, usize) {
    let words = words(text);
    let (mut found, mut phrases): (Vec<Range<usize>>, usize) = (Vec::new(), 0);
    for phrase in &query.phrases {
        let before = found.len();
        for (place, first) in words.iter().enumerate() {
            let rest = words.get(place..).unwrap_or_default();
            let last = phrase.matches(rest).and_then(|length| rest.get(length.saturating_sub(1)));
            found.extend(last.map(|last| first.range.start..last.range.end));
        }
        phrases = phrases.saturating_add(usize::from(found.len() > before));
    }
    found.sort_unstable_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(found.len());
    for range in found {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    (apart, phrases)
}

/// The piece of a text around the first of these places.
pub fn snippet(text: &str, found: &[Range<usize>]) -> Snippet {
    let first = found.first().map_or(0, |range| range.start);
    let start = beginning(text, first);
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.char_indices().nth(LENGTH).map_or(text.len(), |(at, _)| start.saturating_add(at));
    let piece = text.get(start..end).unwrap_or_default();
    let before = if start > 0 { "…" } else { "" };
    let after = if end < text.len() { "…" } else { "" };
    let place = |at: usize| units(before).saturating_add(units(text.get(start..at.clamp(start, end)).unwrap_or_default()));
    let marks = found.iter().filter(|range| range.start >= start && range.start < end);
    Snippet {
        text: format!("{before}{piece}{after}"),
        marks: marks.map(|range| Mark { start: place(range.start), end: place(range.end) }).collect(),
    }
}

/// A text that is long is shown from a little before its first mark, from the beginning of a word if there is one.
fn beginning(text: &str, first: usize) -> usize {
    let before = text.get(..first).unwrap_or_default();
    if text.chars().nth(LENGTH).is_none() || before.chars().count() <= LEAD {
        return 0;
    }
    let cut = before.char_indices().rev().nth(LEAD.saturating_sub(1)).map_or(0, |(at, _)| at);
    let space = before.get(cut..).and_then(|lead| lead.find(char::is_whitespace));
    space.map_or(cut, |space| cut.saturating_add(space).saturating_add(1))
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, typed: &str) -> Vec<String> {
        let snippet = of(text, typed);
        let units: Vec<u16> = snippet.text.encode_utf16().collect();
        snippet.marks.iter().map(|mark| String::from_utf16(&units[mark.start..mark.end]).unwrap()).collect()
    }

    fn of(text: &str, typed: &str) -> Snippet {
        snippet(text, &marks(text, &Query::parse(typed)).0)
    }

    #[test]
    fn marks_are_what_was_looked_for_as_it_is_written() {
        assert_eq!(found("💙 Olá! Amanhã às 11?", "ola amanha"), ["Olá", "Amanhã"]);
        assert_eq!(found("木曜日の11時でお願いします。", "お願い"), ["お願い"]);
        assert_eq!(found("الطلب وصل لكن الكرتون مفتوح", "طلب كرتون"), ["الطلب", "الكرتون"]);
        assert_eq!(found("on the way, on the phone", "\"on the phone\""), ["on the phone"]);
        assert_eq!(found("नमस्ते, दिवाली के लिए", "दिवा"), ["दिवाली"]);
    }

    #[test]
    fn a_long_text_is_shown_around_its_first_mark() {
        let text = format!("{}the parcel is on its way{}", "lorem ipsum ".repeat(40), " dolor".repeat(80));
        let shown = of(&text, "parcel");
        assert!(shown.text.starts_with('…') && shown.text.ends_with('…') && shown.text.contains(" the parcel is"), "{shown:?}");
        assert!(shown.text.chars().count() <= LENGTH + 2);
        assert_eq!(found(&text, "parcel"), ["parcel"]);
    }
}
