//! Contacts: who writes to the project's numbers.

mod browse;
mod notes;
mod search;

pub use browse::{BrowseCut, Browsed};
pub use search::{ContactCut, FoundContacts};

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use serde_json::{Map, Value};

use super::{Reader, Writer, fault, threads::KnownAs, threads::time};
use crate::{error::Result, model::Contact, notes::SharedNote};

/// A contact as Kapso shows it.
#[derive(Debug, Clone)]
pub struct SeenContact {
    /// Kapso's id.
    pub id: String,
    /// How messages name them.
    pub known: KnownAs,
    /// The user name.
    pub username: Option<String>,
    /// The name that they gave WhatsApp.
    pub profile_name: Option<String>,
    /// The name that the team gave them.
    pub display_name: Option<String>,
    /// The customer that they belong to.
    pub customer_id: Option<String>,
    /// What others and we keep about them; None when Kapso did not say, so that what is known stays.
    pub kept: Option<Kept>,
    /// When they were added.
    pub created_at: Option<Timestamp>,
    /// When they were last changed.
    pub updated_at: Option<Timestamp>,
}

/// A contact's metadata, taken apart.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What others keep.
    pub metadata: Map<String, Value>,
    /// Our notes.
    pub notes: Vec<SharedNote>,
}

/// This store's number of a contact.
pub type ContactRow = i64;

/// Contacts that Kapso added in the same millisecond get as many rows.
const ROWS_A_MILLISECOND: i64 = 1 << 20;

impl Writer<'_> {
    /// Stores a contact unless something newer is known; gives its row when that changed anything.
    pub fn put_contact(&self, seen: &SeenContact) -> Result<Option<ContactRow>> {
        if self.knows_newer(seen)? {
            return Ok(None);
        }
        let row = match self.contact_row(&seen.id)? {
            Some(row) => row,
            None => self.next_contact_row(seen.created_at)?,
        };
        let sql = "INSERT INTO contacts (row, id, business_scoped_user_id, digits, username, profile_name, display_name, customer_id, metadata, created_at, updated_at)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, coalesce(?9, '{}'), ?10, ?11)
                   ON CONFLICT (id) DO UPDATE SET business_scoped_user_id = excluded.business_scoped_user_id, digits = excluded.digits, username = excluded.username,
                     profile_name = excluded.profile_name, display_name = excluded.display_name, customer_id = excluded.customer_id,
                     metadata = coalesce(?9, metadata), updated_at = excluded.updated_at
                   WHERE business_scoped_user_id IS NOT excluded.business_scoped_user_id OR digits IS NOT excluded.digits OR username IS NOT excluded.username
                     OR profile_name IS NOT excluded.profile_name OR display_name IS NOT excluded.display_name OR customer_id IS NOT excluded.customer_id
                     OR metadata <> coalesce(?9, metadata) OR updated_at IS NOT excluded.updated_at";
        let changed = self.run(
            sql,
            params![
                row,
                seen.id,
                seen.known.user,
                seen.known.digits,
                seen.username,
                seen.profile_name,
                seen.display_name,
                seen.customer_id,
                seen.kept.as_ref().map(|kept| Value::Object(kept.metadata.clone()).to_string()),
                seen.created_at.map(Timestamp::as_millisecond),
                seen.updated_at.map(Timestamp::as_millisecond),
            ],
        )? > 0;
        let noted = match &seen.kept {
            Some(kept) => self.put_shared_notes(row, &kept.notes)?,
            None => false,
        };
        if changed || noted {
            self.index_contact(row)?;
        }
        Ok((changed || noted).then_some(row))
    }

    /// Whether what is seen is from before the last change: a list that was asked for meanwhile.
    fn knows_newer(&self, seen: &SeenContact) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM contacts WHERE id = ?1 AND updated_at > ?2)";
        let seen_at = seen.updated_at.map_or(0, Timestamp::as_millisecond);
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_row(params![seen.id, seen_at], |row| row.get(0)).map_err(fault)
    }

    fn next_contact_row(&self, created_at: Option<Timestamp>) -> Result<ContactRow> {
        let first = created_at.map_or(0, Timestamp::as_millisecond).max(0).saturating_mul(ROWS_A_MILLISECOND);
        let sql = "SELECT max(row) FROM contacts WHERE row >= ?1 AND row < ?2";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let last: Option<i64> = statement.query_row([first, first.saturating_add(ROWS_A_MILLISECOND)], |row| row.get(0)).map_err(fault)?;
        Ok(last.map_or(first, |last| last.saturating_add(1)))
    }
}

