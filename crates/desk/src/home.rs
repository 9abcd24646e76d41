//! The data directory: where it is, and who owns it.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::Write,
    path::{Path, PathBuf},
};

use etcetera::app_strategy::{AppStrategy, AppStrategyArgs, choose_native_strategy};
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorCode, Result};

/// A data directory that this process owns until it is dropped.
#[derive(Debug)]
pub struct Home {
    path: PathBuf,
    _lock: File,
}

/// Who owns a data directory.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Owner {
    pid: u32,
    program: String,
    /// Where it serves agents. Whoever answers there has to prove that it is this owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    port: Option<u16>,
}

const LOCK: &str = "desk.lock";
const OWNER: &str = "owner.json";

/// The data directory: what was asked for, or the platform's place for this program's files
/// (Linux `$XDG_DATA_HOME/kapso-desk`, macOS `~/Library/Application Support/ai.kapso.Kapso-Desk`, Windows `%APPDATA%`).
pub fn place(asked: Option<&Path>) -> Result<PathBuf> {
    if let Some(path) = asked {
        return Ok(path.to_owned());
    }
    let named = AppStrategyArgs { top_level_domain: "ai".to_owned(), author: "kapso".to_owned(), app_name: "Kapso Desk".to_owned() };
    choose_native_strategy(named).map(|strategy| strategy.data_dir()).map_err(|_| {
        Error::new(
            ErrorCode::DataDirectoryUnwritable,
            "This user has no home directory.",
            "Name a data directory with --data-dir or KAPSO_DESK_HOME.",
        )
    })
}

impl Home {
    /// Makes the directory if it is not there, and becomes its owner.
    pub fn own(path: &Path) -> Result<Self> {
        make_private(path).map_err(|cause| unwritable(path, &cause))?;
        let lock =
            OpenOptions::new().create(true).truncate(false).write(true).open(path.join(LOCK)).map_err(|cause| unwritable(path, &cause))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(in_use(path)),
            Err(TryLockError::Error(cause)) => return Err(unwritable(path, &cause)),
        }
        let home = Self { path: path.to_owned(), _lock: lock };
        home.note(None).map_err(|cause| unwritable(path, &cause))?;
        Ok(home)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes down who owns it, and on which port agents are served.
    pub(crate) fn note(&self, port: Option<u16>) -> std::io::Result<()> {
        let program = std::env::args_os().next().map(PathBuf::from);
        let program = program
            .as_deref()
            .and_then(Path::file_name)
            .map_or_else(|| "Kapso Desk".to_owned(), |name| name.to_string_lossy().into_owned());
        let owner = Owner { pid: std::process::id(), program, port };
        write_whole(&self.path.join(OWNER), &serde_json::to_vec(&owner).unwrap_or_default())
    }

    /// A project's own directory, made if it is not there.
    pub fn project(&self, id: &str) -> Result<PathBuf> {
        let path = self.path.join(id);
        make_private(&path).map_err(|cause| unwritable(&path, &cause))?;
        Ok(path)
    }
}

/// Writes a file so that it is either the old one or the new one, whole, whatever happens.
pub fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

fn make_private(path: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

/// The error that says who owns a directory.
pub fn in_use(path: &Path) -> Error {
    let who = owner(path).map_or_else(|| "another Kapso Desk".to_owned(), |owner| format!("{} (process {})", owner.program, owner.pid));
    Error::new(
        ErrorCode::DataDirectoryInUse,
        format!("The data directory {} belongs to {who}, which is running.", path.display()),
        "Use that one, end it, or name another directory with --data-dir.",
    )
}

/// The port that the last owner of a data directory served agents on, as far as it said.
pub fn port(path: &Path) -> Option<u16> {
    owner(path)?.port
}

fn owner(path: &Path) -> Option<Owner> {
    std::fs::read(path.join(OWNER)).ok().and_then(|text| serde_json::from_slice(&text).ok())
}

fn unwritable(path: &Path, cause: &std::io::Error) -> Error {
    Error::new(
        ErrorCode::DataDirectoryUnwritable,
        format!("The data directory {} cannot be written ({}). Nothing was changed.", path.display(), cause.kind()),
        "Make it writable, or name another one with --data-dir or KAPSO_DESK_HOME.",
    )
}
