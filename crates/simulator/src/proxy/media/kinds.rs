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

/// Refuses a file that no kind of message can carry.
pub(crate) fn check(mime_type: &str, size: usize) -> Result<(), Refusal> {
    let plain = plain(mime_type);
    let most = if IMAGES.contains(&plain) {
        5 * MB
    } else if STICKERS.contains(&plain) {
        MB / 2
    } else if VIDEOS.contains(&plain) || SOUNDS.contains(&plain) {
        16 * MB
    } else if DOCUMENTS.contains(&plain) {
        100 * MB
    } else {
        let all: Vec<&str> = [&IMAGES[..], &STICKERS, &VIDEOS, &SOUNDS, &DOCUMENTS].concat();
        return Err(Refusal::parameter(100, format!("Param file must be a file with one of the following types: {}", all.join(", "))));
    };
    if size > most {
        return Err(Refusal::parameter(100, format!("The file is too large: {plain} may have up to {most} bytes")));
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
