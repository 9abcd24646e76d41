//! A Tauri app with one window and nothing in it: what ours is compared with.

/// What this program is started with to be that app.
pub(crate) const ARGUMENT: &str = "--be-empty";

/// Runs it to its end.
pub(crate) fn run() -> Result<(), tauri::Error> {
    tauri::Builder::default().run(tauri::generate_context!("benches/window/empty/tauri.conf.json"))
}
