//! Files taken in from an address instead of an upload.

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    extract::State,
    http::{StatusCode, Uri},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

use super::{data, numbers};
use crate::{
    cast::file,
    loopback,
    proxy::{kinds, sha256},
    refusal::{Family, Refusal},
    request_body::{Body, optional_text},
    store::media::Media,
    world::World,
};

/// The invented host whose files are those of the cast; nothing else outside this machine is asked.
const CAST: &str = "media.example";
const PATIENCE: Duration = Duration::from_secs(20);

/// A file on its way in.
struct File {
    name: String,
    mime_type: Option<String>,
    bytes: Vec<u8>,
}

pub(crate) async fn ingest(State(world): State<Arc<World>>, body: Body) -> Result<Json<Value>, Refusal> {
    let wanted = body.wrapped("media_ingest")?;
    let number = optional_text(wanted, "phone_number_id")?.flatten().ok_or_else(|| wrong("phone_number_id can't be blank"))?;
    let source = optional_text(wanted, "source")?.flatten().ok_or_else(|| wrong("source can't be blank"))?;
    let delivery = optional_text(wanted, "delivery")?.flatten().unwrap_or_else(|| "meta_media".to_owned());
    if !["meta_media", "meta_resumable_asset"].contains(&delivery.as_str()) {
        return Err(wrong("delivery must be one of meta_media, meta_resumable_asset"));
    }
    if numbers::find(&world, &number)?.is_sandbox() {
        return Err(Refusal::text(StatusCode::FORBIDDEN, "Media cannot be ingested for sandbox numbers"));
    }
    let file = fetch(&source).await?;
    let media = checked(&world, number, file, wanted)?;
    world.act(|tx| Ok(media.insert(tx)?))?;
    let target = if delivery == "meta_media" {
        json!({ "kind": delivery, "media_id": media.id })
    } else {
        json!({ "kind": delivery, "handle": format!("4::{}", STANDARD.encode(&media.handle)) })
    };
    Ok(data(json!({
        "ingest_id": world.dice.uuid(),
        "target": target,
        "resource": {
            "filename": media.filename,
            "mime_type": media.mime_type,
            "size_bytes": media.bytes.len(),
            "sha256": media.sha256,
            "source_url": source,
        },
    })))
}

async fn fetch(source: &str) -> Result<File, Refusal> {
    let uri: Option<Uri> = source.parse().ok();
    let uri = uri.filter(|uri| ["http", "https"].contains(&uri.scheme_str().unwrap_or_default()) && uri.host().is_some());
    let uri = uri.ok_or_else(|| wrong("source must be an http or https address"))?;
    let name = uri.path().rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or("file").to_owned();
    if uri.host() == Some(CAST) {
        let (bytes, mime_type) = file(&name).ok_or_else(unreachable)?;
        return Ok(File { name, mime_type: Some(mime_type.to_owned()), bytes: bytes.to_vec() });
    }
    let fetched = loopback::get(source, kinds::LARGEST, PATIENCE).await.map_err(|_| unreachable())?;
    if fetched.status != 200 {
        return Err(unreachable());
    }
    Ok(File { name, mime_type: fetched.mime_type, bytes: fetched.bytes.to_vec() })
}

fn checked(world: &World, number_id: String, file: File, wanted: &Map<String, Value>) -> Result<Media, Refusal> {
    let mime_type = optional_text(wanted, "mime_type")?.flatten().or(file.mime_type).unwrap_or_default();
    let most = kinds::limit(&mime_type).ok_or_else(|| wrong(format!("WhatsApp takes no files of type {mime_type:?}")))?;
    if file.bytes.is_empty() {
        return Err(wrong("The source is empty"));
    }
    if file.bytes.len() > most {
        return Err(Refusal::text(StatusCode::PAYLOAD_TOO_LARGE, format!("The source is larger than {most} bytes")));
    }
    Ok(Media {
        id: world.dice.meta_id(),
        number_id,
        mime_type,
        filename: Some(optional_text(wanted, "filename")?.flatten().unwrap_or(file.name)),
        sha256: sha256(&file.bytes),
        bytes: file.bytes,
        handle: world.dice.token(),
        created_at: world.clock.now(),
    })
}

fn unreachable() -> Refusal {
    Refusal::text(StatusCode::BAD_GATEWAY, "The source could not be fetched")
}

fn wrong(text: impl Into<String>) -> Refusal {
    Refusal::invalid(Family::Platform, text)
}
