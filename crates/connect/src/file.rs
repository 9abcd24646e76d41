//! Reading and writing a client's file: whole or not at all, through links, and never over somebody else's change.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use crate::fault::Fault;

/// What is in the file; none when it is not there.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<u8>>, Fault> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(inaccessible(path, &cause)),
    }
}

/// Who may use a new file or one with a secret in it: its owner.
pub(crate) const PRIVATE: u32 = 0o600;

/// Puts `bytes` in the place of `before`, with these permissions, or those that it had. Directories that were made for it
/// are the answer, the outermost first.
pub(crate) fn write(path: &Path, before: Option<&[u8]>, bytes: &[u8], mode: Option<u32>) -> Result<Vec<PathBuf>, Fault> {
    let fault = |cause: io::Error| inaccessible(path, &cause);
    // A link stays one: what it points at is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut made: Vec<PathBuf> = folder.ancestors().take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
    made.reverse();
    fs::create_dir_all(folder).map_err(fault)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(fault)?;
    file.write_all(bytes).map_err(fault)?;
    if let Some(mode) = mode.or_else(|| mode_of(path)) {
        set_mode(file.path(), mode).map_err(fault)?;
    }
    file.as_file().sync_all().map_err(fault)?;
    if read(path)?.as_deref() != before {
        return Err(Fault::Raced(path.to_owned()));
    }
    file.persist(&target).map_err(|failed| inaccessible(path, &failed.error))?;
    Ok(made)
}

/// Takes a file away that was not there before, and the directories that were made for it while they are empty.
pub(crate) fn remove(path: &Path, made: &[PathBuf]) -> Result<(), Fault> {
    match fs::remove_file(path) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(inaccessible(path, &cause)),
        _ => {}
    }
    for folder in made.iter().rev() {
        if fs::remove_dir(folder).is_err() {
            break; // somebody else uses it by now
        }
    }
    Ok(())
}

/// The permissions of a file, where a system has them.
#[cfg(unix)]
pub(crate) fn mode_of(path: &Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).ok().map(|known| known.permissions().mode() & 0o7777)
}

/// The permissions of a file, where a system has them.
#[cfg(not(unix))]
pub(crate) fn mode_of(_path: &Path) -> Option<u32> {
    None
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

fn inaccessible(path: &Path, cause: &io::Error) -> Fault {
    Fault::Inaccessible { path: path.to_owned(), cause: cause.kind() }
}
