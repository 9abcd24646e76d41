//! A file of this computer: its size first, then what it is.

use std::path::Path;

use super::{
    MediaMessage, MediaType,
    kinds::{self, BEGINNING},
};
use crate::{
    error::{Error, ErrorCode, Result},
    outbox::{LocalFile, is_kept, read_at_most, read_beginning, sha256},
};

/// A file that WhatsApp would take.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) kind: MediaType,
    pub(super) file: LocalFile,
    pub(super) animated: bool,
}

/// Looks at the file of a message; refuses what WhatsApp would. `kept` are its bytes where the desk keeps it. Blocks.
pub(super) fn choose(message: &MediaMessage, given: &str, kept: Option<&[u8]>) -> Result<Chosen> {
    let path = Path::new(given);
    if is_kept(given) {
        return choose_bytes(message, given, kept.ok_or_else(gone)?);
    }
    if !path.is_absolute() {
        return Err(refused("The path is not a whole one".to_owned(), "Give it from the root, such as `/srv/offers/118.pdf`."));
    }
    let (beginning, byte_size) = read_beginning(path, BEGINNING).map_err(|_| gone())?;
    let fits = fits(message, &beginning, byte_size, path)?;
    let bytes = read_at_most(path, fits.largest).map_err(|_| gone())?.ok_or_else(|| fits.too_large(fits.largest.saturating_add(1)))?;
    fits.whole(message, given, &bytes)
}

/// The same for bytes that are kept at `place`.
pub(super) fn choose_bytes(message: &MediaMessage, place: &str, bytes: &[u8]) -> Result<Chosen> {
    let beginning = bytes.get(..usize::try_from(BEGINNING).unwrap_or(usize::MAX)).unwrap_or(bytes);
    let byte_size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    fits(message, beginning, byte_size, Path::new(place))?.whole(message, place, bytes)
}

/// What a file's beginning says of it.
struct Fits {
    kind: MediaType,
    mime_type: &'static str,
    animated: bool,
    largest: u64,
}

fn fits(message: &MediaMessage, beginning: &[u8], byte_size: u64, path: &Path) -> Result<Fits> {
    if beginning.is_empty() {
        return Err(refused("The file is empty".to_owned(), "Choose another one."));
    }
    let (mime_type, natural) = known(beginning, path)?;
    let kind = message.kind.unwrap_or(natural);
    if kind != natural && kind != MediaType::Document {
        let remedy =
            format!("WhatsApp takes {} as {}. Leave `message_type` out, or set it to `{}`.", kind.takes(), kind.as_str(), natural.as_str());
        return Err(refused(format!("The file is {mime_type}, which cannot be sent as {}", kind.as_str()), &remedy));
    }
    if mime_type == "audio/ogg" && !kinds::is_opus(beginning) {
        return Err(refused("WhatsApp takes OGG only with Opus in it".to_owned(), "Convert it to OGG with Opus, MP3 or M4A."));
    }
    if message.voice && mime_type != "audio/ogg" {
        return Err(refused("A voice message must be OGG with Opus".to_owned(), "Leave `voice` out to send it as a sound."));
    }
    let animated = natural == MediaType::Sticker && kinds::is_animated(beginning);
    let largest = natural.largest(animated).min(kind.largest(animated));
    let fits = Fits { kind, mime_type, animated, largest };
    if byte_size > largest { Err(fits.too_large(byte_size)) } else { Ok(fits) }
}

impl Fits {
    fn whole(self, message: &MediaMessage, given: &str, bytes: &[u8]) -> Result<Chosen> {
        let (path, Self { kind, mime_type, animated, .. }) = (Path::new(given), self);
        // A text is one to its end, and the file may have changed since its beginning was read.
        if known(bytes, path)?.0 != mime_type {
            return Err(refused("The file changes while it is read".to_owned(), "Wait until it is complete."));
        }
        let byte_size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let own_name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let filename = message.filename.clone().or(own_name).unwrap_or_else(|| "file".to_owned());
        let file = LocalFile { path: given.to_owned(), filename, mime_type: mime_type.to_owned(), sha256: sha256(bytes), byte_size };
        Ok(Chosen { kind, file, animated })
    }

    fn too_large(&self, size: u64) -> Error {
        refused(format!("The file has {size} bytes; {} may have up to {}", self.mime_type, self.largest), "Send a smaller one.")
    }
}

fn known(bytes: &[u8], path: &Path) -> Result<(&'static str, MediaType)> {
    kinds::of(bytes, path).map_err(|found| {
        refused(
            format!("WhatsApp takes no such file ({found})"),
            "It takes JPEG, PNG, WebP, MP4, 3GP, AAC, AMR, MP3, M4A, OGG, PDF, Office files and plain text.",
        )
    })
}

fn gone() -> Error {
    Error::new(
        ErrorCode::NotFound,
        "There is no file to read at that path. Nothing was sent.",
        "Check its name and whether you may read it.",
    )
}

fn refused(what: String, remedy: &str) -> Error {
    Error::new(ErrorCode::InvalidValue, format!("{what}. Nothing was sent."), remedy)
}
