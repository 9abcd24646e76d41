//! What this machine lacks, and how it gets it: through apt on Debian and its kin, by name elsewhere.

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

/// Packages that belong together, by their names on Debian, with a way to say them elsewhere.
pub(crate) struct Packages {
    purpose: &'static str,
    debian: &'static [&'static str],
    elsewhere: &'static str,
}

/// What the crates without a window need: a C compiler for SQLCipher and the OpenSSL that it links.
pub(crate) const BUILD: Packages = Packages {
    purpose: "to build",
    debian: &["build-essential", "pkg-config", "libssl-dev"],
    elsewhere: "\
      Fedora    sudo dnf install gcc make perl pkgconf-pkg-config openssl-devel
      Arch      sudo pacman -S --needed base-devel openssl
      macOS     xcode-select --install
      Windows   winget install Microsoft.VisualStudio.2022.BuildTools ShiningLight.OpenSSL.Dev, and set OPENSSL_DIR",
};

/// What the window needs: the system's web view, and the tray library that Tauri loads when it starts.
pub(crate) const WINDOW: Packages = Packages {
    purpose: "for the window",
    debian: &["libwebkit2gtk-4.1-dev", "libayatana-appindicator3-1"],
    elsewhere: "\
      Fedora    sudo dnf install webkit2gtk4.1-devel libappindicator-gtk3
      Arch      sudo pacman -S --needed webkit2gtk-4.1 libayatana-appindicator
      macOS     nothing: WebKit is part of the system
      Windows   nothing on 11; on 10, winget install Microsoft.EdgeWebView2Runtime",
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
        "libsecret-tools",
        "fonts-dejavu-core",
        "fonts-noto-color-emoji",
    ],
    elsewhere: "\
      Fedora    sudo dnf install xorg-x11-server-Xvfb webkit2gtk4.1 dbus-daemon glib2 gnome-keyring libsecret google-noto-color-emoji-fonts
      Arch      sudo pacman -S --needed xorg-server-xvfb webkit2gtk-4.1 dbus glib2 gnome-keyring libsecret noto-fonts-emoji",
};

/// Installs what is missing of `wanted`, after listing it.
///
/// # Errors
/// When apt fails, or when this user may not install and there is no `sudo`.
pub(crate) fn provide(shell: &Shell, wanted: &[&Packages]) -> Result<()> {
    if !is_debian(shell) {
        name(wanted);
        return Ok(());
    }
    let mut missing = Vec::new();
    for packages in wanted {
        let absent = absent(shell, packages.debian)?;
        if !absent.is_empty() {
            println!("Missing {}: {}", packages.purpose, absent.join(" "));
        }
        missing.extend(absent);
    }
    if missing.is_empty() {
        return Ok(());
    }
    install(shell, &missing)
}

/// Installs one or more Debian packages, after listing them.
///
/// # Errors
/// On a system without apt, with `otherwise` as the advice.
pub(crate) fn provide_debian(shell: &Shell, debian: &[&str], otherwise: &str) -> Result<()> {
    if !is_debian(shell) {
        bail!("{otherwise}");
    }
    let missing = absent(shell, debian)?;
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing: {}", missing.join(" "));
    install(shell, &missing)
}

fn is_debian(shell: &Shell) -> bool {
    cfg!(target_os = "linux") && succeeds(shell, "dpkg-query") && succeeds(shell, "apt-get")
}

fn succeeds(shell: &Shell, program: &str) -> bool {
    cmd!(shell, "{program} --version").quiet().ignore_stderr().read().is_ok()
}

/// Elsewhere nothing is installed for you: the names are said once, and the build says what it does not find.
fn name(wanted: &[&Packages]) {
    for packages in wanted {
        println!("Needed {}:\n{}", packages.purpose, packages.elsewhere);
    }
}

fn absent<'a>(shell: &Shell, packages: &[&'a str]) -> Result<Vec<&'a str>> {
    let format = "${Package} ${db:Status-Status}\\n";
    let listed = cmd!(shell, "dpkg-query --show --showformat {format} {packages...}")
        .quiet()
        .ignore_status() // it is 1 as soon as one of them is unknown
        .ignore_stderr()
        .read()
        .context("cannot ask dpkg-query which packages are installed")?;
    Ok(not_installed(packages, &listed))
}

fn not_installed<'a>(packages: &[&'a str], listed: &str) -> Vec<&'a str> {
    let installed = |package: &&str| {
        listed.lines().any(|line| line.split_once(' ').is_some_and(|(name, status)| name == *package && status == "installed"))
    };
    packages.iter().copied().filter(|package| !installed(package)).collect()
}

fn install(shell: &Shell, packages: &[&str]) -> Result<()> {
    let is_root = cmd!(shell, "id -u").quiet().read()? == "0";
    if !is_root && !succeeds(shell, "sudo") {
        bail!("installing needs root and there is no sudo; as root, run: apt-get install {}", packages.join(" "));
    }
    let (first, second) = if is_root { ("env", None) } else { ("sudo", Some("env")) };
    let apt = [second, Some("DEBIAN_FRONTEND=noninteractive"), Some("apt-get")];
    let apt: &Vec<&str> = &apt.into_iter().flatten().collect();
    let patience = "DPkg::Lock::Timeout=600"; // another apt may be at work
    cmd!(shell, "{first} {apt...} update -q").run()?;
    cmd!(shell, "{first} {apt...} install -q -y --no-install-recommends -o {patience} {packages...}")
        .run()
        .context("apt-get could not install what is missing")
}

#[cfg(test)]
mod tests {
    use super::not_installed;

    #[test]
    fn a_package_that_was_removed_or_never_seen_is_missing() {
        let listed = "xvfb installed\ndbus config-files\nlibssl-dev not-installed\n";
        let wanted = ["xvfb", "dbus", "libssl-dev", "gnome-keyring"];
        assert_eq!(not_installed(&wanted, listed), ["dbus", "libssl-dev", "gnome-keyring"]);
    }
}
