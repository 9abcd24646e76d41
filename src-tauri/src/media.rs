//! Pictures, sounds, films and files for the page: by message, through the desk, and nothing else.

use desk::{
    desk::Desk,
    error::{Error, ErrorCode},
};
use percent_encoding::percent_decode_str;
use tauri::{
    Manager, Runtime, UriSchemeContext, UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};

use crate::chosen::{Chosen, HANDLE};

/// `kapso-media://localhost/<message id>`, or the handle of a file that a person chose.
pub(crate) const SCHEME: &str = "kapso-media";

/// Our own page may also read the bytes, to draw a voice message's wave.
const OUR_PAGE: &[&str] = &["tauri://localhost", "http://tauri.localhost"];

/// Answers with a message's file.
pub(crate) fn answer<R: Runtime>(context: UriSchemeContext<'_, R>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let desk = context.app_handle().state::<Desk>().inner().clone();
    let message_id = percent_decode_str(request.uri().path().trim_start_matches('/')).decode_utf8_lossy().into_owned();
    let local = message_id.starts_with(HANDLE).then(|| context.app_handle().state::<Chosen>().place(&message_id).unwrap_or_default());
    let origin = request.headers().get(header::ORIGIN).filter(|origin| OUR_PAGE.iter().any(|ours| *origin == ours)).cloned();
    let range = request.headers().get(header::RANGE).and_then(|range| range.to_str().ok()).and_then(first_range);
    tauri::async_runtime::spawn(async move {
        let file = match local {
            Some(path) => desk.chosen_file(&path.to_string_lossy()).await.and_then(|file| file.ok_or_else(gone)),
            None => desk.media(&message_id).await,
        };
        let response = match file {
            Ok(file) => found(file.mime_type, file.bytes, range),
            Err(error) => {
                let status = if error.code == ErrorCode::NotFound { StatusCode::NOT_FOUND } else { StatusCode::SERVICE_UNAVAILABLE };
                Response::builder().status(status).body(Vec::new())
            }
        };
        let mut response = response.unwrap_or_default();
        if let Some(origin) = origin {
            response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
        responder.respond(response);
    });
}

fn gone() -> Error {
    Error::new(ErrorCode::NotFound, "The file cannot be shown.", "Look at it where it is.")
}

/// The file, or the part of it that a player asks for. It is what it says, and runs nothing.
fn found(mime_type: &str, bytes: Vec<u8>, range: Option<(usize, Option<usize>)>) -> tauri::http::Result<Response<Vec<u8>>> {
    let whole = bytes.len();
    let builder = Response::builder()
        .header(header::CONTENT_TYPE, mime_type)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'")
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::ACCEPT_RANGES, "bytes");
    let Some((start, end)) = range else { return builder.body(bytes) };
    let end = end.unwrap_or(usize::MAX).min(whole.saturating_sub(1));
    match bytes.get(start..=end) {
        Some(part) => builder
            .status(StatusCode::PARTIAL_CONTENT)
            .header(header::CONTENT_RANGE, format!("bytes {start}-{end}/{whole}"))
            .body(part.to_vec()),
        None => {
            builder.status(StatusCode::RANGE_NOT_SATISFIABLE).header(header::CONTENT_RANGE, format!("bytes */{whole}")).body(Vec::new())
        }
    }
}

/// `bytes=start-` or `bytes=start-end`; anything else is answered whole.
fn first_range(range: &str) -> Option<(usize, Option<usize>)> {
    let (start, end) = range.strip_prefix("bytes=")?.split_once('-')?;
    let end = if end.is_empty() { None } else { Some(end.parse().ok()?) };
    Some((start.parse().ok()?, end))
}
