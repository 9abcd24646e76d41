//! The words of a text, folded, and where they stand in it.

use std::ops::Range;

use super::fold::{Role, fold, is_voicing, role};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What is left of it when case, accents and width do not matter.
    pub term: String,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// How it was cut out.
    pub shape: Shape,
}

/// How a word was cut out of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Between spaces, or an emoji.
    Whole,
    /// Two neighbours of a script without spaces; the next word begins with the second of them.
    Pair,
    /// The last character of such a run.
    Tail,
    /// A run of one character.
    Single,
}

/// The words of a text. Chinese, Japanese, Thai and their neighbours, which put no spaces between words, become overlapping
/// pairs of characters: any two or more that stand together are found.
pub fn words(text: &str) -> Vec<Word> {
    let mut cutter = Cutter::default();
    for (at, c) in text.char_indices() {
        cutter.take(c, at..at.saturating_add(c.len_utf8()));
    }
    cutter.part();
    cutter.words
}

/// What stands between two parts of a message, so that no phrase reaches over it.
const BETWEEN: &str = " \u{2063} ";

/// What the index takes of a message's parts: their words, and, of Arabic words with an article, the word without it.
pub fn indexed<'t>(parts: impl IntoIterator<Item = &'t str>) -> (String, String) {
    let (mut all, mut bare) = (String::new(), String::new());
    for part in parts {
        if !all.is_empty() {
            all.push_str(BETWEEN);
        }
        all.reserve(part.len().saturating_add(1));
        for word in words(part) {
            if let Some(without) = without_article(&word.term) {
                bare.push_str(without);
                bare.push(' ');
            }
            all.push_str(&word.term);
            all.push(' ');
        }
    }
    (all, bare)
}

/// What the index takes of names: besides their words every end of a Korean one, because a given name stands behind a family
/// name without a space.
pub fn indexed_names<'t>(parts: impl IntoIterator<Item = &'t str>) -> String {
    let (mut names, mut ends) = (String::new(), String::new());
    for part in parts {
        let (all, bare) = indexed([part]);
        for word in words(part).into_iter().filter(|word| word.shape == Shape::Whole) {
            let written = part.get(word.range).unwrap_or_default();
            for (at, _) in written.char_indices().skip(1).filter(|(_, c)| matches!(c, '\u{ac00}'..='\u{d7a3}')) {
                let (end, _) = indexed(written.get(at..));
                ends.push_str(&end);
            }
        }
        names.push_str(if names.is_empty() { "" } else { BETWEEN });
        names.push_str(&all);
        ends.push_str(&bare);
    }
    if !ends.is_empty() {
        names.push_str(BETWEEN);
        names.push_str(&ends);
    }
    names
}

/// The Arabic article and the particles that are written together with it.
const ARTICLES: [&str; 6] = ["وال", "بال", "فال", "كال", "ال", "لل"];

/// An Arabic word without its article, if it has one and at least three letters are left.
pub(super) fn without_article(term: &str) -> Option<&str> {
    let rest = ARTICLES.iter().find_map(|article| term.strip_prefix(article))?;
    (rest.chars().count() >= 3).then_some(rest)
}

/// Most words are no longer than this, in bytes.
const USUAL: usize = 16;

#[derive(Default)]
struct Cutter {
    words: Vec<Word>,
    open: Option<Word>,
    run: Vec<(String, Range<usize>)>,
}

impl Cutter {
    fn take(&mut self, c: char, range: Range<usize>) {
        match role(c) {
            Role::Letter => self.spell(c, range),
            Role::Unspaced => self.run_on(c, range),
            Role::Extender | Role::Mark if !self.run.is_empty() => self.run_on(c, range),
            Role::Extender => self.spell(c, range),
            Role::Mark if self.open.is_some() => self.spell(c, range),
            Role::Mark | Role::Nothing => {}
            Role::Sign => {
                self.part();
                self.words.push(Word { term: c.to_string(), range, shape: Shape::Whole });
            }
            Role::Break => self.part(),
        }
    }

    fn spell(&mut self, c: char, range: Range<usize>) {
        self.end_run();
        let begun = || Word { term: String::with_capacity(USUAL), range: range.clone(), shape: Shape::Whole };
        let open = self.open.get_or_insert_with(begun);
        fold(c, &mut open.term);
        open.range.end = range.end;
    }

    fn run_on(&mut self, c: char, range: Range<usize>) {
        self.words.extend(self.open.take());
        let mut folded = String::new();
        fold(c, &mut folded);
        match self.run.last_mut() {
            Some((unit, last)) if folded.is_empty() || is_voicing(&folded) => {
                unit.push_str(&folded);
                last.end = range.end;
            }
            _ => self.run.push((folded, range)),
        }
    }

    /// Ends whatever is open.
    fn part(&mut self) {
        self.words.extend(self.open.take().filter(|word| !word.term.is_empty()));
        self.end_run();
    }

    fn end_run(&mut self) {
        for (one, next) in self.run.iter().zip(self.run.iter().skip(1)) {
            let term = format!("{}{}", one.0, next.0);
            self.words.push(Word { term, range: one.1.start..next.1.end, shape: Shape::Pair });
        }
        let shape = if self.run.len() > 1 { Shape::Tail } else { Shape::Single };
        if let Some((term, range)) = self.run.pop() {
            self.words.push(Word { term, range, shape });
        }
        self.run.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.term).collect()
    }

    #[test]
    fn case_accents_and_width_do_not_matter() {
        assert_eq!(terms("¿Mañana, São João? ＡＢＣ１２"), ["manana", "sao", "joao", "abc12"]);
        assert_eq!(terms("Cafe\u{301} Übergröße"), ["cafe", "ubergrosse"]);
        assert_eq!(terms("Łukasz Sørensen Đỗ Þóra İnci ILGIN ılgın ŒUVRE"), terms("lukasz sorensen do thora inci ilgin ilgin oeuvre"));
    }

    #[test]
    fn arabic_is_read_past_points_and_spellings() {
        assert_eq!(terms("مرحباً أحمد إلى مكتبـــة ٥٥٢١"), terms("مرحبا احمد الي مكتبه 5521"));
        assert_eq!(indexed(["وصل الطلب"]).1, "طلب ");
    }

    #[test]
    fn scripts_without_spaces_become_pairs() {
        assert_eq!(terms("木曜日11時 OK"), ["木曜", "曜日", "日", "11", "時", "ok"]);
        assert_eq!(terms("ｶﾞｿﾘﾝ"), terms("ガソリン"));
        assert_ne!(terms("かき"), terms("がき"), "voicing makes another word");
    }

    #[test]
    fn vowel_signs_belong_to_their_word_and_emoji_are_words() {
        assert_eq!(terms("नमस्ते दिवाली 💙👍🏽"), ["नमस्ते", "दिवाली", "💙", "👍"]);
        assert_ne!(terms("कुल"), terms("कल"));
    }

    #[test]
    fn where_a_word_stands_is_where_it_is_written() {
        let text = "Olá, às 木曜日!";
        let found: Vec<&str> = words(text).into_iter().map(|word| &text[word.range]).collect();
        assert_eq!(found, ["Olá", "às", "木曜", "曜日", "日"]);
    }
}
