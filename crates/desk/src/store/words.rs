//! Words for the full-text indexes, and questions about them. The tokenizer folds case and diacritics.

/// Text as an index takes it. Scripts without spaces are taken apart, so that every part of a name can be found.
pub(super) fn indexed(text: &str) -> String {
    if !text.chars().any(stands_alone) {
        return text.to_owned();
    }
    let mut apart = String::with_capacity(text.len().saturating_mul(2));
    for c in text.chars() {
        if stands_alone(c) {
            apart.extend([' ', c, ' ']);
        } else {
            apart.push(c);
        }
    }
    apart
}

/// Every end of a number, `0143 143 43 3`, so that any part of it is the start of one.
pub(super) fn indexed_digits(digits: &str) -> String {
    let ends: Vec<&str> = digits.char_indices().filter_map(|(start, _)| digits.get(start..)).collect();
    ends.join(" ")
}

/// A question whose every word is the start of one in the index. A phone number, however it is written, is one word.
pub(super) fn matching(query: &str) -> String {
    let is_number = query.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+-()./".contains(c));
    if is_number {
        let digits: String = query.chars().filter(char::is_ascii_digit).collect();
        return format!("\"{digits}\"*");
    }
    let words = query.split_whitespace().map(|word| format!("\"{}\"*", indexed(word).replace('"', "\"\"")));
    words.collect::<Vec<_>>().join(" ")
}

/// Whether people write this letter without spaces between words: Chinese, Japanese, Korean.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_words_and_never_syntax() {
        assert_eq!(matching("ana OR \"b"), "\"ana\"* \"OR\"* \"\"\"b\"*");
        assert_eq!(matching(" +55 (11) 5550-0143 "), "\"551155500143\"*");
        assert_eq!(indexed_digits("0143"), "0143 143 43 3");
    }
}
