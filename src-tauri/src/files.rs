//! Files that a person picks, drops and pastes, and those that are kept where the person says. The places stay on this side.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use desk::{
    actions::audit::Audit,
    audit::LogFormat,
    desk::Desk,
    error::{Error, ErrorCode},
    home::write_whole,
};
use serde_json::{Value, json};
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, Runtime, WindowEvent};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tokio::sync::oneshot;

use crate::{chosen::Chosen, save};

/// The event that tells the page of dropped files.
const DROPPED: &str = "files";
/// A pasted file is at most this long: what WhatsApp takes of pictures and films.
const LARGEST_PASTED: usize = 16 * 1024 * 1024;

/// Lets a person pick files; none when they think better of it.
pub(crate) async fn pick<R: Runtime>(app: &AppHandle<R>) -> Result<Value, Error> {
    let (tell, told) = oneshot::channel();
    dialog(app).pick_files(move |picked| drop(tell.send(picked)));
    let paths = told.await.ok().flatten().unwrap_or_default().into_iter().filter_map(path_of);
    Ok(json!({ "files": looked(app, paths.collect()).await? }))
}

/// Notes dropped files and tells the page of them.
pub(crate) fn dropped<R: Runtime>(app: &AppHandle<R>, event: &WindowEvent) {
    let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event else { return };
    let chosen = app.state::<Chosen>();
    paths.iter().for_each(|path| drop(chosen.note(path)));
    let (app, paths) = (app.clone(), paths.clone());
    tauri::async_runtime::spawn(async move {
        let told = looked(&app, paths).await.map(|files| app.emit(DROPPED, &files));
        if !matches!(told, Ok(Ok(()))) {
            tracing::warn!("the window could not be told of dropped files");
        }
    });
}

/// Keeps a pasted file, encrypted, until it is sent.
pub(crate) async fn paste<R: Runtime>(app: &AppHandle<R>, filename: &str, base64: &str) -> Result<Value, Error> {
    let (desk, bytes) = (app.state::<Desk>(), decoded(base64)?);
    let (stem, end) = save::name(Some(filename), "application/octet-stream");
    let place = desk.keep_pasted(&format!("{stem}{end}"), bytes).await?;
    let file = app.state::<Chosen>().look(&desk, Path::new(&place)).await?;
    serde_json::to_value(file).map_err(|cause| Error::internal("file", cause))
}

fn decoded(base64: &str) -> Result<Vec<u8>, Error> {
    let refused =
        |why: &str| Error::new(ErrorCode::InvalidValue, format!("{why}. Nothing was kept."), "Drop the file into the window instead.");
    if base64.len() / 4 * 3 > LARGEST_PASTED {
        return Err(refused("What was pasted is larger than 16 MB"));
    }
    STANDARD.decode(base64).map_err(|_| refused("What was pasted is no file"))
}

/// Saves a message's file where the person says.
pub(crate) async fn save_media<R: Runtime>(app: &AppHandle<R>, message_id: &str) -> Result<Value, Error> {
    let file = app.state::<Desk>().media(message_id).await?;
    let (stem, end) = save::name(file.filename.as_deref(), file.mime_type);
    let Some(path) = ask_where(app, &format!("{stem}{end}")).await else { return Ok(Value::Null) };
    write_whole(&path, &file.bytes).map_err(|cause| unwritable(&cause))?;
    Ok(json!({ "filename": name_of(&path) }))
}

/// Saves a text where the person says.
pub(crate) async fn save_text<R: Runtime>(app: &AppHandle<R>, filename: &str, text: &str) -> Result<Value, Error> {
    let (stem, end) = save::name(Some(filename), "application/octet-stream");
    let Some(path) = ask_where(app, &format!("{stem}{end}")).await else { return Ok(Value::Null) };
    write_whole(&path, text.as_bytes()).map_err(|cause| unwritable(&cause))?;
    Ok(json!({ "filename": name_of(&path) }))
}

/// Writes the log of calls into a file where the person says. What stands there before is whole until the log is.
pub(crate) async fn export_audit<R: Runtime>(app: &AppHandle<R>, mut input: Value) -> Result<Value, Error> {
    let format = input.as_object_mut().and_then(|fields| fields.shift_remove("format")).unwrap_or_default();
    let (format, end) = match format.as_str() {
        Some("csv") => (LogFormat::Csv, "csv"),
        Some("jsonl") => (LogFormat::Jsonl, "jsonl"),
        _ => return Err(Error::new(ErrorCode::InvalidValue, "`format` is `csv` or `jsonl`. Nothing was written.", "Give one of them.")),
    };
    let which: Audit = serde_json::from_value(input)
        .map_err(|cause| Error::new(ErrorCode::InvalidValue, format!("{cause}. Nothing was written."), "Give the filters of the log."))?;
    let Some(path) = ask_where(app, &format!("kapso-desk-activity.{end}")).await else { return Ok(Value::Null) };
    let calls = export_to(app.state::<Desk>().inner(), which, format, &path).await?;
    Ok(json!({ "filename": name_of(&path), "calls": calls }))
}

async fn export_to(desk: &Desk, which: Audit, format: LogFormat, path: &Path) -> Result<u64, Error> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|cause| unwritable(&cause))?;
    let calls = which.export(desk, format, std::io::BufWriter::new(file.as_file_mut())).await?;
    file.flush().and_then(|()| file.persist(path).map_err(|failed| failed.error)).map_err(|cause| unwritable(&cause))?;
    Ok(calls)
}

async fn looked<R: Runtime>(app: &AppHandle<R>, paths: Vec<PathBuf>) -> Result<Vec<crate::chosen::PickedFile>, Error> {
    let mut files = Vec::new();
    for path in paths {
        files.push(app.state::<Chosen>().look(app.state::<Desk>().inner(), &path).await?);
    }
    Ok(files)
}

async fn ask_where<R: Runtime>(app: &AppHandle<R>, filename: &str) -> Option<PathBuf> {
    let (tell, told) = oneshot::channel();
    dialog(app).set_file_name(filename).save_file(move |place| drop(tell.send(place)));
    told.await.ok().flatten().and_then(path_of)
}

fn dialog<R: Runtime>(app: &AppHandle<R>) -> FileDialogBuilder<R> {
    let dialog = app.dialog().file();
    // There is one window.
    match app.webview_windows().into_values().next() {
        Some(window) => dialog.set_parent(&window),
        None => dialog,
    }
}

fn path_of(place: FilePath) -> Option<PathBuf> {
    place.into_path().ok()
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn unwritable(cause: &std::io::Error) -> Error {
    Error::new(
        ErrorCode::DataDirectoryUnwritable,
        format!("The file was not saved ({}). What stood there is as it was.", cause.kind()),
        "Choose another place, or make room there.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_is_a_file_of_16_mb_at_most() {
        assert_eq!(decoded(&STANDARD.encode(b"bytes")).unwrap(), b"bytes");
        assert_eq!(decoded("no file!").unwrap_err().code, ErrorCode::InvalidValue);
        let long = "A".repeat(LARGEST_PASTED / 3 * 4 + 8);
        assert_eq!(decoded(&long).unwrap_err().code, ErrorCode::InvalidValue);
    }
}
