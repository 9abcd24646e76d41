//! What was written, and what was there before: kept beside the desk's own files, so that it can be undone.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{entry::Reach, fault::Fault, file};

/// One client that was connected. Holds no token.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Record {
    /// The client's file.
    pub(crate) path: PathBuf,
    /// Whether it was there before.
    pub(crate) existed: bool,
    /// The permissions that it had.
    pub(crate) mode: Option<u32>,
    /// Directories that were made for it.
    pub(crate) made: Vec<PathBuf>,
    /// The hash of the whole file, as it was written.
    pub(crate) file: String,
    /// The hash of our entry in it.
    pub(crate) entry: String,
    /// The address that stands in it.
    pub(crate) url: Option<String>,
    /// The program that stands in it.
    pub(crate) command: Option<String>,
}

impl Record {
    /// Notes where an entry leads.
    pub(crate) fn note(&mut self, reach: &Reach) {
        match reach {
            Reach::Bridge { command, .. } => self.command = Some(command.clone()),
            Reach::Address { url, .. } => self.url = Some(url.clone()),
        }
    }

    /// The record of a client, if it was connected from here.
    pub(crate) fn read(kept: &Path, id: &str) -> Option<Self> {
        serde_json::from_slice(&file::read(&record(kept, id)).ok()??).ok()
    }

    /// Keeps what was there, before anything is changed.
    pub(crate) fn keep_before(kept: &Path, id: &str, before: Option<&[u8]>) -> Result<(), Fault> {
        replace(&backup(kept, id), before.unwrap_or_default())
    }

    /// What was there.
    pub(crate) fn before(kept: &Path, id: &str) -> Result<Option<Vec<u8>>, Fault> {
        file::read(&backup(kept, id))
    }

    /// Keeps the record.
    pub(crate) fn keep(&self, kept: &Path, id: &str) -> Result<(), Fault> {
        replace(&record(kept, id), &serde_json::to_vec(self).unwrap_or_default())
    }

    /// Forgets the record and what was there.
    pub(crate) fn forget(kept: &Path, id: &str) -> Result<(), Fault> {
        file::remove(&record(kept, id), &[])?;
        file::remove(&backup(kept, id), &[])
    }
}

fn replace(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let now = file::read(path)?;
    file::write(path, now.as_deref(), bytes, Some(file::PRIVATE)).map(drop)
}

fn record(kept: &Path, id: &str) -> PathBuf {
    kept.join(format!("{id}.json"))
}

fn backup(kept: &Path, id: &str) -> PathBuf {
    kept.join(format!("{id}.before"))
}

/// The hash of a file.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash of an entry, in whatever order its fields stand.
pub(crate) fn hash_of(entry: &Value) -> String {
    let mut entry = entry.clone();
    entry.sort_all_objects();
    hash(entry.to_string().as_bytes())
}
