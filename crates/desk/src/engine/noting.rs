//! Notes about contacts: here at once, at Kapso as soon as it takes them.

use std::time::Duration;

use serde_json::{Map, Value};

use super::{Engine, contacts::untold};
use crate::{
    caller::Caller,
    error::{Error, Result},
    model::Note,
    notes::{self, SharedNote},
    operation::Act,
    store::contacts::ContactRow,
    upstream,
    values::AuthorKind,
};

/// Whoever writes a note waits this long for Kapso to take it; after that it goes there by itself.
const NOTE_WAIT: Duration = Duration::from_secs(5);

impl Engine {
    /// Notes something about a contact. It is kept whatever Kapso says; the note tells how far it got.
    pub async fn add_note(&self, row: ContactRow, text: String, act: &Act) -> Result<Note> {
        let (author, author_name) = match &act.caller {
            Caller::Person(_) => (AuthorKind::Person, None),
            Caller::Agent(client) => (AuthorKind::Agent, Some(client.name.clone())),
        };
        let id = format!("{:032x}", rand::random::<u128>());
        let note = SharedNote { id: id.clone(), at: self.now(), text, author, author_name };
        self.write(move |store| store.add_note(row, &note)).await?;
        // Neither an answer that is late nor one that is no changes what was written down here.
        let _ = tokio::time::timeout(NOTE_WAIT, self.push_notes(row)).await;
        self.contact_changed(row).await?;
        let notes = self.read(move |store| store.notes(row)).await?;
        notes
            .into_iter()
            .find(|note| note.note_id.as_ref() == Some(&id))
            .ok_or_else(|| Error::internal("notes", "the new note is not there"))
    }

    /// Brings a contact's waiting notes to Kapso, or notes that Kapso refuses them. An error is one that passes.
    pub(crate) async fn push_notes(&self, row: ContactRow) -> Result<()> {
        let _alone = self.contact_writes.lock().await;
        let (contact, waiting) = self.read(move |store| Ok((store.contact(row)?, store.queued_notes(row)?))).await?;
        let Some(id) = contact.and_then(|contact| contact.contact_id).filter(|_| !waiting.is_empty()) else { return Ok(()) };
        match self.join_notes(&id, &waiting).await {
            Err(error) if !upstream::passes(error.code) => self.write(move |store| store.refuse_notes(row)).await,
            pushed => pushed,
        }
    }

    /// Reads what stands at Kapso, joins the notes with it and writes the whole; who asks holds the lock.
    async fn join_notes(&self, contact_id: &str, waiting: &[SharedNote]) -> Result<()> {
        let mut there = asked(self.contact_at_kapso(contact_id).await)?;
        let metadata = there.metadata.as_ref().ok_or_else(untold)?;
        if let Some(metadata) = notes::merged(metadata, waiting) {
            there = asked(self.change_at_kapso(contact_id, Map::from_iter([("metadata".to_owned(), Value::Object(metadata))])).await)?;
        }
        self.take_contact(there).await.map(|_| ())
    }
}

fn asked<T>(answer: kapso::Result<T>) -> Result<T> {
    answer.map_err(|error| upstream::explain(&error))
}
