//! Pictures, films, sounds, files and stickers that are sent.

mod kinds;
mod local;
mod shape;

pub use kinds::MediaType;

use crate::{
    caller::Caller,
    error::{Error, ErrorCode, Result},
    outbox::LocalFile,
};

/// What a person who decides about an address must know.
pub(crate) const UNSEEN: &str = "\n(Nobody has looked at this address. What stands there when WhatsApp fetches it is what arrives.)";

/// What stands there once a person had the desk fetch it.
pub(crate) fn seen(file: &LocalFile) -> String {
    format!(
        "\n(It was fetched and can be looked at. Exactly its {} bytes leave: {}, SHA-256 {}.)",
        file.byte_size, file.mime_type, file.sha256
    )
}

/// What is sent, before it was looked at.
#[derive(Debug, Clone)]
pub struct MediaMessage {
    /// Its kind; by its bytes when absent.
    pub kind: Option<MediaType>,
    /// The https address that WhatsApp fetches it from.
    pub url: Option<String>,
    /// Where it is on this computer.
    pub path: Option<String>,
    /// The text below it.
    pub caption: Option<String>,
    /// A document's name, as the contact sees it.
    pub filename: Option<String>,
    /// Whether a sound is shown as a voice message.
    pub voice: bool,
}

/// Refuses files of this computer to agents, which could be talked into giving any of them away.
pub fn for_people_only(caller: &Caller) -> Result<()> {
    match caller.agent() {
        None => Ok(()),
        Some(_) => Err(Error::new(
            ErrorCode::NotAllowed,
            "Files of this computer are sent by people only. Nothing was read or sent.",
            "Give an https address, or ask a person at the desk to send the file.",
        )),
    }
}

/// A file of this computer as WhatsApp would take it.
#[derive(Debug, Clone)]
pub struct LookedFile {
    /// Its name.
    pub filename: String,
    /// Its size in bytes; 0 when it cannot be read.
    pub byte_size: u64,
    /// What its bytes are, and the kind of message that it becomes; or why WhatsApp would not take it.
    pub kind: Result<(String, MediaType)>,
}

/// Looks at a file that a person chose; `kept` are its bytes where the desk keeps it. Nothing is sent.
pub(crate) async fn look(path: String, kept: Option<Vec<u8>>) -> Result<LookedFile> {
    let looked = move || {
        let place = std::path::Path::new(&path);
        let filename = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let byte_size = match &kept {
            Some(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            None => std::fs::metadata(place).map(|file| file.len()).unwrap_or(0),
        };
        let message = MediaMessage { kind: None, url: None, path: Some(path.clone()), caption: None, filename: None, voice: false };
        let kind = local::choose(&message, &path, kept.as_deref()).map(|chosen| (chosen.file.mime_type, chosen.kind));
        LookedFile { filename, byte_size, kind }
    };
    tokio::task::spawn_blocking(looked).await.map_err(|cause| Error::internal("file", cause))
}

/// The file of a template's header, if WhatsApp would take it for one of this kind.
pub(crate) async fn header_file(kind: MediaType, path: &str, kept: Option<Vec<u8>>) -> Result<LocalFile> {
    let message = MediaMessage { kind: Some(kind), url: None, path: Some(path.to_owned()), caption: None, filename: None, voice: false };
    let chosen = tokio::task::spawn_blocking(move || local::choose(&message, message.path.as_deref().unwrap_or_default(), kept.as_deref()))
        .await
        .map_err(|cause| Error::internal("file", cause))??;
    Ok(chosen.file)
}
