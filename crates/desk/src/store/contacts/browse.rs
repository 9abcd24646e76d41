//! Contacts by name, without a question.

use rusqlite::{OptionalExtension, Row, ToSql, named_params, params};

use super::{ContactRow, contact};
use crate::{
    error::{Error, ErrorCode, Result},
    model::Contact,
    search::folded,
    store::{Reader, Writer, fault},
};

/// Stands before the numbers of those without a name, and after every name.
const LAST: char = '\u{10FFFF}';

/// Which contacts.
#[derive(Debug, Clone, Default)]
pub struct BrowseCut {
    /// Only this customer's.
    pub customer_id: Option<String>,
    /// Only those who wrote to this number.
    pub phone_number_id: Option<String>,
    /// Only those with notes.
    pub with_notes: bool,
    /// Only those without a name.
    pub without_name: bool,
    /// Only those without a phone number.
    pub without_phone: bool,
}

/// A page of contacts.
#[derive(Debug, Clone)]
pub struct Browsed {
    /// The contacts with their rows, by name.
    pub contacts: Vec<(ContactRow, Contact)>,
    /// Contacts in the cut over all pages.
    pub total: u64,
    /// The row after which the next page begins.
    pub next: Option<ContactRow>,
}

const WHERE: &str = "(:customer IS NULL OR customer_id = :customer)
    AND (:number IS NULL OR EXISTS (SELECT 1 FROM threads WHERE phone_number_id = :number AND business_scoped_user_id = contacts.business_scoped_user_id)
      OR EXISTS (SELECT 1 FROM threads WHERE phone_number_id = :number AND threads.digits = contacts.digits))
    AND (NOT :notes OR EXISTS (SELECT 1 FROM notes WHERE contact = contacts.row))
    AND (NOT :nameless OR coalesce(display_name, profile_name, username) IS NULL)
    AND (NOT :phoneless OR digits IS NULL)";

impl Reader<'_> {
    /// Up to `limit` contacts of the cut by name, those after a contact when one is given.
    pub fn browse_contacts(&self, cut: &BrowseCut, after: Option<&str>, limit: u32) -> Result<Browsed> {
        let (name, row) = match after {
            Some(cursor) => self.place_of(cursor)?,
            None => (String::new(), i64::MIN),
        };
        let by: [(&str, &dyn ToSql); 5] = [
            (":customer", &cut.customer_id),
            (":number", &cut.phone_number_id),
            (":notes", &cut.with_notes),
            (":nameless", &cut.without_name),
            (":phoneless", &cut.without_phone),
        ];
        let count = format!("SELECT count(*) FROM contacts WHERE {WHERE}");
        let total = self
            .connection
            .prepare_cached(&count)
            .and_then(|mut statement| statement.query_row(&by[..], |row| row.get(0)))
            .map_err(fault)?;
        let more = u64::from(limit).saturating_add(1);
        let sql = format!("SELECT * FROM contacts WHERE (sort_name, row) > (:name, :row) AND {WHERE} ORDER BY sort_name, row LIMIT :limit");
        let mut parameters: Vec<(&str, &dyn ToSql)> = by.to_vec();
        parameters.extend(named_params! { ":name": name, ":row": row, ":limit": more });
        let mut statement = self.connection.prepare_cached(&sql).map_err(fault)?;
        let read = |row: &Row<'_>| Ok((row.get("row")?, contact(row)?));
        let mut contacts: Vec<(ContactRow, Contact)> =
            statement.query_map(parameters.as_slice(), read).and_then(Iterator::collect).map_err(fault)?;
        let goes_on = u64::try_from(contacts.len()).unwrap_or(0) > u64::from(limit);
        contacts.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next = contacts.last().filter(|_| goes_on).map(|(row, _)| *row);
        Ok(Browsed { contacts, total, next })
    }

    /// Where a contact stands now: who is renamed while somebody turns the pages moves with the name.
    fn place_of(&self, cursor: &str) -> Result<(String, ContactRow)> {
        let unknown = || {
            Error::new(
                ErrorCode::InvalidValue,
                "`cursor` is not one that this desk gave.",
                "Take `next_cursor` of the answer before, or leave it out for the first page.",
            )
        };
        let row: ContactRow = cursor.parse().map_err(|_| unknown())?;
        let mut statement = self.connection.prepare_cached("SELECT sort_name FROM contacts WHERE row = ?1").map_err(fault)?;
        let name = statement.query_row([row], |row| row.get(0)).optional().map_err(fault)?;
        name.map(|name| (name, row)).ok_or_else(unknown)
    }
}

impl Writer<'_> {
    /// Puts a contact where the name that is shown belongs.
    pub(super) fn sort_contact(&self, row: ContactRow) -> Result<()> {
        let sql = "SELECT coalesce(display_name, profile_name, username), coalesce(digits, id) FROM contacts WHERE row = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let (name, other): (Option<String>, String) = statement.query_row([row], |row| Ok((row.get(0)?, row.get(1)?))).map_err(fault)?;
        let name = name.map(|name| folded(name.trim())).filter(|name| !name.is_empty()).unwrap_or_else(|| format!("{LAST}{other}"));
        self.run("UPDATE contacts SET sort_name = ?2 WHERE row = ?1 AND sort_name <> ?2", params![row, name]).map(drop)
    }
}
