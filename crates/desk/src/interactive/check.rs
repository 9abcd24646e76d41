//! Whether WhatsApp would take an offer.

use std::collections::BTreeSet;

use super::{InteractiveType, Offer};
use crate::{error::Result, faults::Faults, link};

/// The most rows that a list may have, over all its sections.
const MOST_ROWS: usize = 10;

impl Offer<'_> {
    /// Says everything that does not fit. Lengths were checked by the input's schema.
    pub fn check(&self) -> Result<()> {
        let mut faults = Faults::default();
        self.check_words(&mut faults);
        self.check_other_kinds(&mut faults);
        match self.kind {
            InteractiveType::Button => self.check_buttons(&mut faults),
            InteractiveType::List => self.check_list(&mut faults),
            InteractiveType::CtaUrl => self.check_link(&mut faults),
        }
        let remedy = match self.kind {
            InteractiveType::Button => "Give `buttons`: 1 to 3, each with an `id` and a `title` of its own.",
            InteractiveType::List => "Give `button_text` and `sections` with at most 10 rows in all, each with an `id` of its own.",
            InteractiveType::CtaUrl => "Give `button_text` and an https `url`.",
        };
        faults.error("The message does not fit together", remedy).map_or(Ok(()), Err)
    }

    fn check_words(&self, faults: &mut Faults) {
        let words =
            [("body_text", Some(self.body)), ("header_text", self.header), ("footer_text", self.footer), ("button_text", self.button_text)];
        for (field, _) in words.into_iter().filter(|(_, text)| text.is_some_and(|text| text.trim().is_empty())) {
            faults.invalid(format!("`{field}` is blank"));
        }
        // Meta answers 131009 to markdown there.
        if self.header.is_some_and(|header| header.contains(['*', '~', '`', '\n'])) {
            faults.invalid("`header_text` must be one line without *, ~ or backticks");
        }
    }

    fn check_other_kinds(&self, faults: &mut Faults) {
        let is = |kind: InteractiveType| self.kind == kind;
        let given = [
            ("buttons", !self.buttons.is_empty() && !is(InteractiveType::Button)),
            ("button_text", self.button_text.is_some() && is(InteractiveType::Button)),
            ("sections", !self.sections.is_empty() && !is(InteractiveType::List)),
            ("url", self.url.is_some() && !is(InteractiveType::CtaUrl)),
        ];
        for (field, _) in given.into_iter().filter(|(_, surplus)| *surplus) {
            faults.contradiction(format!("`{field}` does not belong to `interactive_type` {}", self.kind.as_str()));
        }
    }

    fn check_buttons(&self, faults: &mut Faults) {
        if self.buttons.is_empty() {
            faults.missing("`buttons` is missing");
        }
        let replies = || self.buttons.iter().map(|button| &button.reply);
        if let Some(id) = repeated(replies().map(|reply| reply.id.as_str())) {
            faults.invalid(format!("two buttons have the id {id}"));
        }
        if let Some(title) = repeated(replies().map(|reply| reply.title.trim())) {
            faults.invalid(format!("two buttons have the title {title}"));
        }
        if replies().any(|reply| reply.id.trim().is_empty() || reply.title.trim().is_empty()) {
            faults.invalid("a button has a blank id or title");
        }
    }

    fn check_list(&self, faults: &mut Faults) {
        if self.button_text.is_none() {
            faults.missing("`button_text` is missing");
        }
        if self.sections.is_empty() {
            faults.missing("`sections` is missing");
        }
        let is_blank = |title: &Option<String>| title.as_deref().is_none_or(|title| title.trim().is_empty());
        if self.sections.len() > 1 && self.sections.iter().any(|section| is_blank(&section.title)) {
            faults.missing("every section needs a `title` when there are several");
        }
        let rows = || self.sections.iter().flat_map(|section| &section.rows);
        let count = rows().count();
        if count > MOST_ROWS {
            faults.invalid(format!("there are {count} rows in all, at most {MOST_ROWS} are possible"));
        }
        if let Some(id) = repeated(rows().map(|row| row.id.as_str())) {
            faults.invalid(format!("two rows have the id {id}"));
        }
        if rows().any(|row| row.id.trim().is_empty() || row.title.trim().is_empty()) {
            faults.invalid("a row has a blank id or title");
        }
    }

    fn check_link(&self, faults: &mut Faults) {
        if self.button_text.is_none() {
            faults.missing("`button_text` is missing");
        }
        match self.url {
            None => faults.missing("`url` is missing"),
            Some(url) => {
                if let Some(fault) = link::fault(url) {
                    faults.invalid(format!("`url` {fault}"));
                }
            }
        }
    }
}

fn repeated<'a>(words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = BTreeSet::new();
    words.into_iter().find(|word| !seen.insert(*word))
}
