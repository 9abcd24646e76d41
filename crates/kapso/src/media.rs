//! Pictures, films, sounds and files.

use reqwest::multipart::{Form, Part};
use url::Url;

use crate::{
    Client, Error, Result,
    call::{Call, LONG, PROXY},
    wire::{MediaLookup, Uploaded},
};

/// A file's bytes and type.
#[derive(Debug, Clone)]
pub struct MediaFile {
    /// The type, as Meta knows it.
    pub mime_type: Option<String>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A file to upload.
#[derive(Debug, Clone)]
pub struct Upload {
    /// Its name, as the recipient may see it.
    pub filename: String,
    /// Its type; WhatsApp refuses types that it does not take.
    pub mime_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Client {
    /// Uploads a file for sending from a number (`POST /{phone_number_id}/media`); gives its media id, good for 30 days.
    pub async fn upload_media(&self, phone_number_id: &str, upload: Upload) -> Result<String> {
        let part = Part::bytes(upload.bytes).file_name(upload.filename);
        let part = part.mime_str(&upload.mime_type).map_err(|_| Error::Argument(format!("`{}` is no media type", upload.mime_type)))?;
        let form = Form::new().text("messaging_product", "whatsapp").text("type", upload.mime_type).part("file", part);
        self.form::<Uploaded>(&[phone_number_id, "media"], form, LONG).await.map(|uploaded| uploaded.id)
    }

    /// Looks a media id up and fetches its bytes, at most `largest` of them. The link lives about four minutes and is used at once.
    pub async fn media(&self, phone_number_id: &str, media_id: &str, largest: u64) -> Result<MediaFile> {
        let call = Call::get(PROXY, vec![media_id]).with("phone_number_id", Some(phone_number_id));
        let lookup: MediaLookup = self.json(call).await?;
        let link = lookup.download_url.or(lookup.url).ok_or_else(|| Error::Unreadable("the media lookup has no link".to_owned()))?;
        let link = Url::parse(&link).map_err(|_| Error::Unreadable("the media lookup's link is no URL".to_owned()))?;
        let (served, bytes) = self.file(link, largest, LONG).await?;
        Ok(MediaFile { mime_type: lookup.mime_type.or(served), bytes })
    }
}
