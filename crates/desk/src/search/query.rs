//! What somebody is looking for. Any text is a query; none is an error.

use super::words::{Shape, Word, without_article, words};

/// Words and phrases that must all be there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Each of them.
    pub phrases: Vec<Phrase>,
}

/// A word, or words that stand together in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The words, folded; at least one.
    pub terms: Vec<String>,
    /// Whether the last of them may go on: it is still being typed.
    pub prefix: bool,
}

impl Query {
    /// Reads what was typed: every word must be there, `"words in quotes"` must stand together, and the last word outside
    /// quotes may be the beginning of one. Nothing else has a meaning, so nothing can be mistyped.
    pub fn parse(typed: &str) -> Self {
        let (mut phrases, mut chunk, mut quoted) = (Vec::new(), String::new(), false);
        for c in typed.chars() {
            let quote = matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
            if quote || (c.is_whitespace() && !quoted) {
                phrases.extend(Phrase::of(&std::mem::take(&mut chunk), !quoted));
                quoted ^= quote;
            } else {
                chunk.push(c);
            }
        }
        phrases.extend(Phrase::of(&chunk, true));
        if let Some((last, true)) = phrases.last_mut() {
            last.prefix = true;
        }
        Self { phrases: phrases.into_iter().map(|(phrase, _)| phrase).collect() }
    }

    /// The query in FTS5's language: every term quoted, so that nothing that was typed is ever part of its grammar.
    pub fn expression(&self) -> String {
        let all: Vec<String> = self.phrases.iter().map(Phrase::expression).collect();
        all.join(" AND ")
    }
}

impl Phrase {
    /// A phrase, and whether it may go on where it is the last. A lone character of a script without spaces always may: the
    /// index has it as the beginning of a pair.
    fn of(chunk: &str, open: bool) -> Option<(Self, bool)> {
        let mut cut: Vec<Word> = words(chunk);
        if cut.last()?.shape == Shape::Tail {
            cut.pop();
        }
        let shape = cut.last()?.shape;
        let terms = cut.into_iter().map(|word| word.term).collect();
        Some((Self { terms, prefix: shape == Shape::Single }, open && shape == Shape::Whole))
    }

    /// What was typed of a name: a phrase whose last word may always go on.
    pub fn beginning(chunk: &str) -> Option<Self> {
        Self::of(chunk, true).map(|(phrase, _)| Self { prefix: true, ..phrase })
    }

    /// The phrase in FTS5's language. A word of its own is found with and without the Arabic article.
    pub fn expression(&self) -> String {
        let star = if self.prefix { " *" } else { "" };
        let whole = format!("\"{}\"{star}", self.terms.join(" "));
        match self.without_article() {
            Some(bare) => format!("({whole} OR \"{bare}\"{star})"),
            None => whole,
        }
    }

    /// How many of `words`, from their first, are this phrase; none when they do not begin with it.
    pub(super) fn matches(&self, words: &[Word]) -> Option<usize> {
        if let [_] = self.terms.as_slice() {
            return self.is_word(&words.first()?.term).then_some(1);
        }
        let last = self.terms.len().saturating_sub(1);
        let fits =
            |(place, (term, word)): (usize, (&String, &Word))| word.term == *term || (place == last && self.goes_on(&word.term, term));
        (words.len() >= self.terms.len() && self.terms.iter().zip(words).enumerate().all(fits)).then_some(self.terms.len())
    }

    fn is_word(&self, word: &str) -> bool {
        let asked = self.terms.first().map(String::as_str).into_iter().chain(self.without_article());
        let mut written = std::iter::once(word).chain(without_article(word));
        written.any(|word| asked.clone().any(|term| word == term || self.goes_on(word, term)))
    }

    fn goes_on(&self, word: &str, term: &str) -> bool {
        self.prefix && word.starts_with(term)
    }

    /// The word without its article, where it is one word and has one.
    pub(crate) fn without_article(&self) -> Option<&str> {
        match self.terms.as_slice() {
            [term] => without_article(term),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_must_be_there_and_the_last_may_go_on() {
        assert_eq!(Query::parse("Pedido atras").expression(), r#""pedido" AND "atras" *"#);
        assert_eq!(Query::parse("  pedido \t atrasado ").expression(), r#""pedido" AND "atrasado" *"#);
    }

    #[test]
    fn words_in_quotes_stand_together_and_are_whole() {
        assert_eq!(Query::parse(r#"mañana "a las 11""#).expression(), r#""manana" AND "a las 11""#);
        assert_eq!(Query::parse("“on the way").expression(), r#""on the way" *"#, "still being typed");
        assert_eq!(Query::parse("wi-fi 5550-0143").expression(), r#""wi fi" AND "5550 0143" *"#);
    }

    #[test]
    fn nothing_that_is_typed_is_grammar() {
        assert_eq!(Query::parse("NEAR(a b, 3)").expression(), r#""near a" AND "b" AND "3" *"#);
        assert_eq!(Query::parse("a* OR -b ^c {x}: NOT").expression(), r#""a" AND "or" AND "b" AND "c" AND "x" AND "not" *"#);
        for nothing in ["", " ", "\"", "\"\"\"", "*", "()", "🏽", "\u{0}"] {
            assert_eq!(Query::parse(nothing), Query::default(), "{nothing:?}");
        }
    }

    #[test]
    fn pairs_stand_together_and_one_character_is_the_beginning_of_a_pair() {
        assert_eq!(Query::parse("木曜日").expression(), r#""木曜 曜日""#);
        assert_eq!(Query::parse("木 pl").expression(), r#""木" * AND "pl" *"#);
        assert_eq!(Query::parse("木曜11時").expression(), r#""木曜 曜 11 時" *"#);
    }

    #[test]
    fn an_arabic_word_is_found_with_and_without_its_article() {
        assert_eq!(Query::parse("الطلب").expression(), r#"("الطلب" * OR "طلب" *)"#);
        assert_eq!(Query::parse("طلب").expression(), r#""طلب" *"#, "the index has words without their article, too");
    }
}
