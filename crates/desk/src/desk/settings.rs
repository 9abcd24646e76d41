//! What a person set for this machine, and what follows from it.

use std::sync::{MutexGuard, atomic::Ordering};

use super::Desk;
use crate::{
    error::{Error, Result},
    events::Topic,
    settings::{Settings, SettingsFile},
};

impl Desk {
    /// What is set. The undo window is the one that holds, which the command line may have set for this run.
    pub fn settings(&self) -> Result<Settings> {
        Ok(Settings { undo_seconds: self.undo_seconds(), ..self.kept_settings()?.now().clone() })
    }

    /// Changes what is set, and with it, when one is given, the undo window of what is sent from now on.
    pub(crate) fn change_settings(&self, change: impl FnOnce(&Settings) -> Settings, undo_seconds: Option<u32>) -> Result<Settings> {
        {
            let mut kept = self.kept_settings()?;
            let changed = change(kept.now());
            kept.keep(changed)?;
        }
        if let Some(seconds) = undo_seconds {
            self.inner.undo_seconds.store(seconds, Ordering::Relaxed);
        }
        self.emit(Topic::Settings);
        self.settings()
    }

    pub(super) fn undo_seconds(&self) -> u32 {
        self.inner.undo_seconds.load(Ordering::Relaxed)
    }

    fn kept_settings(&self) -> Result<MutexGuard<'_, SettingsFile>> {
        self.inner.settings.lock().map_err(|_| Error::internal("settings", "an earlier call panicked"))
    }
}
