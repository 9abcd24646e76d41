//! The beginning of a word that many messages have: the newest of them are quicker to look at than the lists of all words that
//! begin so.

use rusqlite::params;

use crate::{
    error::Result,
    search::{Phrase, Query, indexed},
    store::{Reader, fault, messages::Parts},
};

/// So many of the newest messages tell whether a beginning is frequent.
const SAMPLE: usize = 512;
/// In fewer of the sample it is rare, and the index is quick with it: it takes a quarter of a microsecond for each message that
/// has it, and a look at a message a whole one.
const FREQUENT: usize = 5;
/// So many of the newest messages are looked at, at most.
const LOOKED_AT: usize = 3_000;
/// Beginnings of so many characters are frequent. Two and four have lists of their own in the index, and few words begin with more.
const LOOKED_FOR: [usize; 2] = [1, 3];
/// Where there are so many messages, a frequent beginning is a common one; where there are fewer, the index counts them quickly.
const MANY: u32 = 10_000;

impl Reader<'_> {
    /// The newest messages of these ids, newest first and as many as are wanted, in which a word begins with what is all of the
    /// query. None where it is no single beginning, or too few of the newest have it, so that the index is to be asked.
    pub(super) fn newest_by_beginning(&self, query: &Query, (first, last): (i64, i64), wanted: usize) -> Result<Option<Vec<i64>>> {
        let Some(beginnings) = beginnings(query) else { return Ok(None) };
        let sql = "SELECT id, text, parts FROM messages WHERE id BETWEEN ?1 AND ?2 AND kind <> 'reaction' ORDER BY id DESC LIMIT ?3";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let mut rows = statement.query(params![first, last, i64::try_from(LOOKED_AT).unwrap_or(i64::MAX)]).map_err(fault)?;
        let (mut ids, mut looked) = (Vec::new(), 0_usize);
        while let Some(row) = rows.next().map_err(fault)? {
            let (text, parts) = (row.get_ref(1).and_then(|text| Ok(text.as_str_or_null()?)), row.get(2));
            if begins(&beginnings, text.map_err(fault)?, &Parts::of_json(parts.map_err(fault)?)) {
                ids.push(row.get(0).map_err(fault)?);
            }
            if ids.len() >= wanted {
                return Ok(Some(ids));
            }
            looked = looked.saturating_add(1);
            if looked == SAMPLE && ids.len() < FREQUENT {
                return Ok(None);
            }
        }
        Ok(None)
    }

    /// Whether there are so many messages that nobody counts them.
    pub(super) fn has_many_messages(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM messages INDEXED BY messages_by_wamid LIMIT 1 OFFSET ?1)";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_row([MANY], |row| row.get(0)).map_err(fault)
    }
}

/// What a word has to begin with; an Arabic one that is asked for with its article may be written without it.
fn beginnings(query: &Query) -> Option<Vec<&str>> {
    let [phrase @ Phrase { terms, prefix: true }] = query.phrases.as_slice() else { return None };
    let [term] = terms.as_slice() else { return None };
    LOOKED_FOR.contains(&term.chars().count()).then(|| std::iter::once(term.as_str()).chain(phrase.without_article()).collect())
}

/// Whether the index has a word of the message that begins so.
fn begins(beginnings: &[&str], text: Option<&str>, parts: &Parts) -> bool {
    let (words, bare) = indexed(parts.readable(text).into_iter().map(|(_, text)| text));
    let begins = |word: &str| beginnings.iter().any(|beginning| word.starts_with(beginning));
    words.split(' ').chain(bare.split(' ')).any(begins)
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
    fn the_newest_have_what_the_index_has() {
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
                    Ok((store.newest_by_beginning(&query, (i64::MIN, last), 20)?, has))
                })
                .unwrap()
        };
        let begun = ["a", "Á", "e", "m", "ж", "ط", "ا", "b", "c", "3", "p", "木", "ába", "maç", "жук", "الط", "طلب", "bir", "eve"];
        for typed in begun {
            let (looked, has) = found(typed, i64::MAX);
            assert_eq!(looked.as_ref(), Some(&has), "{typed}");
            let (looked, has) = found(typed, has[9]);
            assert_eq!(looked, Some(has), "{typed}, further on");
        }
        for listed_or_rare in ["ab", "bird", "a b", "\"a\"", "z", "r", "ros", "every", "الطلب", "quo"] {
            assert_eq!(found(listed_or_rare, i64::MAX).0, None, "{listed_or_rare}");
        }
    }

    fn said_by(number: i64, said: &[&str]) -> SeenMessage {
        let place = usize::try_from(number).unwrap() % said.len();
        let mut seen = SeenMessage { text: Some(said[place].to_owned()), ..message(number) };
        if said[place].is_empty() {
            seen.kind = MessageKind::Document;
            seen.parts = Parts::of_json(Some(r#"{"media":{"filename":"Plan.pdf","voice":false,"animated":false}}"#.to_owned()));
        }
        if number < 150 {
            seen.text = Some("Quokka".to_owned());
        }
        if number % 35 == 1 {
            (seen.kind, seen.text) = (MessageKind::Reaction, Some("rose".to_owned()));
        }
        seen
    }
}
