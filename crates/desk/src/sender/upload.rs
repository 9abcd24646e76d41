//! The step before a message with a local file: its upload.

use kapso::Upload;

use crate::{
    engine::Engine,
    outbox::{Attempt, LocalFile},
    store::outbox::Due,
};

/// Larger files are not kept here as well.
const LARGEST_KEPT: u64 = 25 * 1024 * 1024;

/// Uploads the file that a send waits for, if it does, and gives the send that carries it; else what became of the attempt.
/// The media id is on the disk before the message leaves, so that a message never leaves without anybody knowing of it.
pub(super) async fn first(engine: &Engine, send: Due) -> Result<Due, (Due, Attempt)> {
    let Some(file) = send.file.clone() else { return Ok(send) };
    match uploaded(engine, &send, file).await {
        Ok(media_id) => Ok(Due { body: send.body.clone().carrying(&media_id), ..send }),
        Err(attempt) => Err((send, attempt)),
    }
}

async fn uploaded(engine: &Engine, send: &Due, file: LocalFile) -> Result<String, Attempt> {
    let refused = |words: String| Attempt::Refused { code: None, words };
    let kept = engine.kept_file(&file.path).await.map_err(|error| refused(error.message))?;
    let (file, bytes) = tokio::task::spawn_blocking(move || file.read(kept).map(|bytes| (file, bytes)))
        .await
        .map_err(|_| refused("The file could not be read. Nothing was sent.".to_owned()))?
        .map_err(refused)?;
    let upload = Upload { filename: file.filename, mime_type: file.mime_type.clone(), bytes: bytes.clone() };
    let media_id =
        engine.kapso().upload_media(&send.phone_number_id, upload).await.map_err(|error| Attempt::read_upload(&error, send.attempt))?;
    let (now, kept, noted) = (engine.now(), media_id.clone(), send.clone());
    engine
        .write(move |store| {
            store.note_upload(&noted, &kept, now)?;
            if file.byte_size <= LARGEST_KEPT { store.put_media(&kept, Some(&file.mime_type), &bytes, now) } else { Ok(()) }
        })
        .await
        .map_err(|error| refused(error.message))?;
    Ok(media_id)
}
