//! The way to the desk by the keychain: both know the secret that it holds for this installation.

use std::path::PathBuf;

use desk::{
    desk::Pass,
    error::Result,
    home,
    secrets::{InstallationSecret, Keychain},
};
use tokio::sync::Mutex;

use super::connection::{Connection, run_on};
use crate::arguments::Place;

/// A data directory, and what the keychain has said so far.
pub(super) struct Installation {
    directory: PathBuf,
    keychain: Keychain,
    known: Mutex<Known>,
}

enum Known {
    NotYet,
    Secret(InstallationSecret),
    /// It is not asked again: it may ask its owner each time.
    Refused(desk::error::Error),
}

impl Installation {
    pub(super) fn of(place: &Place) -> Result<Self> {
        let directory = home::place(place.data_dir.as_deref())?;
        Ok(Self { directory, keychain: Keychain::default(), known: Mutex::new(Known::NotYet) })
    }

    /// A client's pass for the desk that runs on the directory, once that has proven that it knows the secret as well. None when it
    /// does not, when none runs, and when there is no secret yet.
    ///
    /// # Errors
    /// Why the keychain does not give the secret.
    pub(super) async fn pass(&self, client: &str) -> Result<Option<Pass>> {
        // Who has served nowhere is not here; then nobody need be asked for the secret.
        let Some(port) = home::port(&self.directory) else { return Ok(None) };
        let Some(secret) = self.secret().await? else { return Ok(None) };
        let Ok(run) = run_on(port).await else { return Ok(None) };
        let Some(pass) = Pass::installed(&secret, &self.directory, &run, port, client) else { return Ok(None) };
        Ok(Connection::open(&pass).await.is_ok().then_some(pass))
    }

    async fn secret(&self) -> Result<Option<InstallationSecret>> {
        let mut known = self.known.lock().await;
        if matches!(*known, Known::NotYet) {
            match self.keychain.installation().await {
                Ok(Some(secret)) => *known = Known::Secret(secret),
                Ok(None) => {}
                Err(error) => {
                    tracing::info!(code = %error.code.as_str(), "the keychain does not help: the desk is asked over its private socket");
                    *known = Known::Refused(error);
                }
            }
        }
        match &*known {
            Known::NotYet => Ok(None),
            Known::Secret(secret) => Ok(Some(secret.clone())),
            Known::Refused(error) => Err(error.clone()),
        }
    }
}
