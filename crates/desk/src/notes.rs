//! Notes as they stand in a contact's metadata at Kapso: a list under one key of ours, to which entries are only added.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::values::AuthorKind;

/// Our key in a contact's metadata. Every other key belongs to somebody else.
pub const KEY: &str = "kapso_desk_notes";

/// A note, on whichever desk it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedNote {
    /// Its id, the same on every desk.
    pub id: String,
    /// When it was written.
    pub at: Timestamp,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub author: AuthorKind,
    /// The agent's name.
    pub author_name: Option<String>,
}

/// The notes in a contact's metadata. Entries that are none of ours are passed over.
pub fn read(metadata: &Map<String, Value>) -> Vec<SharedNote> {
    entries(metadata).iter().filter_map(note).collect()
}

/// The metadata with these notes in it, each once; everything else stays as it is, what is not understood too.
/// None when they all stand there already.
pub fn merged(metadata: &Map<String, Value>, notes: &[SharedNote]) -> Option<Map<String, Value>> {
    let known = read(metadata);
    let new: Vec<&SharedNote> = notes.iter().filter(|note| known.iter().all(|known| known.id != note.id)).collect();
    if new.is_empty() {
        return None;
    }
    let mut all = entries(metadata);
    // What is left of a note whose whole is here is no second one.
    all.retain(|entry| new.iter().all(|note| entry.get("id").and_then(Value::as_str) != Some(note.id.as_str())));
    all.extend(new.into_iter().map(entry));
    let mut merged = metadata.clone();
    merged.insert(KEY.to_owned(), Value::Array(all));
    Some(merged)
}

/// Somebody else's value under our key is kept as the first entry.
fn entries(metadata: &Map<String, Value>) -> Vec<Value> {
    match metadata.get(KEY) {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(entries)) => entries.clone(),
        Some(other) => vec![other.clone()],
    }
}

fn note(entry: &Value) -> Option<SharedNote> {
    let text = |name: &str| entry.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    Some(SharedNote {
        id: text("id")?.to_owned(),
        at: text("at")?.parse().ok()?,
        text: text("text")?.to_owned(),
        author: AuthorKind::of(text("author").unwrap_or_default()),
        author_name: text("author_name").map(str::to_owned),
    })
}

fn entry(note: &SharedNote) -> Value {
    let mut entry = json!({ "id": note.id, "at": note.at.to_string(), "text": note.text, "author": note.author.as_str() });
    if let (Some(name), Some(entry)) = (&note.author_name, entry.as_object_mut()) {
        entry.insert("author_name".to_owned(), json!(name));
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(id: &str) -> SharedNote {
        let author_name = Some("Claude Code".to_owned());
        SharedNote { id: id.to_owned(), at: Timestamp::UNIX_EPOCH, text: format!("note {id}"), author: AuthorKind::Agent, author_name }
    }

    fn object(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn what_is_written_is_read_back_and_nobody_elses_key_moves() {
        let before = object(json!({ "tags": ["vip"], "z": { "deep": [1, null] } }));
        let after = merged(&before, &[said("a"), said("b")]).unwrap_or_default();
        assert_eq!(read(&after), [said("a"), said("b")]);
        assert!(before.iter().all(|(key, value)| after.get(key) == Some(value)));
        assert_eq!(merged(&after, &[said("b")]), None, "a note that is there is not written twice");
    }

    #[test]
    fn a_note_of_which_only_a_part_is_there_is_made_whole_and_not_two() {
        let before = object(json!({ (KEY): [{ "id": "a", "author": "agent" }, { "id": "x" }] }));
        let after = merged(&before, &[said("a")]).unwrap_or_default();
        assert_eq!(read(&after), [said("a")]);
        assert_eq!(after.get(KEY).and_then(Value::as_array).map(Vec::len), Some(2), "{after:?}");
    }

    #[test]
    fn what_is_not_understood_under_our_key_is_kept() {
        for (odd, kept) in
            [(json!("a text"), json!(["a text"])), (json!([1, { "id": "x" }]), json!([1, { "id": "x" }])), (json!({}), json!([{}]))]
        {
            let after = merged(&object(json!({ (KEY): odd })), &[said("a")]).unwrap_or_default();
            let entries = after.get(KEY).and_then(Value::as_array).cloned().unwrap_or_default();
            assert_eq!(entries.split_last().map(|(_, kept)| kept), kept.as_array().map(Vec::as_slice));
            assert_eq!(read(&after), [said("a")]);
        }
    }
}
