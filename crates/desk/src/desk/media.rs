//! Files of messages: from the store, or fetched once and kept there, encrypted.

use std::path::{Path, PathBuf};

use super::Desk;
use crate::{
    engine::Engine,
    error::{Error, ErrorCode, Result},
    media::{self, LookedFile},
    model::OF_REQUEST,
    outbox::{is_kept, kept_place, read_at_most},
    upstream,
};

/// A file that a page may show. Its type is what its bytes are, not what a sender says.
#[derive(Debug, Clone)]
pub struct MediaFile {
    /// The type, from the first bytes; `application/octet-stream` for everything that is not shown.
    pub mime_type: &'static str,
    /// The name that the sender gave it, as it came: not safe as a path.
    pub filename: Option<String>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Larger files are not shown; they can be saved.
const LARGEST: u64 = 25 * 1024 * 1024;

impl MediaFile {
    /// A file of this computer that may be shown; none when it is too large for that, or is not there. Blocks.
    fn read(path: &Path) -> Option<Self> {
        let bytes = read_at_most(path, LARGEST).ok().flatten()?;
        let filename = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Some(Self { mime_type: shown_as(&bytes), filename, bytes })
    }
}

impl Desk {
    /// Keeps a pasted file, encrypted, until it has left; gives its place.
    pub async fn keep_pasted(&self, filename: &str, bytes: Vec<u8>) -> Result<String> {
        let (engine, place) = (self.engine()?, kept_place(filename));
        let (kept_at, now) = (place.clone(), engine.now());
        engine.write(move |store| store.keep_file(&kept_at, &bytes, now)).await?;
        Ok(place)
    }

    /// A file that a person picked, dropped or pasted, as WhatsApp would take it. Nothing is sent.
    pub async fn looked_file(&self, place: &str) -> Result<LookedFile> {
        media::look(place.to_owned(), self.kept_file(place).await?).await
    }

    /// The same, to be shown; none when it is too large for that, or is not there.
    pub async fn chosen_file(&self, place: &str) -> Result<Option<MediaFile>> {
        if let Some(bytes) = self.kept_file(place).await? {
            return Ok(Some(MediaFile { mime_type: shown_as(&bytes), filename: None, bytes }));
        }
        let path = PathBuf::from(place);
        tokio::task::spawn_blocking(move || MediaFile::read(&path)).await.map_err(|cause| Error::internal("file", cause))
    }

    async fn kept_file(&self, place: &str) -> Result<Option<Vec<u8>>> {
        if is_kept(place) { self.engine()?.kept_file(place).await } else { Ok(None) }
    }

    /// The file of a message.
    pub async fn media(&self, message_id: &str) -> Result<MediaFile> {
        let engine = self.engine()?;
        if let Some(request_id) = message_id.strip_prefix(OF_REQUEST) {
            return of_request(&engine, request_id).await;
        }
        let wamid = message_id.to_owned();
        let found = engine.read(move |store| store.media_of_message(&wamid)).await?;
        let (number, media) =
            found.ok_or_else(|| Error::new(ErrorCode::NotFound, "This message has no file.", "Look at another message."))?;
        let (filename, media_id) = (media.filename, media.media_id.unwrap_or_default());
        let kept = {
            let media_id = media_id.clone();
            engine.read(move |store| store.media(&media_id)).await?
        };
        let bytes = match kept {
            Some((_, bytes)) => bytes,
            None => {
                let file = engine.kapso().media(&number, &media_id, LARGEST).await.map_err(|error| upstream::explain(&error))?;
                let (now, bytes) = (engine.now(), file.bytes.clone());
                engine.write(move |store| store.put_media(&media_id, file.mime_type.as_deref(), &bytes, now)).await?;
                file.bytes
            }
        };
        Ok(MediaFile { mime_type: shown_as(&bytes), filename, bytes })
    }
}

/// The file that a person looked at before deciding about a request; it is not fetched here.
async fn of_request(engine: &Engine, request_id: &str) -> Result<MediaFile> {
    let id: i64 = request_id.parse().map_err(|_| no_file())?;
    let file = engine.read(move |store| store.request(id)).await?.and_then(|request| request.file).ok_or_else(no_file)?;
    let bytes = engine.kept_file(&file.path).await?.ok_or_else(no_file)?;
    Ok(MediaFile { mime_type: shown_as(&bytes), filename: Some(file.filename), bytes })
}

fn no_file() -> Error {
    Error::new(ErrorCode::NotFound, "This request has no file that was looked at.", "Preview its file first.")
}

/// Only pictures, sounds, films and PDF are shown; SVG and HTML are not among them. A voice message is Opus in an OGG file.
fn shown_as(bytes: &[u8]) -> &'static str {
    let shown = [
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/gif",
        "audio/ogg",
        "audio/mpeg",
        "audio/m4a",
        "audio/aac",
        "audio/amr",
        "video/mp4",
        "video/3gpp",
        "application/pdf",
    ];
    let found = infer::get(bytes).map(|kind| kind.mime_type()).map(|found| if found == "audio/opus" { "audio/ogg" } else { found });
    found.and_then(|found| shown.into_iter().find(|shown| *shown == found)).unwrap_or("application/octet-stream")
}
