//! Saving a message's file where the person keeps downloads.

use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use desk::{
    desk::{Desk, MediaFile},
    error::{Error, ErrorCode},
};
use tauri::{AppHandle, Manager, Runtime};

/// A file name is at most this many characters; file systems take 255 bytes.
const LONGEST: usize = 80;

/// Saves it and says where. What is there already is never overwritten.
pub(crate) async fn save<R: Runtime>(app: &AppHandle<R>, message_id: &str) -> Result<PathBuf, Error> {
    let desk = app.state::<Desk>().inner().clone();
    let file = desk.media(message_id).await?;
    let folder =
        app.path().download_dir().or_else(|_| app.path().home_dir()).map_err(|_| failed("this user has no folder for downloads"))?;
    std::fs::create_dir_all(&folder).map_err(|cause| failed(&cause.kind().to_string()))?;
    put(&folder, &file).map_err(|cause| failed(&cause.kind().to_string()))
}

fn put(folder: &Path, file: &MediaFile) -> std::io::Result<PathBuf> {
    let (stem, end) = name(file.filename.as_deref(), file.mime_type);
    for copy in 0..1_000_u32 {
        let number = if copy == 0 { String::new() } else { format!(" ({copy})") };
        let path = folder.join(format!("{stem}{number}{end}"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut open) => {
                open.write_all(&file.bytes)?;
                return Ok(path);
            }
            Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {}
            Err(cause) => return Err(cause),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// A name that is safe on every system, made of what a customer wrote: no folders, no hidden file, no reserved name, nothing
/// invisible. The ending says what the bytes are; a program's ending is taken away from what is no program.
pub(crate) fn name(given: Option<&str>, mime_type: &str) -> (String, String) {
    let given = given.unwrap_or("file");
    let (stem, end) = match given.rsplit_once('.') {
        Some((stem, end)) if !end.is_empty() && end.len() <= 8 && end.chars().all(|c| c.is_ascii_alphanumeric()) => {
            (stem, end.to_ascii_lowercase())
        }
        _ => (given, String::new()),
    };
    let safe = |c: char| if c.is_alphanumeric() || " -_.,()'&+@".contains(c) { c } else { '_' };
    let stem: String = stem.chars().filter(|c| !c.is_control() && !is_invisible(*c)).map(safe).take(LONGEST).collect();
    let stem = stem.trim_matches(|c: char| c == '.' || c == ' ').to_owned();
    let stem = if stem.is_empty() || is_reserved(&stem) { format!("file {stem}").trim().to_owned() } else { stem };
    let end = match (known_ending(mime_type), runs(&end)) {
        (Some(known), _) => known.to_owned(),
        (None, true) => format!("{end}.unopened"),
        (None, false) => end,
    };
    (stem, if end.is_empty() { end } else { format!(".{end}") })
}

fn known_ending(mime_type: &str) -> Option<&'static str> {
    let known = [
        ("image/jpeg", "jpg"),
        ("image/png", "png"),
        ("image/webp", "webp"),
        ("image/gif", "gif"),
        ("audio/ogg", "ogg"),
        ("audio/mpeg", "mp3"),
        ("audio/m4a", "m4a"),
        ("audio/aac", "aac"),
        ("audio/amr", "amr"),
        ("video/mp4", "mp4"),
        ("video/3gpp", "3gp"),
        ("application/pdf", "pdf"),
    ];
    known.into_iter().find(|(kind, _)| *kind == mime_type).map(|(_, end)| end)
}

/// Endings that some system runs when they are opened.
fn runs(end: &str) -> bool {
    let programs = [
        "app", "appimage", "bat", "cmd", "com", "command", "cpl", "deb", "desktop", "dll", "dmg", "exe", "hta", "htm", "html", "jar", "js",
        "jse", "lnk", "msc", "msi", "pif", "pkg", "ps1", "py", "reg", "rpm", "run", "scf", "scr", "sh", "svg", "url", "vbe", "vbs", "wsf",
        "xhtml",
    ];
    programs.contains(&end)
}

fn is_reserved(stem: &str) -> bool {
    let head = stem.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let port = head.strip_prefix("COM").or_else(|| head.strip_prefix("LPT"));
    matches!(head.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || port.is_some_and(|port| port.len() == 1 && port.chars().all(|c| c.is_ascii_digit()))
}

/// Marks that turn text around or take no room.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E007F}')
}

fn failed(why: &str) -> Error {
    Error::new(
        ErrorCode::DataDirectoryUnwritable,
        format!("The file was not saved: {why}."),
        "Make room in the downloads folder, then try again.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leaves_the_folder_or_runs() {
        let plain = "application/octet-stream";
        for (given, mime_type, saved) in [
            ("invoice-118.pdf", "application/pdf", "invoice-118.pdf"),
            ("../../etc/passwd", plain, "_.._etc_passwd"),
            ("..\\..\\boot.ini", plain, "_.._boot.ini"),
            ("photo.jpg.exe", "image/jpeg", "photo.jpg.jpg"),
            ("setup.exe", plain, "setup.exe.unopened"),
            ("invoice\u{202E}fdp.exe", plain, "invoicefdp.exe.unopened"),
            (".bashrc", plain, "file.bashrc"),
            ("CON", plain, "file CON"),
            ("com1.txt", plain, "file com1.txt"),
            ("", plain, "file"),
            ("a\0b\nc.txt", plain, "abc.txt"),
            ("تقرير.pdf", "application/pdf", "تقرير.pdf"),
            ("page.html", plain, "page.html.unopened"),
        ] {
            let (stem, end) = name(Some(given), mime_type);
            assert_eq!(format!("{stem}{end}"), saved, "for {given:?}");
        }
    }

    #[test]
    fn what_is_there_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let file = MediaFile { mime_type: "application/pdf", filename: Some("a.pdf".to_owned()), bytes: b"%PDF-1".to_vec() };
        let first = put(folder.path(), &file).unwrap();
        let second = put(folder.path(), &file).unwrap();
        assert_ne!(first, second);
        assert_eq!(second.file_name().unwrap(), "a (1).pdf");
    }
}
