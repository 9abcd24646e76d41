//! Words for the indexes of names, and questions about them: folded as those of messages are.

use std::collections::BTreeSet;

use crate::{
    search::{Phrase, indexed_names},
    selector::{Dialled, other_spelling},
};

/// The columns of a contact's words.
const WRITTEN: &str = "{names notes kept}";
/// The most of one contact's metadata that can be found, in bytes.
const MOST_KEPT: usize = 4 * 1024;
/// A number of so many digits is a whole one, or lacks no more than its country code.
const NEARLY_WHOLE: usize = 7;

/// Texts as an index of names takes them.
pub(super) fn indexed<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    indexed_names(texts)
}

/// Every end of a number, `0143 143 43 3`, so that any part of it is the start of one.
pub(super) fn indexed_digits(digits: &str) -> String {
    let ends: Vec<&str> = digits.char_indices().filter_map(|(start, _)| digits.get(start..)).collect();
    ends.join(" ")
}

/// The texts and numbers inside metadata, however deep.
pub(super) fn indexed_metadata(metadata: &serde_json::Value) -> String {
    let mut texts = Vec::new();
    collect(metadata, &mut texts);
    let mut left = MOST_KEPT;
    indexed(texts.iter().map(String::as_str).take_while(|text| {
        let fits = text.len() <= left;
        left = left.saturating_sub(text.len());
        fits
    }))
}

fn collect(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => texts.push(text.clone()),
        serde_json::Value::Number(number) => texts.push(number.to_string()),
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, texts)),
        serde_json::Value::Object(fields) => fields.values().for_each(|value| collect(value, texts)),
        serde_json::Value::Null | serde_json::Value::Bool(_) => {}
    }
}

/// A question whose every word is the start of one in the index.
pub(super) fn matching(query: &str) -> String {
    query.split_whitespace().filter_map(beginning).collect::<Vec<_>>().join(" AND ")
}

fn beginning(chunk: &str) -> Option<String> {
    Phrase::beginning(chunk).map(|phrase| phrase.expression())
}

/// The same of people, whose numbers have a column of their own. A phone number is one word however it is written; one that
/// begins with a 0 in place of its country code is looked for in these countries.
pub(super) fn matching_people(query: &str, country_codes: &BTreeSet<String>) -> String {
    let either = |text: &str, words: String| match (Dialled::read(text), words.is_empty()) {
        (Some(dialled), true) => of_number(&dialled, country_codes),
        (Some(dialled), false) => format!("({WRITTEN} : ({words}) OR {})", of_number(&dialled, country_codes)),
        (None, true) => String::new(),
        (None, false) => format!("{WRITTEN} : ({words})"),
    };
    if Dialled::read(query).is_some() {
        return either(query, matching(query));
    }
    let chunks = query.split_whitespace().map(|chunk| either(chunk, matching(chunk)));
    chunks.filter(|chunk| !chunk.is_empty()).collect::<Vec<_>>().join(" AND ")
}

/// The ways in which a number may be stored, which is always with its country code.
fn of_number(dialled: &Dialled, country_codes: &BTreeSet<String>) -> String {
    let digits = &dialled.digits;
    let (mut whole, mut parts) = (Vec::new(), Vec::new());
    if dialled.international {
        whole.extend([Some(digits.clone()), dialled.without_trunk_zero()].into_iter().flatten());
    } else {
        parts.push(digits.as_str());
    }
    whole.extend(other_spelling(digits));
    if let Some(national) = digits.strip_prefix('0').filter(|national| !national.is_empty() && !dialled.international) {
        whole.extend(country_codes.iter().map(|code| format!("{code}{national}")));
        parts.extend((national.len() >= NEARLY_WHOLE).then_some(national));
    }
    let whole = whole.iter().map(|digits| format!("digits : ^ \"{digits}\" *"));
    let parts = parts.iter().map(|digits| format!("digits : \"{digits}\" *"));
    format!("({})", whole.chain(parts).collect::<Vec<_>>().join(" OR "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_words_and_never_syntax() {
        assert_eq!(matching("Ana OR \"b NOT"), r#""ana" * AND "or" * AND "b" * AND "not" *"#);
        assert_eq!(matching("* ^ :"), "");
    }

    #[test]
    fn a_number_is_looked_for_as_it_may_be_stored() {
        let germany = BTreeSet::from(["49".to_owned()]);
        assert_eq!(
            matching_people("0151-234", &germany),
            r#"({names notes kept} : ("0151 234" *) OR (digits : ^ "49151234" * OR digits : "0151234" *))"#
        );
        assert_eq!(matching_people("+49(0)151", &BTreeSet::new()), r#"({names notes kept} : ("49 0 151" *) OR (digits : ^ "49151" *))"#);
        assert_eq!(indexed_digits("0143"), "0143 143 43 3");
    }

    #[test]
    fn what_programs_keep_is_found_as_far_as_it_is_no_archive() {
        let kept = serde_json::json!({ "crm": { "e-mail": "Łukasz@example.com", "since": 2019 }, "vip": true, "log": "x".repeat(5_000) });
        let words = indexed_metadata(&kept);
        assert!(words.contains("lukasz example com") && words.contains("2019") && !words.contains("xx"), "{words}");
    }
}
