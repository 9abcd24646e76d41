//! Which files WhatsApp takes, for which kinds of message, and how large.

use crate::refusal::Refusal;

const MB: usize = 1024 * 1024;

const IMAGES: [&str; 2] = ["image/jpeg", "image/png"];
const STICKERS: [&str; 1] = ["image/webp"];
const VIDEOS: [&str; 2] = ["video/mp4", "video/3gpp"];
const SOUNDS: [&str; 5] = ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"];
const DOCUMENTS: [&str; 9] = [
    "text/plain",
    "text/csv",
    "application/pdf",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
];

/// The most bytes that any file may have.
pub(crate) const LARGEST: usize = 100 * MB;

/// How many bytes a file of this type may have; nothing for a type that no kind of message can carry.
pub(crate) fn limit(mime_type: &str) -> Option<usize> {
    match plain(mime_type) {
        plain if IMAGES.contains(&plain) => Some(5 * MB),
        plain if STICKERS.contains(&plain) => Some(MB / 2),
        plain if VIDEOS.contains(&plain) || SOUNDS.contains(&plain) => Some(16 * MB),
        plain if DOCUMENTS.contains(&plain) => Some(LARGEST),
        _ => None,
    }
}

/// Refuses a file that no kind of message can carry.
pub(crate) fn check(mime_type: &str, size: usize) -> Result<(), Refusal> {
    let most = limit(mime_type).ok_or_else(|| {
        let all: Vec<&str> = [&IMAGES[..], &STICKERS, &VIDEOS, &SOUNDS, &DOCUMENTS].concat();
        Refusal::parameter(100, format!("Param file must be a file with one of the following types: {}", all.join(", ")))
    })?;
    if size > most {
        return Err(Refusal::parameter(100, format!("The file is too large: {} may have up to {most} bytes", plain(mime_type))));
    }
    if size == 0 {
        return Err(Refusal::parameter(100, "The file is empty"));
    }
    Ok(())
}

/// Whether a kind of message can carry a file of this type; documents carry anything.
pub(crate) fn fits(kind: &str, mime_type: &str) -> bool {
    let plain = plain(mime_type);
    match kind {
        "image" => IMAGES.contains(&plain),
        "sticker" => STICKERS.contains(&plain),
        "video" => VIDEOS.contains(&plain),
        "audio" => SOUNDS.contains(&plain),
        _ => true,
    }
}

fn plain(mime_type: &str) -> &str {
    mime_type.split(';').next().unwrap_or_default().trim()
}
