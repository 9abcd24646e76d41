//! How WebKitGTK draws the page. Where there is no graphics card it would have one emulated, which takes more memory than the page
//! itself, so there it draws without. WebKit's own `WEBKIT_FORCE_COMPOSITING_MODE=1` keeps it: a driver's pictures are of that alone.

use tauri::{Runtime, WebviewWindow};

/// Keeps GTK from asking the emulated card what it can as soon as it starts: that alone takes 30 MB, and the tray has none of it. Must be
/// called before there is another thread, because it sets a variable of the environment.
#[cfg(target_os = "linux")]
pub(crate) fn prepare() {
    if is_forced() || has_a_card() {
        return;
    }
    if let Err(cause) = glib::setenv("GDK_GL", "disable", false) {
        tracing::warn!(%cause, "GTK asks an emulated graphics card");
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn prepare() {}

/// Sets it for a window.
#[cfg(target_os = "linux")]
pub(crate) fn apply<R: Runtime>(window: &WebviewWindow<R>) {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};
    if is_forced() || has_a_card() {
        return;
    }
    let set = window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
    if let Err(cause) = set {
        tracing::warn!(%cause, "the page is drawn through an emulated graphics card");
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn apply<R: Runtime>(_window: &WebviewWindow<R>) {}

/// WebKit reads the variable so.
#[cfg(target_os = "linux")]
fn is_forced() -> bool {
    std::env::var_os("WEBKIT_FORCE_COMPOSITING_MODE").is_some_and(|value| value != "0")
}

/// Whether the system shows a graphics card that can draw: a render node of the kernel's, or NVIDIA's own device.
#[cfg(target_os = "linux")]
fn has_a_card() -> bool {
    let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    let renders = |node: &std::fs::DirEntry| node.file_name().to_string_lossy().starts_with("renderD");
    nodes.into_iter().any(|node| renders(&node)) || std::path::Path::new("/dev/nvidiactl").exists()
}
