//! A file of this computer that a message carries: uploaded first, and only if it still is what was chosen.

use std::{fs, io::Read, path::Path};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A file, by its place and by its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalFile {
    /// Where it is.
    pub path: String,
    /// Its name, as the contact may see it.
    pub filename: String,
    /// Its type, by its bytes.
    pub mime_type: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size.
    pub byte_size: u64,
}

/// What the place of a file begins with that the desk keeps itself, encrypted.
const KEPT: &str = "kept:";

/// A new place for a file of this name, which nobody can guess.
pub fn kept_place(filename: &str) -> String {
    format!("{KEPT}{:032x}/{}", rand::random::<u128>(), filename.replace(['/', '\\'], "_"))
}

/// Whether the desk keeps the file of this place itself.
pub fn is_kept(place: &str) -> bool {
    place.starts_with(KEPT)
}

impl LocalFile {
    /// Its bytes, if they are those that were chosen; else what happened, in words. `kept` are those that the desk keeps, if it does. Blocks.
    pub fn read(&self, kept: Option<Vec<u8>>) -> Result<Vec<u8>, String> {
        let gone = || format!("The file {} can no longer be read. Nothing was sent.", self.filename);
        let bytes = match is_kept(&self.path) {
            true => Some(kept.ok_or_else(gone)?),
            false => read_at_most(Path::new(&self.path), self.byte_size).map_err(|_| gone())?,
        };
        match bytes {
            Some(bytes) if sha256(&bytes) == self.sha256 => Ok(bytes),
            _ => Err(format!("The file {} has changed since it was chosen. Nothing was sent; choose it again.", self.filename)),
        }
    }
}

/// The first bytes of a regular file, `most` of them, and how many it has. Never waits for a pipe or a device.
pub fn read_beginning(path: &Path, most: u64) -> std::io::Result<(Vec<u8>, u64)> {
    let (file, size) = open(path)?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    Ok((bytes, size))
}

/// The bytes of a regular file; none when there are more than `most`.
pub fn read_at_most(path: &Path, most: u64) -> std::io::Result<Option<Vec<u8>>> {
    let (file, size) = open(path)?;
    if size > most {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(Some(bytes).filter(|bytes| u64::try_from(bytes.len()).is_ok_and(|size| size <= most)))
}

fn open(path: &Path) -> std::io::Result<(fs::File, u64)> {
    if !fs::metadata(path)?.is_file() {
        return Err(std::io::Error::other("not a regular file"));
    }
    let file = fs::File::open(path)?;
    let size = file.metadata()?.len();
    Ok((file, size))
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
