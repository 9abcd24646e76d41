//! What the desk needs of a machine, by its names on Debian and elsewhere.

use xshell::{Shell, cmd};

use crate::node;

/// Packages that belong together, by their names on Debian, with a way to look for them and to say them elsewhere.
pub(crate) struct Packages {
    pub(crate) purpose: &'static str,
    pub(crate) debian: &'static [&'static str],
    pub(crate) is_there_elsewhere: fn(&Shell) -> bool,
    pub(crate) elsewhere: &'static str,
}

/// What the crates without a window need: a C compiler for SQLCipher and the OpenSSL that it links.
pub(crate) const BUILD: Packages = Packages {
    purpose: "to build",
    debian: &["build-essential", "pkg-config", "libssl-dev"],
    is_there_elsewhere: |shell| match std::env::consts::OS {
        "linux" => links(shell, "openssl"),
        "windows" => std::env::var_os("OPENSSL_DIR").is_some(),
        _ => true, // on macOS, SQLCipher uses the system's own cryptography
    },
    elsewhere: "\
  Fedora    sudo dnf install gcc make perl pkgconf-pkg-config openssl-devel
  Arch      sudo pacman -S --needed base-devel openssl
  Windows   winget install ShiningLight.OpenSSL.Dev, then set OPENSSL_DIR to its folder",
};

/// What the window needs: the system's web view, what it plays sounds and films with, and the tray library that Tauri loads when it starts.
pub(crate) const WINDOW: Packages = Packages {
    purpose: "for the window",
    debian: &["libwebkit2gtk-4.1-dev", "gstreamer1.0-plugins-good", "gstreamer1.0-libav", "libayatana-appindicator3-1"],
    is_there_elsewhere: |shell| !cfg!(target_os = "linux") || links(shell, "webkit2gtk-4.1"),
    elsewhere: "\
  Fedora    sudo dnf install webkit2gtk4.1-devel gstreamer1-plugins-good gstreamer1-plugin-libav libayatana-appindicator-gtk3
  Arch      sudo pacman -S --needed webkit2gtk-4.1 gst-plugins-good gst-libav libayatana-appindicator",
};

/// What the tests need beyond that: a display nobody looks at, the web view's driver, a bus and a keyring of their own.
pub(crate) const TEST: Packages = Packages {
    purpose: "to test",
    debian: &[
        "xvfb",
        "webkit2gtk-driver",
        "dbus",
        "libglib2.0-bin",
        "gnome-keyring",
        "python3-venv",
        "libsecret-tools",
        "fonts-dejavu-core",
        "fonts-noto-color-emoji",
    ],
    is_there_elsewhere: |shell| {
        let programs = ["Xvfb", "WebKitWebDriver", "dbus-daemon", "gdbus", "gnome-keyring-daemon", "python3"];
        !cfg!(target_os = "linux") || programs.iter().all(|program| cmd!(shell, "which {program}").quiet().ignore_stderr().read().is_ok())
    },
    elsewhere: "\
  Fedora    sudo dnf install xorg-x11-server-Xvfb webkit2gtk4.1 dbus-daemon glib2 gnome-keyring libsecret python3 google-noto-color-emoji-fonts
  Arch      sudo pacman -S --needed xorg-server-xvfb webkit2gtk-4.1 dbus glib2 gnome-keyring libsecret python noto-fonts-emoji",
};

/// Debian's Node may be too old, but its npm can install another.
pub(crate) const NPM: Packages = Packages {
    purpose: "for the UI",
    debian: &["nodejs", "npm"],
    is_there_elsewhere: node::npm_is_there,
    elsewhere: "\
  Fedora    sudo dnf install nodejs
  Arch      sudo pacman -S nodejs npm
  macOS     brew install node
  Windows   winget install OpenJS.NodeJS.LTS",
};

fn links(shell: &Shell, library: &str) -> bool {
    cmd!(shell, "pkg-config --exists {library}").quiet().ignore_stderr().run().is_ok()
}
