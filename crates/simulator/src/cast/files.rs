//! The files that people send: small, of our own making, see `media/README.md`.

/// The bytes and the media type of a file of the cast.
pub(super) fn find(name: &str) -> Option<(&'static [u8], &'static str)> {
    FILES.iter().find(|(own, ..)| *own == name).map(|(_, mime_type, bytes)| (*bytes, *mime_type))
}

const FILES: [(&str, &str, &[u8]); 0] = [];
