//! Notes about contacts. The copy here answers first; Kapso's metadata is where the team shares them.

use rusqlite::{Row, params};

use super::ContactRow;
use crate::{
    error::Result,
    model::Note,
    notes::SharedNote,
    store::{Reader, Writer, fault, threads::time},
    values::{AuthorKind, NoteState},
};

impl Writer<'_> {
    /// Notes something about a contact; it waits for its way to Kapso.
    pub fn add_note(&self, contact: ContactRow, note: &SharedNote) -> Result<()> {
        self.put_note(contact, note, NoteState::Queued)?;
        self.index_contact(contact)
    }

    /// Notes that Kapso refuses a contact's waiting notes; they stay here.
    pub fn refuse_notes(&self, contact: ContactRow) -> Result<()> {
        self.run("UPDATE notes SET state = 'refused' WHERE contact = ?1 AND state = 'queued'", [contact])?;
        Ok(())
    }

    /// Takes in what Kapso has. A note that was there and is gone waits again: another desk wrote at the same moment.
    pub(super) fn put_shared_notes(&self, contact: ContactRow, seen: &[SharedNote]) -> Result<bool> {
        let mut changed = false;
        for note in seen {
            changed |= self.put_note(contact, note, NoteState::Shared)?;
        }
        let ids = serde_json::to_string(&seen.iter().map(|note| &note.id).collect::<Vec<_>>()).unwrap_or_default();
        let sql =
            "UPDATE notes SET state = 'queued' WHERE contact = ?1 AND state = 'shared' AND id NOT IN (SELECT value FROM json_each(?2))";
        Ok(self.run(sql, params![contact, ids])? > 0 || changed)
    }

    fn put_note(&self, contact: ContactRow, note: &SharedNote, state: NoteState) -> Result<bool> {
        let sql = "INSERT INTO notes (contact, id, at, text, author, author_name, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                   ON CONFLICT DO UPDATE SET state = excluded.state WHERE state <> excluded.state";
        let row = params![contact, note.id, note.at.as_millisecond(), note.text, note.author.as_str(), note.author_name, state.as_str()];
        Ok(self.run(sql, row)? > 0)
    }
}

impl Reader<'_> {
    /// The notes about a contact, newest first.
    pub fn notes(&self, contact: ContactRow) -> Result<Vec<Note>> {
        let sql = "SELECT * FROM notes WHERE contact = ?1 ORDER BY at DESC, id DESC";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        let read = |row: &Row<'_>| Ok((shared(row)?, NoteState::of(row.get_ref("state")?.as_str()?)));
        let notes: Vec<(SharedNote, NoteState)> = statement.query_map([contact], read).and_then(Iterator::collect).map_err(fault)?;
        Ok(notes.into_iter().map(|(note, state)| shown(note, state)).collect())
    }

    /// The contacts whose notes wait for their way to Kapso.
    pub fn contacts_with_queued_notes(&self) -> Result<Vec<ContactRow>> {
        let sql = "SELECT DISTINCT contact FROM notes WHERE state = 'queued'";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(fault)
    }

    /// A contact's notes that wait, oldest first.
    pub fn queued_notes(&self, contact: ContactRow) -> Result<Vec<SharedNote>> {
        let sql = "SELECT * FROM notes WHERE contact = ?1 AND state = 'queued' ORDER BY at, id";
        let mut statement = self.connection.prepare_cached(sql).map_err(fault)?;
        statement.query_map([contact], shared).and_then(Iterator::collect).map_err(fault)
    }
}

fn shared(row: &Row<'_>) -> rusqlite::Result<SharedNote> {
    Ok(SharedNote {
        id: row.get("id")?,
        at: time(row.get("at")?),
        text: row.get("text")?,
        author: AuthorKind::of(row.get_ref("author")?.as_str()?),
        author_name: row.get("author_name")?,
    })
}

fn shown(note: SharedNote, state: NoteState) -> Note {
    Note { note_id: Some(note.id), at: note.at, text: note.text, author: note.author, author_name: note.author_name, state }
}
