//! The window itself.

use desk::{
    desk::Desk,
    error::{Error, ErrorCode},
};
use tauri::{AppHandle, Manager, Runtime, Url, WebviewWindow, WebviewWindowBuilder, webview::NewWindowResponse};
use tauri_plugin_clipboard_manager::ClipboardExt;
use tauri_plugin_opener::OpenerExt;
use tauri_plugin_window_state::StateFlags;

use crate::{displays, drawing, files, spelling};

const MAIN: &str = "main";
/// What is taken away from the page that it is before ours begins.
const PAGE: &str = include_str!("page.js");

/// Whether there is a display to open a window on; words if there is none.
pub(crate) fn display() -> Result<(), &'static str> {
    let there = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(not(target_os = "linux")) || there("DISPLAY") || there("WAYLAND_DISPLAY") {
        return Ok(());
    }
    Err("There is no display here. Start `kdesk serve` to use the desk without a window.")
}

/// What of the window is remembered; whether it was visible is not.
pub(crate) fn remembered() -> StateFlags {
    StateFlags::all() - StateFlags::VISIBLE - StateFlags::DECORATIONS
}

/// Shows the window; opens it if there is none.
pub(crate) fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let shown = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
        if let Err(cause) = shown {
            tracing::warn!(%cause, "the window could not be shown");
        }
        return;
    }
    let Some(config) = app.config().app.windows.iter().find(|window| window.label == MAIN) else { return };
    displays::look(app);
    let built = WebviewWindowBuilder::from_config(app, config)
        .map(|builder| builder.initialization_script(PAGE))
        .map(|builder| builder.on_navigation(is_our_page).on_new_window(|_, _| NewWindowResponse::Deny))
        .and_then(|builder| builder.build());
    match built {
        Ok(window) => {
            drawing::apply(&window);
            let handle = app.clone();
            window.on_window_event(move |event| files::dropped(&handle, event));
            scale(app);
            spelling::apply(&window);
        }
        Err(cause) => tracing::error!(%cause, "the window could not be opened"),
    }
}

/// The window, if there is one.
pub(crate) fn main<R: Runtime>(app: &AppHandle<R>) -> Option<WebviewWindow<R>> {
    app.get_webview_window(MAIN)
}

/// Whether somebody looks at the window.
pub(crate) fn is_looked_at<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.get_webview_window(MAIN).is_some_and(|window| window.is_focused().unwrap_or(false))
}

/// Gives the page's text the size that is set.
pub(crate) fn scale<R: Runtime>(app: &AppHandle<R>) {
    let (Some(window), Ok(settings)) = (app.get_webview_window(MAIN), app.state::<Desk>().settings()) else { return };
    if let Err(cause) = window.set_zoom(f64::from(settings.text_size) / 100.0) {
        tracing::warn!(%cause, "the size of text could not be set");
    }
}

/// The page never leaves itself. In development it is served by Vite.
fn is_our_page(url: &Url) -> bool {
    let ours = url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost");
    ours || (cfg!(debug_assertions) && url.host_str() == Some("127.0.0.1") && url.port() == Some(5173))
}

/// Opens an https link in the system's browser.
pub(crate) fn open_link<R: Runtime>(app: &AppHandle<R>, url: &str) -> Result<(), Error> {
    let refused =
        |why: &str| Error::new(ErrorCode::InvalidValue, format!("The link was not opened: {why}."), "Copy it and look at it first.");
    let url = Url::parse(url).map_err(|_| refused("it is no web address"))?;
    if url.scheme() != "https" || url.host_str().is_none() {
        return Err(refused("only https links are opened"));
    }
    app.opener().open_url(url, None::<&str>).map_err(|_| refused("the system has no browser for it"))
}

/// Puts text on the clipboard.
pub(crate) fn copy<R: Runtime>(app: &AppHandle<R>, text: String) -> Result<(), Error> {
    app.clipboard().write_text(text).map_err(|_| Error::new(ErrorCode::Internal, "The clipboard did not take it.", "Try again."))
}

/// Ends the app in order when the system asks it to.
pub(crate) fn end_with_signals(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            let (Ok(mut end), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else { return };
            tokio::select! {
                _ = end.recv() => {}
                _ = interrupt.recv() => {}
            }
        }
        #[cfg(not(unix))]
        if tokio::signal::ctrl_c().await.is_err() {
            return;
        }
        app.exit(0);
    });
}
