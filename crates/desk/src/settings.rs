//! What a person set for this machine, in a file of the data directory. Nothing in it is secret.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    error::{Error, ErrorCode, Result},
    home::{Home, write_whole},
};

/// What a person set for this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Settings {
    /// Seconds for which a send can be taken back, 0 to 10.
    pub undo_seconds: u32,
    /// Whether Enter sends, instead of beginning a new line.
    pub enter_sends: bool,
    /// Whether single letters are shortcuts.
    pub letter_shortcuts: bool,
    /// Light, dark, or as the system is.
    pub appearance: Appearance,
    /// The size of text in hundredths of the usual one, 90 to 130.
    pub text_size: u32,
    /// The language of the window and of the tray.
    pub language: Language,
    /// Whether the system tells of new messages.
    pub notify_messages: bool,
    /// Whether the system tells of agents' requests.
    pub notify_approvals: bool,
    /// Whether what was written stands in notifications; else only that something was.
    pub notification_previews: bool,
    /// Whether closing the window leaves the program in the tray, with the endpoint up.
    pub close_to_tray: bool,
    /// Whether the program starts with the session of this user, without a window.
    pub start_at_login: bool,
    /// Whether agents can connect while the app runs.
    pub endpoint_on: bool,
    /// The port that they find it on; the usual one when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint_port: Option<u16>,
}

/// Light, dark, or as the system is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Appearance {
    /// As the system is.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The language of what this program says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Language {
    /// The system's, or English.
    #[default]
    System,
    /// English.
    En,
    /// Spanish.
    Es,
    /// Portuguese.
    Pt,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            undo_seconds: 5,
            enter_sends: false,
            letter_shortcuts: true,
            appearance: Appearance::System,
            text_size: 100,
            language: Language::System,
            notify_messages: true,
            notify_approvals: true,
            notification_previews: true,
            close_to_tray: true,
            start_at_login: false,
            endpoint_on: true,
            endpoint_port: None,
        }
    }
}

/// The file that holds them.
#[derive(Debug)]
pub(crate) struct SettingsFile {
    path: PathBuf,
    now: Settings,
}

impl SettingsFile {
    /// Reads the file. One that cannot be understood is put beside, and everything is as usual: nothing that matters is lost.
    pub(crate) fn load(home: &Home) -> Self {
        let path = home.path().join("settings.json");
        let now = match std::fs::read(&path).map(|text| serde_json::from_slice(&text)) {
            Ok(Ok(settings)) => settings,
            Ok(Err(cause)) => {
                tracing::warn!(%cause, "the settings are damaged; they are put beside, and begin anew");
                if let Err(cause) = std::fs::rename(&path, path.with_extension("damaged.json")) {
                    tracing::warn!(%cause, "the damaged settings could not be put beside");
                }
                Settings::default()
            }
            Err(_) => Settings::default(),
        };
        Self { path, now: now.within_limits() }
    }

    pub(crate) fn now(&self) -> &Settings {
        &self.now
    }

    /// Keeps other settings; they hold once they are on the disk.
    pub(crate) fn keep(&mut self, settings: Settings) -> Result<()> {
        let text = serde_json::to_vec_pretty(&settings).map_err(|cause| Error::internal("settings", cause))?;
        write_whole(&self.path, &text).map_err(|cause| {
            Error::new(
                ErrorCode::DataDirectoryUnwritable,
                format!("The settings could not be saved ({}). Those before still hold.", cause.kind()),
                "Make the data directory writable, then try again.",
            )
        })?;
        self.now = settings;
        Ok(())
    }
}

impl Settings {
    /// A file that was changed by hand may say anything.
    fn within_limits(self) -> Self {
        Self { undo_seconds: self.undo_seconds.min(10), text_size: self.text_size.clamp(90, 130), ..self }
    }
}
