//! What follows from what changed, outside the page: the tray, notifications, the size of text, the start at login.

use desk::{
    desk::Desk,
    events::{Event, Topic},
};
use tauri::{AppHandle, Manager};
use tauri_plugin_autostart::ManagerExt;
use tokio::sync::broadcast::error::RecvError;

use crate::{notices, spelling, tray, window};

/// Follows every change until the app ends.
pub(crate) fn follow(app: &AppHandle) {
    let app = app.clone();
    let mut events = app.state::<Desk>().events();
    tauri::async_runtime::spawn(async move {
        loop {
            match events.recv().await {
                Ok(event) => changed(&app, &event).await,
                Err(RecvError::Lagged(_)) => tray::refresh(&app),
                Err(RecvError::Closed) => return,
            }
        }
    });
}

async fn changed(app: &AppHandle, event: &Event) {
    if tray::shows(event) {
        tray::refresh(app);
    }
    if event.topic == Topic::Settings {
        window::scale(app);
        if let Some(window) = window::main(app) {
            spelling::apply(&window);
        }
        start_at_login(app);
    }
    if let Err(error) = notices::tell(app, event).await {
        tracing::debug!(code = %error.code.as_str(), "nobody was told");
    }
}

/// Does at the system what is set; only when somebody sets it, because the entry can also be removed there.
fn start_at_login(app: &AppHandle) {
    let Ok(settings) = app.state::<Desk>().settings() else { return };
    let login = app.autolaunch();
    let done = match (settings.start_at_login, login.is_enabled()) {
        (true, Ok(false)) => login.enable(),
        (false, Ok(true)) => login.disable(),
        (_, Err(cause)) => Err(cause),
        _ => Ok(()),
    };
    if let Err(cause) = done {
        tracing::warn!(%cause, "the start at login could not be changed");
    }
}
