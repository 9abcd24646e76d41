//! A message with a file: checked, then as WhatsApp is given it and as a thread shows it.

use serde_json::{Map, Value, json};

use super::{
    MediaMessage, MediaType, UNSEEN,
    local::{Chosen, choose, choose_bytes},
};
use crate::{
    error::{Error, Result},
    faults::Faults,
    link,
    model::Media,
    outbox::{self, Content, LocalFile},
    store::messages::Parts,
};

impl MediaMessage {
    /// The message, or everything that does not fit. A local file is read whole, to know it again when it leaves; `kept` are its bytes
    /// where the desk keeps it.
    pub async fn content(self, kept: Option<Vec<u8>>) -> Result<Content> {
        tokio::task::spawn_blocking(move || self.read(kept.as_deref())).await.map_err(|cause| Error::internal("file", cause))?
    }

    fn read(&self, kept: Option<&[u8]>) -> Result<Content> {
        self.check_fields()?;
        let chosen = self.path.as_deref().map(|path| choose(self, path, kept)).transpose()?;
        let kind = chosen.as_ref().map(|chosen| chosen.kind).or(self.kind).unwrap_or(MediaType::Document);
        self.check_words(kind)?;
        let parts = Parts { media: Some(self.shown(kind, chosen.as_ref())), ..Parts::default() };
        let mut content = Content::new(kind.message_kind(), self.sent(kind, chosen.as_ref()), self.caption.clone(), parts);
        content.file = chosen.map(|chosen| chosen.file);
        Ok(content)
    }

    /// The most bytes that a file of its kind may have.
    pub(crate) fn largest(&self) -> u64 {
        self.kind.unwrap_or(MediaType::Document).largest(true)
    }

    /// The file that stood at its address, as it would be sent, and its bytes; or why WhatsApp would not take it.
    pub(crate) async fn file_of(self, bytes: Vec<u8>) -> Result<(LocalFile, Vec<u8>)> {
        let place = outbox::kept_place(&self.filename.clone().unwrap_or_else(|| link::filename(self.url.as_deref().unwrap_or_default())));
        let chosen = move || choose_bytes(&self, &place, &bytes).map(|chosen| (chosen.file, bytes));
        tokio::task::spawn_blocking(chosen).await.map_err(|cause| Error::internal("file", cause))?
    }

    /// All of it, a line each.
    pub fn preview(&self) -> String {
        let what = self.kind.map_or("File", |kind| match kind {
            MediaType::Image => "Picture",
            MediaType::Video => "Film",
            MediaType::Audio if self.voice => "Voice message",
            MediaType::Audio => "Sound",
            MediaType::Document => "Document",
            MediaType::Sticker => "Sticker",
        });
        let name = self.filename.as_ref().map(|name| format!(" {name}")).unwrap_or_default();
        let place = self.url.as_ref().or(self.path.as_ref()).map(String::as_str).unwrap_or_default();
        let caption = self.caption.as_ref().map(|caption| format!("\n{caption}")).unwrap_or_default();
        let warning = self.url.as_ref().map(|_| UNSEEN).unwrap_or_default();
        format!("{what}{name}: {place}{caption}{warning}")
    }

    fn check_fields(&self) -> Result<()> {
        let mut faults = Faults::default();
        match (&self.url, &self.path) {
            (Some(_), Some(_)) => faults.contradiction("`file_url` and `file_path` exclude each other"),
            (None, None) => faults.missing("there is neither `file_url` nor `file_path`"),
            (Some(url), None) => {
                if let Some(fault) = link::fault(url) {
                    faults.invalid(format!("`file_url` {fault}"));
                }
                if self.kind.is_none() {
                    faults.missing("`message_type` is missing, which a `file_url` needs");
                }
            }
            (None, Some(_)) => {}
        }
        faults
            .error("The message does not fit together", "Give one file, and its `message_type` when it is an address.")
            .map_or(Ok(()), Err)
    }

    fn check_words(&self, kind: MediaType) -> Result<()> {
        let mut faults = Faults::default();
        if self.caption.is_some() && !kind.takes_a_caption() {
            faults.surplus(format!("`caption` is not possible with {}", kind.as_str()));
        }
        if self.filename.is_some() && kind != MediaType::Document {
            faults.surplus(format!("`filename` is not possible with {}", kind.as_str()));
        }
        if self.voice && kind != MediaType::Audio {
            faults.surplus(format!("`voice` is not possible with {}", kind.as_str()));
        }
        faults
            .error(
                "The message does not fit together",
                "Captions go with image, video and document, `filename` with document, `voice` with audio.",
            )
            .map_or(Ok(()), Err)
    }

    /// A local file's `id` is put in when it was uploaded.
    fn sent(&self, kind: MediaType, chosen: Option<&Chosen>) -> Value {
        let mut sent = Map::new();
        let filename = chosen.map(|chosen| &chosen.file.filename).or(self.filename.as_ref()).filter(|_| kind == MediaType::Document);
        for (field, value) in [("link", self.url.as_ref()), ("caption", self.caption.as_ref()), ("filename", filename)] {
            if let Some(value) = value {
                sent.insert(field.to_owned(), json!(value));
            }
        }
        if self.voice {
            sent.insert("voice".to_owned(), json!(true));
        }
        Value::Object(sent)
    }

    fn shown(&self, kind: MediaType, chosen: Option<&Chosen>) -> Media {
        let file = chosen.map(|chosen| &chosen.file);
        Media {
            media_id: None,
            mime_type: file.map(|file| file.mime_type.clone()),
            filename: file.map(|file| file.filename.clone()).or_else(|| self.filename.clone()).filter(|_| kind == MediaType::Document),
            byte_size: file.map(|file| file.byte_size),
            transcript: None,
            voice: self.voice,
            animated: chosen.is_some_and(|chosen| chosen.animated),
        }
    }
}
