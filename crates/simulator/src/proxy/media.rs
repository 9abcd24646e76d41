//! Files: upload, look up, delete.

pub(crate) mod kinds;

use std::sync::Arc;

use axum::{
    Json,
    extract::{Multipart, Path, State, multipart::MultipartRejection},
    http::StatusCode,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{Object, number};
use crate::{
    clock::{MINUTE, iso},
    parameters::Parameters,
    refusal::{Family, Refusal},
    store::media::{self, Media},
    world::World,
};

pub(crate) async fn upload(
    State(world): State<Arc<World>>,
    Path(Object { id }): Path<Object>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Json<Value>, Refusal> {
    number(&world, &id)?;
    let form = form.map_err(|_| Refusal::parameter(100, "The body must be multipart/form-data"))?;
    let form = Form::read(form).await?;
    if form.messaging_product.as_deref() != Some("whatsapp") {
        return Err(Refusal::parameter(100, "messaging_product must be whatsapp"));
    }
    let file = form.file.ok_or_else(|| Refusal::parameter(100, "file is required"))?;
    let mime_type = form.mime_type.or(file.mime_type).unwrap_or_default();
    kinds::check(&mime_type, file.bytes.len())?;
    let media = Media {
        id: world.dice.meta_id(),
        number_id: id,
        mime_type,
        filename: file.name,
        sha256: sha256(&file.bytes),
        bytes: file.bytes,
        handle: world.dice.token(),
        created_at: world.clock.now(),
    };
    world.act(|tx| Ok(media.insert(tx)?))?;
    Ok(Json(json!({ "id": media.id })))
}

/// Answers where a file can be fetched for the next four minutes.
pub(crate) fn look_up(world: &World, id: &str, parameters: &Parameters) -> Result<Json<Value>, Refusal> {
    let of = parameters.text("phone_number_id").ok_or_else(|| Refusal::parameter(100, "phone_number_id is required"))?;
    number(world, of)?;
    let expires = world.clock.now().saturating_add(4 * MINUTE);
    let token = world.dice.token();
    let media = world.act(|tx| {
        let media = media::find(tx, id)?.filter(|media| media.number_id == of);
        let media = media.ok_or_else(|| Refusal::missing(Family::Proxy, "Media"))?;
        media::add_token(tx, &token, id, expires)?;
        Ok(media)
    })?;
    Ok(Json(json!({
        "messaging_product": "whatsapp",
        "id": media.id,
        "mime_type": media.mime_type,
        "sha256": media.sha256,
        "file_size": media.bytes.len().to_string(),
        "url": format!("https://lookaside.example.invalid/media/{}", media.id),
        "download_url": format!("{}/meta/whatsapp/media_download?token={token}", world.origin),
        "download_url_expires_at": iso(expires),
    })))
}

pub(crate) async fn delete(State(world): State<Arc<World>>, Path(Object { id }): Path<Object>) -> Result<Json<Value>, Refusal> {
    world.act(|tx| {
        media::find(tx, &id)?.ok_or_else(|| Refusal::missing(Family::Proxy, "Media"))?;
        Ok(media::delete(tx, &id)?)
    })?;
    Ok(Json(json!({ "success": true })))
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The parts of an upload.
#[derive(Default)]
struct Form {
    file: Option<File>,
    messaging_product: Option<String>,
    mime_type: Option<String>,
}

struct File {
    name: Option<String>,
    mime_type: Option<String>,
    bytes: Vec<u8>,
}

impl Form {
    async fn read(mut parts: Multipart) -> Result<Self, Refusal> {
        let broken = |_| Refusal::parameter(100, "The multipart body is malformed or too large");
        let mut form = Self::default();
        while let Some(part) = parts.next_field().await.map_err(broken)? {
            match part.name().unwrap_or_default() {
                "file" => {
                    let (name, mime_type) = (part.file_name().map(str::to_owned), part.content_type().map(str::to_owned));
                    let bytes = part.bytes().await.map_err(broken)?.to_vec();
                    form.file = Some(File { name, mime_type, bytes });
                }
                "messaging_product" => form.messaging_product = Some(part.text().await.map_err(broken)?),
                "type" => form.mime_type = Some(part.text().await.map_err(broken)?),
                _ => {}
            }
        }
        Ok(form)
    }
}

/// Meta's answer to a file id that a message names and that does not exist.
pub(crate) fn unknown(path: &str, id: &str) -> Refusal {
    let text = format!("(#100) Param {path} is not a valid whatsapp business account media attachment ID: {id}");
    Refusal::graph(StatusCode::BAD_REQUEST, 100, "OAuthException", text)
}
