//! Which files WhatsApp takes for which kind of message, and how large, per Meta's media reference.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{model::HeaderKind, values::MessageKind};

/// The kind of a message with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum MediaType {
    /// JPEG or PNG.
    Image,
    /// MP4 or 3GP.
    Video,
    /// AAC, AMR, MP3, M4A or OGG.
    Audio,
    /// PDF, Word, Excel, PowerPoint or plain text.
    Document,
    /// WebP.
    Sticker,
}

const KB: u64 = 1024;
const MB: u64 = 1024 * KB;

/// Every type that WhatsApp takes: as it is found in a file's bytes, as WhatsApp names it, and the kind that it belongs to.
const TYPES: &[(&str, &str, MediaType)] = &[
    ("image/jpeg", "image/jpeg", MediaType::Image),
    ("image/png", "image/png", MediaType::Image),
    ("image/webp", "image/webp", MediaType::Sticker),
    ("video/mp4", "video/mp4", MediaType::Video),
    ("video/3gpp", "video/3gpp", MediaType::Video),
    ("audio/aac", "audio/aac", MediaType::Audio),
    ("audio/amr", "audio/amr", MediaType::Audio),
    ("audio/mpeg", "audio/mpeg", MediaType::Audio),
    ("audio/m4a", "audio/mp4", MediaType::Audio),
    ("audio/ogg", "audio/ogg", MediaType::Audio),
    ("audio/opus", "audio/ogg", MediaType::Audio),
    ("application/pdf", "application/pdf", MediaType::Document),
    ("application/msword", "application/msword", MediaType::Document),
    ("application/vnd.ms-excel", "application/vnd.ms-excel", MediaType::Document),
    ("application/vnd.ms-powerpoint", "application/vnd.ms-powerpoint", MediaType::Document),
    (WORD, WORD, MediaType::Document),
    (EXCEL, EXCEL, MediaType::Document),
    (POWERPOINT, POWERPOINT, MediaType::Document),
    ("text/plain", "text/plain", MediaType::Document),
    ("text/csv", "text/csv", MediaType::Document),
];
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const EXCEL: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const POWERPOINT: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

/// The container of Office files before 2007; which of them it is, only the name says.
const OFFICE_97: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

const UNKNOWN: &str = "of an unknown type";

/// As much of a file's beginning as says what it is.
pub(super) const BEGINNING: u64 = 64 * KB;

/// WhatsApp's name for the type of these bytes, which may be the beginning of more, and the kind that it belongs to; or the type
/// that it does not take.
pub(super) fn of(bytes: &[u8], path: &Path) -> Result<(&'static str, MediaType), String> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    let found = match extension.as_str() {
        "doc" if bytes.starts_with(&OFFICE_97) => "application/msword",
        "xls" if bytes.starts_with(&OFFICE_97) => "application/vnd.ms-excel",
        "ppt" if bytes.starts_with(&OFFICE_97) => "application/vnd.ms-powerpoint",
        _ if bytes.starts_with(&OFFICE_97) => UNKNOWN,
        _ => infer::get(bytes).map_or_else(|| of_text(bytes, &extension), |found| found.mime_type()),
    };
    TYPES.iter().find(|(known, _, _)| *known == found).map(|(_, name, kind)| (*name, *kind)).ok_or_else(|| found.to_owned())
}

fn of_text(bytes: &[u8], extension: &str) -> &'static str {
    let (text, is_whole) = match std::str::from_utf8(bytes) {
        Ok(text) => (text, true),
        // A letter that the end cuts in two is one all the same.
        Err(fault) => (
            bytes.get(..fault.valid_up_to()).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default(),
            fault.error_len().is_none(),
        ),
    };
    let is_text = is_whole && !text.chars().any(|letter| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'));
    match (is_text, extension) {
        (true, "csv") => "text/csv",
        (true, _) => "text/plain",
        (false, _) => UNKNOWN,
    }
}

impl MediaType {
    /// The most bytes that a file of this kind may have. A sticker that moves may be larger.
    pub fn largest(self, animated: bool) -> u64 {
        match self {
            Self::Image => 5 * MB,
            Self::Video | Self::Audio => 16 * MB,
            Self::Document => 100 * MB,
            Self::Sticker if animated => 500 * KB,
            Self::Sticker => 100 * KB,
        }
    }

    /// The kind of file that a template's header takes; none when it takes no file.
    pub fn of_header(kind: HeaderKind) -> Option<Self> {
        match kind {
            HeaderKind::Image => Some(Self::Image),
            HeaderKind::Video => Some(Self::Video),
            HeaderKind::Document => Some(Self::Document),
            HeaderKind::Text | HeaderKind::Location => None,
        }
    }

    /// Whether a text can stand below it.
    pub fn takes_a_caption(self) -> bool {
        matches!(self, Self::Image | Self::Video | Self::Document)
    }

    /// What WhatsApp takes for it.
    pub fn takes(self) -> &'static str {
        match self {
            Self::Image => "JPEG and PNG",
            Self::Video => "MP4 and 3GP",
            Self::Audio => "AAC, AMR, MP3, M4A and OGG",
            Self::Document => "PDF, Word, Excel, PowerPoint and plain text",
            Self::Sticker => "WebP",
        }
    }

    /// The kind of message.
    pub fn message_kind(self) -> MessageKind {
        match self {
            Self::Image => MessageKind::Image,
            Self::Video => MessageKind::Video,
            Self::Audio => MessageKind::Audio,
            Self::Document => MessageKind::Document,
            Self::Sticker => MessageKind::Sticker,
        }
    }

    /// WhatsApp's word for it.
    pub fn as_str(self) -> &'static str {
        self.message_kind().as_str()
    }
}

/// Whether a WebP moves: its extended header says so.
pub(super) fn is_animated(bytes: &[u8]) -> bool {
    bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 0b10 != 0)
}

/// Whether an OGG holds Opus, as voice messages must.
pub(super) fn is_opus(bytes: &[u8]) -> bool {
    bytes.iter().take(512).copied().collect::<Vec<_>>().windows(8).any(|window| window == b"OpusHead")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_decide_and_a_name_only_where_they_cannot() {
        let of = |bytes: &[u8], name: &str| of(bytes, Path::new(name));
        assert_eq!(of(b"\x89PNG\r\n\x1a\n....", "a.jpg"), Ok(("image/png", MediaType::Image)));
        assert_eq!(of(b"a;b\n1;2\n", "list.csv"), Ok(("text/csv", MediaType::Document)));
        assert_eq!(of("día 1\n".as_bytes(), "notes.md"), Ok(("text/plain", MediaType::Document)));
        assert_eq!(of(&OFFICE_97, "old.xls"), Ok(("application/vnd.ms-excel", MediaType::Document)));
        assert_eq!(of(b"<!DOCTYPE html><html>", "a.pdf"), Err("text/html".to_owned()));
        assert_eq!(of(b"GIF89a........", "a.png"), Err("image/gif".to_owned()));
        assert_eq!(of(&OFFICE_97, "old.png"), Err("of an unknown type".to_owned()));
        assert_eq!(of(&[0, 1, 2, 255], "a.txt"), Err("of an unknown type".to_owned()));
    }
}
