//! Pictures, films, sounds and files.

use url::Url;

use crate::{
    Client, Error, Result,
    call::{Call, LONG, PROXY},
    wire::MediaLookup,
};

/// A file's bytes and type.
#[derive(Debug, Clone)]
pub struct MediaFile {
    /// The type, as Meta knows it.
    pub mime_type: Option<String>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Client {
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
