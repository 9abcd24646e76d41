//! One letter: so many words begin with it that the newest messages are quicker to look at than all of those words.

use rusqlite::params;

use crate::{
    error::Result,
    search::{Phrase, Query, indexed},
    store::{Reader, fault, messages::Parts},
};

/// So many of the newest messages are looked at. A letter that too few of them have is rare, and the index is quick with it.
const LOOKED_AT: u32 = 3_000;
/// Letters of scripts that put spaces between words take no more bytes; a character of the others begins few words.
const LETTER: usize = 2;

impl Reader<'_> {
    /// The newest messages of these ids, newest first and as many as are wanted, in which a word begins with the letter that is all
    /// of the query. None where it is more than a letter, or too few of the newest have it.
    pub(super) fn newest_by_letter(&self, query: &Query, (first, last): (i64, i64), wanted: usize) -> Result<Option<Vec<i64>>> {
        let Some(letter) = letter(query) else { return Ok(None) };
        let sql = "SELECT id, text, parts FROM messages WHERE id BETWEEN ?1 AND ?2 AND kind <> 'reaction' ORDER BY id DESC LIMIT ?3";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let mut rows = statement.query(params![first, last, LOOKED_AT]).map_err(fault)?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next().map_err(fault)? {
            let (text, parts) = (row.get_ref(1).and_then(|text| Ok(text.as_str_or_null()?)), row.get(2));
            if begins(letter, text.map_err(fault)?, &Parts::of_json(parts.map_err(fault)?)) {
                ids.push(row.get(0).map_err(fault)?);
            }
            if ids.len() >= wanted {
                return Ok(Some(ids));
            }
        }
        Ok(None)
    }
}

fn letter(query: &Query) -> Option<&str> {
    let [Phrase { terms, prefix: true }] = query.phrases.as_slice() else { return None };
    let [letter] = terms.as_slice() else { return None };
    (letter.len() <= LETTER && letter.chars().count() == 1).then_some(letter)
}

/// Whether the index has a word of the message that begins so.
fn begins(letter: &str, text: Option<&str>, parts: &Parts) -> bool {
    let (words, bare) = indexed(parts.readable(text).into_iter().map(|(_, text)| text));
    words.split(' ').chain(bare.split(' ')).any(|word| word.starts_with(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        secrets::StoreKey,
        store::{
            Store,
            messages::SeenMessage,
            search::{index::tests::message, messages::among_words},
        },
        values::MessageKind,
    };

    #[test]
    fn one_letter_finds_what_the_index_has() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("store.sqlite"), &StoreKey::of_the_demo()).unwrap();
        let said = ["Ábaco e maçã", "Жук", "وصل الطلب", "bird, Cat", "木曜日", "every 3rd", ""];
        let messages: Vec<SeenMessage> = (1..=700).rev().map(|number| said_by(number, &said)).collect();
        store.write_copy(|writer| writer.put_messages(&messages)).unwrap();
        let found = |typed: &str, last: i64| {
            let query = Query::parse(typed);
            store
                .read(|store| {
                    let sql =
                        "SELECT rowid FROM messages_search WHERE messages_search MATCH ?1 AND rowid <= ?2 ORDER BY rowid DESC LIMIT 20";
                    let mut statement = store.connection.prepare(sql).unwrap();
                    let asked = params![among_words(&query.expression()), last];
                    let has: Vec<i64> = statement.query_map(asked, |row| row.get(0)).unwrap().map(Result::unwrap).collect();
                    Ok((store.newest_by_letter(&query, (i64::MIN, last), 20)?, has))
                })
                .unwrap()
        };
        for typed in ["a", "Á", "e", "m", "ж", "ط", "ا", "b", "c", "3", "p"] {
            let (looked, has) = found(typed, i64::MAX);
            assert_eq!(looked.as_ref(), Some(&has), "{typed}");
            let (looked, has) = found(typed, has[9]);
            assert_eq!(looked, Some(has), "{typed}, further on");
        }
        for more_or_rare in ["木", "ab", "a b", "\"a\"", "z", "r"] {
            assert_eq!(found(more_or_rare, i64::MAX).0, None, "{more_or_rare}");
        }
    }

    fn said_by(number: i64, said: &[&str]) -> SeenMessage {
        let place = usize::try_from(number).unwrap() % said.len();
        let mut seen = SeenMessage { text: Some(said[place].to_owned()), ..message(number) };
        if said[place].is_empty() {
            seen.kind = MessageKind::Document;
            seen.parts = Parts::of_json(Some(r#"{"media":{"filename":"Plan.pdf","voice":false,"animated":false}}"#.to_owned()));
        }
        if number % 35 == 1 {
            (seen.kind, seen.text) = (MessageKind::Reaction, Some("rose".to_owned()));
        }
        seen
    }
}