impl Reader<'_> {
    /// The row of Kapso's contact.
    pub fn contact_row(&self, contact_id: &str) -> Result<Option<ContactRow>> {
        let mut statement = self.connection.prepare_cached("SELECT row FROM contacts WHERE id = ?1").map_err(fault)?;
        statement.query_row([contact_id], |row| row.get(0)).optional().map_err(fault)
    }

    /// The contacts that a business-scoped user id or the digits of a number name, newest first.
    pub fn contacts_known_as(&self, known: &KnownAs) -> Result<Vec<(ContactRow, Contact)>> {
        let sql = "SELECT * FROM contacts WHERE business_scoped_user_id = ?1 OR digits = ?2 ORDER BY row DESC";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = |found: &Row<'_>| Ok((found.get("row")?, contact(found)?));
        statement.query_map(params![known.user, known.digits], read).and_then(Iterator::collect).map_err(fault)
    }

    /// A contact with what programs keep about them.
    pub fn contact(&self, row: ContactRow) -> Result<Option<Contact>> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM contacts WHERE row = ?1").map_err(fault)?;
        let read = |found: &Row<'_>| {
            let metadata: String = found.get("metadata")?;
            Ok(Contact { metadata: serde_json::from_str(&metadata).unwrap_or_default(), ..contact(found)? })
        };
        statement.query_row([row], read).optional().map_err(fault)
    }

    /// Their threads, newest first.
    pub fn threads_of_contact(&self, row: ContactRow) -> Result<Vec<i64>> {
        let sql = "SELECT threads.id FROM contacts AS whose
                   JOIN threads ON threads.business_scoped_user_id = whose.business_scoped_user_id OR threads.digits = whose.digits
                   WHERE whose.row = ?1 AND (SELECT contact FROM contact_of_thread WHERE thread_id = threads.id) = ?1
                   ORDER BY last_active_at DESC, threads.id DESC";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_map([row], |row| row.get(0)).and_then(Iterator::collect).map_err(fault)
    }

    /// The contact of a thread.
    pub fn contact_of_thread(&self, thread_id: i64) -> Result<Option<ContactRow>> {
        let mut statement = self.connection.prepare_cached("SELECT contact FROM contact_of_thread WHERE thread_id = ?1").map_err(fault)?;
        let found: Option<Option<ContactRow>> = statement.query_row([thread_id], |row| row.get(0)).optional().map_err(fault)?;
        Ok(found.flatten())
    }

    /// Whether somebody among those who wrote last is no contact yet.
    pub fn has_a_stranger(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM (SELECT id FROM threads ORDER BY last_active_at DESC, id DESC LIMIT 20) AS newest
                   JOIN contact_of_thread ON thread_id = newest.id WHERE contact IS NULL)";
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([], |row| row.get(0))).map_err(fault)
    }
}

fn contact(row: &Row<'_>) -> rusqlite::Result<Contact> {
    let (profile_name, username): (Option<String>, Option<String>) = (row.get("profile_name")?, row.get("username")?);
    let display_name: Option<String> = row.get("display_name")?;
    Ok(Contact {
        contact_id: row.get("id")?,
        name: display_name.or_else(|| profile_name.clone()).or_else(|| username.clone()),
        profile_name,
        username,
        phone_number: row.get::<_, Option<String>>("digits")?.map(|digits| format!("+{digits}")),
        business_scoped_user_id: row.get("business_scoped_user_id")?,
        customer_id: row.get("customer_id")?,
        metadata: Map::new(),
        created_at: row.get::<_, Option<i64>>("created_at")?.map(time),
    })
}
