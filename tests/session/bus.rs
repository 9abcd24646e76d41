//! A session bus of a test's own, with GNOME Keyring on it or without.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::{Outcome, Process};

/// A running bus. Nothing is started on it by itself, so a locked keyring cannot ask anybody for its password.
pub(crate) struct Bus {
    home: PathBuf,
    address: String,
    keyring: Option<Process>,
    _daemon: Process,
}

const CONFIGURATION: &str = r#"<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>"#;

impl Bus {
    /// A bus for the programs of `home`, without a keyring.
    pub(crate) fn start(home: &Path) -> Outcome<Self> {
        let file = home.join("bus.conf");
        std::fs::write(&file, CONFIGURATION)?;
        let mut command = Command::new("dbus-daemon");
        command.args(["--nofork", "--nopidfile", "--print-address=1"]).arg(format!("--config-file={}", file.display()));
        let (daemon, address) = Process::start_and_read_line(command.stderr(Stdio::null()))?;
        Ok(Self { home: home.to_owned(), address, keyring: None, _daemon: daemon })
    }

    /// Starts GNOME Keyring with its keyring open; it is made where there is none yet.
    pub(crate) fn open_keyring(&mut self) -> Outcome {
        self.keyring = None;
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        self.admit(&mut command);
        let mut keyring = Process::start(command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()))?;
        keyring.child().stdin.take().ok_or("no input")?.write_all(b"of this test only")?;
        self.keyring = Some(keyring);
        self.run("gdbus", &["wait", "--session", "--timeout", "20", "org.freedesktop.secrets"])
    }

    /// Ends GNOME Keyring, as if none were installed.
    pub(crate) fn close_keyring(&mut self) {
        self.keyring = None;
    }

    /// Locks the keyring, as a screen lock may.
    pub(crate) fn lock_keyring(&self) -> Outcome {
        let lock = ["-m", "org.freedesktop.Secret.Service.Lock", "[objectpath '/org/freedesktop/secrets/collection/login']"];
        let place = ["call", "--session", "-d", "org.freedesktop.secrets", "-o", "/org/freedesktop/secrets"];
        self.run("gdbus", &[&place[..], &lock[..]].concat())
    }

    /// What the keyring holds under this attribute, asked by a program that is not ours; nothing when it holds nothing.
    pub(crate) fn look_up(&self, service: &str, account: &str) -> Outcome<Option<String>> {
        let mut command = Command::new("secret-tool");
        self.admit(command.args(["lookup", "service", service, "username", account]));
        let output = command.output()?;
        Ok(output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned()))
    }

    /// Lets a program find this bus and this home, and nothing of the session around the test but its display.
    pub(crate) fn admit(&self, command: &mut Command) {
        for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "WAYLAND_DISPLAY"] {
            command.env_remove(name);
        }
        for name in ["KAPSO_API_KEY", "KAPSO_API_BASE_URL", "KAPSO_DESK_HOME", "GTK_THEME"] {
            command.env_remove(name);
        }
        command.env("HOME", &self.home).env("XDG_RUNTIME_DIR", &self.home).env("DBUS_SESSION_BUS_ADDRESS", &self.address);
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Outcome {
        let mut command = Command::new(program);
        self.admit(command.args(arguments));
        let output = command.output()?;
        if !output.status.success() {
            return Err(format!("{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        Ok(())
    }
}
