//! Files of this computer that a person chose: picked, dropped, pasted, or kept beside a draft. The page knows them by handles, and can
//! name no other file.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use desk::{
    desk::Desk,
    error::{Error, ErrorCode},
    media::MediaType,
};
use serde::Serialize;
use serde_json::Value;

/// What a handle begins with; its end is the file's name, which says nothing of where it is.
pub(crate) const HANDLE: &str = "file:";

/// The files that were chosen in this run.
#[derive(Default)]
pub(crate) struct Chosen(Mutex<HashMap<String, PathBuf>>);

/// A chosen file, as the page is told of it.
#[derive(Debug, Serialize)]
pub(crate) struct PickedFile {
    handle: String,
    filename: String,
    byte_size: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    mime_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<MediaType>,
    /// Why WhatsApp would not take it.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<Error>,
}

impl Chosen {
    /// Notes that a person chose a file; gives its handle, always the same one.
    pub(crate) fn note(&self, path: &Path) -> String {
        let mut files = self.files();
        if let Some((handle, _)) = files.iter().find(|(_, known)| *known == path) {
            return handle.clone();
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let handle = format!("{HANDLE}{:016x}/{name}", fresh());
        files.insert(handle.clone(), path.to_owned());
        handle
    }

    /// The same, with what WhatsApp would make of the file.
    pub(crate) async fn look(&self, desk: &Desk, path: &Path) -> Result<PickedFile, Error> {
        let looked = desk.looked_file(&path.to_string_lossy()).await?;
        let (known, problem) = match looked.kind {
            Ok((mime_type, kind)) => (Some((mime_type, kind)), None),
            Err(problem) => (None, Some(problem)),
        };
        let (mime_type, kind) = known.unzip();
        let handle = self.note(path);
        Ok(PickedFile { handle, filename: looked.filename, byte_size: looked.byte_size, mime_type, kind, problem })
    }

    /// Where the file of a handle is.
    pub(crate) fn place(&self, handle: &str) -> Option<PathBuf> {
        self.files().get(handle).cloned()
    }

    /// Puts places where the page's input names files; a file that nobody chose is refused.
    pub(crate) fn with_places(&self, mut input: Value) -> Result<Value, Error> {
        self.replace(&mut input)?;
        Ok(input)
    }

    /// Puts handles where an answer about drafts names places: what was kept was chosen once.
    pub(crate) fn with_handles(&self, mut answer: Value) -> Value {
        let one = answer.pointer_mut("/draft").map(|draft| vec![draft.take()]);
        let mut drafts = one.or_else(|| answer.pointer("/drafts").and_then(Value::as_array).cloned()).unwrap_or_default();
        for file in drafts.iter_mut().filter_map(|draft| draft.get_mut("files")?.as_array_mut()).flatten() {
            let handle = file.get("path").and_then(Value::as_str).map(|path| self.note(Path::new(path)));
            if let (Some(handle), Some(path)) = (handle, file.get_mut("path")) {
                *path = Value::String(handle);
            }
        }
        if let Some(list) = answer.pointer_mut("/drafts") {
            *list = Value::Array(drafts);
        } else if let (Some(draft), Some(place)) = (drafts.pop(), answer.pointer_mut("/draft")) {
            *place = draft;
        }
        answer
    }

    fn replace(&self, input: &mut Value) -> Result<(), Error> {
        if let Value::Array(items) = input {
            return items.iter_mut().try_for_each(|item| self.replace(item));
        }
        for (field, value) in input.as_object_mut().into_iter().flatten() {
            match (field.as_str(), value) {
                ("file_path", Value::String(path)) => *path = self.chosen(path)?,
                ("files", Value::Array(files)) => {
                    for file in files {
                        if let Value::String(path) = file {
                            *path = self.chosen(path)?;
                        }
                    }
                }
                (_, value) => self.replace(value)?,
            }
        }
        Ok(())
    }

    /// Dropped files reach the page by their places as well, as the system gives them.
    fn chosen(&self, named: &str) -> Result<String, Error> {
        let files = self.files();
        let known = files.get(named).or_else(|| files.values().find(|path| path.as_os_str() == named));
        known.map(|path| path.to_string_lossy().into_owned()).ok_or_else(|| {
            Error::new(
                ErrorCode::NotAllowed,
                "Nobody chose this file in the window. Nothing was read or sent.",
                "Pick it, drop it or paste it, then send it.",
            )
        })
    }

    fn files(&self) -> MutexGuard<'_, HashMap<String, PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A number that nobody knows: handles cannot be guessed.
fn fresh() -> u64 {
    use std::hash::{BuildHasher, Hasher, RandomState};
    RandomState::new().build_hasher().finish()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_page_names_only_what_was_chosen() {
        let chosen = Chosen::default();
        let handle = chosen.note(Path::new("/srv/offers/118.pdf"));
        assert!(handle.starts_with("file:") && handle.ends_with("/118.pdf") && !handle.contains("srv"), "{handle}");
        assert_eq!(chosen.note(Path::new("/srv/offers/118.pdf")), handle);
        let sends = |path: &str| chosen.with_places(json!({ "file_path": path, "caption": "file:x" }));
        for named in [handle.as_str(), "/srv/offers/118.pdf"] {
            assert_eq!(sends(named), Ok(json!({ "file_path": "/srv/offers/118.pdf", "caption": "file:x" })));
        }
        let templates = chosen.with_places(json!({ "header": { "file_path": handle } }));
        assert_eq!(templates, Ok(json!({ "header": { "file_path": "/srv/offers/118.pdf" } })));
        for named in ["/etc/passwd", "file:0000000000000000/118.pdf", "", "/srv/offers/../offers/118.pdf", "118.pdf"] {
            assert_eq!(sends(named).unwrap_err().code, ErrorCode::NotAllowed, "{named}");
            let header = chosen.with_places(json!({ "header": { "file_path": named } }));
            assert_eq!(header.unwrap_err().code, ErrorCode::NotAllowed, "{named}");
            let draft = chosen.with_places(json!({ "thread_id": "1", "files": [handle, named] }));
            assert_eq!(draft.unwrap_err().code, ErrorCode::NotAllowed, "{named}");
            let nested = chosen.with_places(json!({ "sends": [{ "file_path": named }] }));
            assert_eq!(nested.unwrap_err().code, ErrorCode::NotAllowed, "{named}");
        }
        assert_eq!(chosen.with_places(json!({ "file_path": null })), Ok(json!({ "file_path": null })));
    }

    #[test]
    fn drafts_come_back_with_handles() {
        let chosen = Chosen::default();
        let file = json!({ "path": "/srv/a.png", "filename": "a.png", "byte_size": 3 });
        let one = chosen.with_handles(json!({ "draft": { "thread_id": "1", "files": [file] } }));
        let handle = one["draft"]["files"][0]["path"].as_str().unwrap().to_owned();
        assert_eq!(chosen.place(&handle), Some(PathBuf::from("/srv/a.png")));
        assert_eq!(one["draft"]["files"][0]["filename"], "a.png");
        let list = chosen.with_handles(json!({ "drafts": [{ "thread_id": "1", "files": [file] }, { "thread_id": "2", "files": [] }] }));
        assert_eq!(list["drafts"][0]["files"][0]["path"], handle.as_str());
        assert_eq!(list["drafts"][1]["thread_id"], "2");
        assert_eq!(chosen.with_handles(json!({})), json!({}));
    }
}
