//! Finding contacts by a part of what they are known by.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Row, ToSql, named_params, params};

use super::{ContactRow, ROWS_A_MILLISECOND, contact};
use crate::{
    error::{Error, ErrorCode, Result},
    model::Contact,
    search::digit_of,
    selector::{Dialled, country_code},
    store::{Reader, Writer, fault, words},
};

/// Which contacts.
#[derive(Debug, Clone)]
pub struct ContactCut {
    /// Words, of which each is the start of a word of a name, a note or the metadata, or a part of the phone number.
    pub query: String,
    /// Only this customer's.
    pub customer_id: Option<String>,
    /// Only those that were added then or later.
    pub since: Option<Timestamp>,
    /// Only those that were added before.
    pub until: Option<Timestamp>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// A page of what was found.
#[derive(Debug, Clone)]
pub struct FoundContacts {
    /// The contacts, newest first.
    pub contacts: Vec<Contact>,
    /// The cursor of the next page.
    pub next_cursor: Option<String>,
}

impl Reader<'_> {
    /// Up to `limit` contacts that fit, newest first. Case, diacritics and width do not matter.
    pub fn find_contacts(&self, cut: &ContactCut, limit: u32) -> Result<FoundContacts> {
        let first_at = |at: Timestamp| at.as_millisecond().saturating_mul(ROWS_A_MILLISECOND);
        let below = match &cut.cursor {
            Some(cursor) => read_cursor(cursor)?,
            None => i64::MAX,
        };
        let below = below.min(cut.until.map_or(i64::MAX, first_at));
        let from = cut.since.map_or(i64::MIN, first_at);
        let customer = if cut.customer_id.is_some() { "AND customer_id = :customer" } else { "" };
        let sql = format!(
            "SELECT contacts.* FROM contact_words JOIN contacts ON contacts.row = contact_words.rowid
             WHERE contact_words MATCH :words AND contact_words.rowid >= :from AND contact_words.rowid < :below {customer}
             ORDER BY contact_words.rowid DESC LIMIT :limit"
        );
        let (words, more) = (self.naming(&cut.query)?, u64::from(limit).saturating_add(1));
        let mut parameters: Vec<(&str, &dyn ToSql)> =
            named_params! { ":words": words, ":from": from, ":below": below, ":limit": more }.to_vec();
        if cut.customer_id.is_some() {
            parameters.push((":customer", &cut.customer_id));
        }
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        let read = |row: &Row<'_>| Ok((row.get("row")?, contact(row)?));
        let mut rows: Vec<(ContactRow, Contact)> =
            statement.query_map(parameters.as_slice(), read).and_then(Iterator::collect).map_err(fault)?;
        let goes_on = u64::try_from(rows.len()).unwrap_or(0) > u64::from(limit);
        rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next_cursor = rows.last().filter(|_| goes_on).map(|(row, _)| row.to_string());
        Ok(FoundContacts { contacts: rows.into_iter().map(|(_, contact)| contact).collect(), next_cursor })
    }
}

impl Reader<'_> {
    /// What was typed of contacts, as a question to their index; empty where there is no word in it.
    pub(in crate::store) fn naming(&self, typed: &str) -> Result<String> {
        // Only a number without its country code asks for that of ours.
        let codes = if typed.chars().any(|c| digit_of(c) == Some('0')) { self.country_codes()? } else { BTreeSet::new() };
        Ok(words::matching_people(typed, &codes))
    }

    fn country_codes(&self) -> Result<BTreeSet<String>> {
        let sql = "SELECT display_phone_number FROM numbers WHERE display_phone_number IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let numbers: Vec<String> = statement.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(fault)?;
        Ok(numbers.iter().filter_map(|number| country_code(&Dialled::read(number)?.digits).map(str::to_owned)).collect())
    }
}

impl Writer<'_> {
    /// Brings the words by which a contact is found up to what is stored.
    pub(super) fn index_contact(&self, row: ContactRow) -> Result<()> {
        let sql = "SELECT display_name, profile_name, username, coalesce(digits, ''), metadata,
                     (SELECT group_concat(text, ' ') FROM notes WHERE contact = contacts.row) FROM contacts WHERE row = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = |row: &Row<'_>| {
            let names: [Option<String>; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
            Ok((names, row.get::<_, String>(3)?, row.get::<_, String>(4)?, row.get::<_, Option<String>>(5)?))
        };
        let (names, digits, metadata, notes) = statement.query_row([row], read).map_err(fault)?;
        let names = words::indexed(names.iter().flatten().map(String::as_str));
        let kept = serde_json::from_str(&metadata).map(|metadata| words::indexed_metadata(&metadata)).unwrap_or_default();
        let sql = "INSERT OR REPLACE INTO contact_words (rowid, names, digits, notes, kept) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.run(sql, params![row, names, words::indexed_digits(&digits), words::indexed(notes.as_deref()), kept])?;
        self.sort_contact(row)
    }
}

fn read_cursor(cursor: &str) -> Result<i64> {
    cursor.parse().map_err(|_| {
        Error::new(
            ErrorCode::InvalidValue,
            "`cursor` is not one that this desk gave.",
            "Take `next_cursor` of the answer before, or leave it out for the first page.",
        )
    })
}
