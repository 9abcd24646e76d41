//! Sessions of 2025 clients, on disk: many never open another one when theirs is gone.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use desk::error::{Error, ErrorCode, Result};
use rmcp::transport::streamable_http_server::session::{SessionState, SessionStore, SessionStoreError};

/// Sessions that are kept; the ones that were used longest ago go first.
const KEPT: usize = 500;

/// One small file a session: what the client said of itself when it opened it. No token, no message.
pub(crate) struct DiskSessions {
    directory: PathBuf,
}

impl DiskSessions {
    pub(crate) fn open(directory: &Path) -> Result<Self> {
        let open = || {
            fs::create_dir_all(directory)?;
            forget_oldest(directory)
        };
        open().map_err(|cause: io::Error| {
            Error::new(
                ErrorCode::DataDirectoryUnwritable,
                format!("Clients' sessions cannot be kept in {}: {cause}.", directory.display()),
                "Make that directory writable, or choose another data directory.",
            )
        })?;
        Ok(Self { directory: directory.to_owned() })
    }

    /// An id is a UUID; nothing else becomes a path.
    fn file(&self, id: &str) -> Option<PathBuf> {
        let is_uuid = id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        is_uuid.then(|| self.directory.join(format!("{id}.json")))
    }
}

#[async_trait::async_trait]
impl SessionStore for DiskSessions {
    async fn load(&self, id: &str) -> Result<Option<SessionState>, SessionStoreError> {
        let Some(file) = self.file(id) else {
            return Ok(None);
        };
        let written = match fs::read(&file) {
            Ok(written) => written,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(cause.into()),
        };
        fs::write(file, &written)?; // used just now
        Ok(serde_json::from_slice(&written).ok())
    }

    async fn store(&self, id: &str, state: &SessionState) -> Result<(), SessionStoreError> {
        if let Some(file) = self.file(id) {
            fs::write(file, serde_json::to_vec(state)?)?;
        }
        Ok(())
    }

    async fn delete(&self, id: &str) -> Result<(), SessionStoreError> {
        match self.file(id).map(fs::remove_file) {
            Some(Err(cause)) if cause.kind() != io::ErrorKind::NotFound => Err(cause.into()),
            _ => Ok(()),
        }
    }
}

fn forget_oldest(directory: &Path) -> io::Result<()> {
    let mut files: Vec<(SystemTime, PathBuf)> = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        files.push((entry.metadata()?.modified()?, entry.path()));
    }
    files.sort_by(|(one, _), (other, _)| other.cmp(one));
    for (_, file) in files.into_iter().skip(KEPT) {
        fs::remove_file(file)?;
    }
    Ok(())
}
