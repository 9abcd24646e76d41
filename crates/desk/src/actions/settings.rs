//! What a person sets for this machine.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    action::Action,
    caller::Face,
    desk::Desk,
    error::Result,
    settings::{Appearance, Language, Settings},
};

/// Show what is set for this machine.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowSettings {}

impl Action for ShowSettings {
    const NAME: &'static str = "desk_settings";
    type Output = Settings;

    async fn run(self, desk: &Desk, _face: Face) -> Result<Settings> {
        desk.settings()
    }
}

/// Change what is set for this machine; what is absent stays. It holds at once, and is on the disk when this answers.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeSettings {
    /// Seconds for which a send can be taken back.
    #[serde(default)]
    #[schemars(range(min = 0, max = 10))]
    pub undo_seconds: Option<u32>,
    /// Whether Enter sends, instead of beginning a new line.
    #[serde(default)]
    pub enter_sends: Option<bool>,
    /// Whether single letters are shortcuts.
    #[serde(default)]
    pub letter_shortcuts: Option<bool>,
    /// Light, dark, or as the system is.
    #[serde(default)]
    pub appearance: Option<Appearance>,
    /// The size of text in hundredths of the usual one.
    #[serde(default)]
    #[schemars(range(min = 90, max = 130))]
    pub text_size: Option<u32>,
    /// The language of the window and of the tray.
    #[serde(default)]
    pub language: Option<Language>,
    /// Whether the system tells of new messages.
    #[serde(default)]
    pub notify_messages: Option<bool>,
    /// Whether the system tells of agents' requests.
    #[serde(default)]
    pub notify_approvals: Option<bool>,
    /// Whether what was written stands in notifications.
    #[serde(default)]
    pub notification_previews: Option<bool>,
    /// Whether closing the window leaves the program in the tray.
    #[serde(default)]
    pub close_to_tray: Option<bool>,
    /// Whether the program starts with the session of this user, without a window.
    #[serde(default)]
    pub start_at_login: Option<bool>,
}

impl Action for ChangeSettings {
    const NAME: &'static str = "desk_change_settings";
    type Output = Settings;

    async fn run(self, desk: &Desk, _face: Face) -> Result<Settings> {
        desk.change_settings(
            |now| Settings {
                undo_seconds: self.undo_seconds.unwrap_or(now.undo_seconds),
                enter_sends: self.enter_sends.unwrap_or(now.enter_sends),
                letter_shortcuts: self.letter_shortcuts.unwrap_or(now.letter_shortcuts),
                appearance: self.appearance.unwrap_or(now.appearance),
                text_size: self.text_size.unwrap_or(now.text_size),
                language: self.language.unwrap_or(now.language),
                notify_messages: self.notify_messages.unwrap_or(now.notify_messages),
                notify_approvals: self.notify_approvals.unwrap_or(now.notify_approvals),
                notification_previews: self.notification_previews.unwrap_or(now.notification_previews),
                close_to_tray: self.close_to_tray.unwrap_or(now.close_to_tray),
                start_at_login: self.start_at_login.unwrap_or(now.start_at_login),
                ..now.clone()
            },
            self.undo_seconds,
        )
    }
}
