//! Finding contacts by a part of what they are known by.

use jiff::Timestamp;
use rusqlite::{Row, ToSql, named_params, params};

use super::{ContactRow, ROWS_A_MILLISECOND, contact};
use crate::{
    error::{Error, ErrorCode, Result},
    model::Contact,
    store::{Reader, Writer, fault, words},
};

/// Which contacts.
#[derive(Debug, Clone)]
pub struct ContactCut {
    /// Words, of which each is the start of a word of a name or note, or a part of the phone number.
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
    /// Up to `limit` contacts that fit, newest first. Case and diacritics do not matter.
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
        let (words, more) = (words::matching(&cut.query), u64::from(limit).saturating_add(1));
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

impl Writer<'_> {
    /// Brings the words by which a contact is found up to what is stored.
    pub(super) fn index_contact(&self, row: ContactRow) -> Result<()> {
        let sql = "SELECT concat_ws(' ', display_name, profile_name, username), coalesce(digits, ''),
                     (SELECT group_concat(text, ' ') FROM notes WHERE contact = contacts.row) FROM contacts WHERE row = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let (names, digits, notes): (String, String, Option<String>) = statement.query_row([row], read).map_err(fault)?;
        let sql = "INSERT OR REPLACE INTO contact_words (rowid, names, digits, notes) VALUES (?1, ?2, ?3, ?4)";
        self.run(sql, params![row, words::indexed(&names), words::indexed_digits(&digits), notes.as_deref().map(words::indexed)])?;
        Ok(())
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
