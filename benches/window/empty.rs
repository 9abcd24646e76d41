//! A Tauri app with one window, nothing in it, and a sign in the tray: what ours is compared with.

use tauri::{RunEvent, WebviewWindowBuilder, menu::Menu, tray::TrayIconBuilder};

/// What this program is started with to be that app.
pub(crate) const ARGUMENT: &str = "--be-empty";
/// The same without its window.
pub(crate) const HIDDEN: &str = "--hidden";

/// Runs it to its end. Closing the window leaves the sign in the tray, as ours does.
pub(crate) fn run() -> Result<(), tauri::Error> {
    let is_hidden = std::env::args().any(|argument| argument == HIDDEN);
    let app = tauri::Builder::default()
        .setup(move |app| {
            let sign = TrayIconBuilder::new().menu(&Menu::new(app)?);
            let icon = app.default_window_icon().cloned().ok_or("it has no icon")?;
            sign.icon(icon).build(app)?;
            if let Some(window) = app.config().app.windows.first().filter(|_| !is_hidden) {
                WebviewWindowBuilder::from_config(app.handle(), window)?.build()?;
            }
            Ok(())
        })
        .build(tauri::generate_context!("benches/window/empty/tauri.conf.json"))?;
    app.run(|_, event| {
        if let RunEvent::ExitRequested { code: None, api, .. } = event {
            api.prevent_exit();
        }
    });
    Ok(())
}
