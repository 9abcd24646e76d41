//! What lies on this machine, project by project.

use super::Desk;
use crate::{
    error::Result,
    model::{Encryption, KeyPlace, Project, Storage, StoredProject},
    store::{media::LARGEST_TOTAL, sizes::Sizes},
};

/// SQLCipher has no other cipher for its pages (version 4).
const CIPHER: &str = "AES-256-CBC";

impl Desk {
    /// What is kept, and how it is encrypted.
    pub(crate) async fn storage(&self) -> Result<Storage> {
        let mut projects = Vec::new();
        let open = match self.engine() {
            Ok(engine) => Some((engine.project().clone(), engine.sizes().await?)),
            Err(_) => None,
        };
        if let Some((project, sizes)) = &open {
            projects.push(self.stored(project, Some(sizes)));
        }
        let is_open = |project: &Project| open.as_ref().is_some_and(|(open, _)| open.id == project.id);
        let others: Vec<Project> = self.projects()?.listed().iter().filter(|project| !is_open(project)).cloned().collect();
        projects.extend(others.iter().map(|project| self.stored(project, None)));
        Ok(Storage {
            total_byte_size: projects.iter().map(|project| project.byte_size).fold(0, u64::saturating_add),
            projects,
            media_limit_byte_size: u64::try_from(LARGEST_TOTAL).unwrap_or(0),
            encryption: open.map(|(project, sizes)| encryption(&project, &sizes)),
        })
    }

    /// The store of a project on the disk, with what SQLite keeps beside it.
    pub(crate) fn store_byte_size(&self, project_id: &str) -> u64 {
        let folder = self.data_dir().join(project_id);
        let files = ["store.sqlite", "store.sqlite-wal", "store.sqlite-shm"].map(|name| folder.join(name));
        files.iter().filter_map(|file| std::fs::metadata(file).ok()).map(|file| file.len()).fold(0, u64::saturating_add)
    }

    fn stored(&self, project: &Project, sizes: Option<&Sizes>) -> StoredProject {
        StoredProject {
            project_id: project.id.clone(),
            name: project.name.clone(),
            demo: project.demo,
            open: sizes.is_some(),
            byte_size: self.store_byte_size(&project.id),
            media_byte_size: sizes.map(|sizes| sizes.media_byte_size),
            media_files: sizes.map(|sizes| sizes.media_files),
            messages: sizes.map(|sizes| sizes.messages),
            oldest_message_at: sizes.and_then(|sizes| sizes.oldest_message_at),
        }
    }
}

fn encryption(project: &Project, sizes: &Sizes) -> Encryption {
    let key_is_in = match (project.demo, project.session_only) {
        (true, _) => KeyPlace::Program,
        (false, true) => KeyPlace::Memory,
        (false, false) => KeyPlace::Keychain,
    };
    Encryption {
        cipher: format!("{CIPHER}, {}", sizes.signature.replace('_', "-")),
        library: format!("SQLCipher {}", sizes.library),
        key_is_in,
        keychain: KEYCHAIN.to_owned(),
    }
}

#[cfg(target_os = "macos")]
const KEYCHAIN: &str = "Keychain";
#[cfg(target_os = "windows")]
const KEYCHAIN: &str = "Credential Manager";
#[cfg(not(any(target_os = "macos", target_os = "windows")))]
const KEYCHAIN: &str = "Secret Service";
