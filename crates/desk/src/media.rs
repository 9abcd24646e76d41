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

/// The file of a template's header, if WhatsApp would take it for one of this kind.
pub async fn header_file(kind: MediaType, path: &str) -> Result<LocalFile> {
    let message = MediaMessage { kind: Some(kind), url: None, path: Some(path.to_owned()), caption: None, filename: None, voice: false };
    let chosen = tokio::task::spawn_blocking(move || local::choose(&message, message.path.as_deref().unwrap_or_default()))
        .await
        .map_err(|cause| Error::internal("file", cause))??;
    Ok(chosen.file)
}
