//! A desktop session that nobody looks at: its own home, display, bus and unlocked keyring, gone when it is dropped.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};
use xshell::{Shell, TempDir, cmd};

use crate::background::Background;

/// Where desktop programs look before they look into `HOME`.
const XDG: [&str; 4] = ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"];

/// A running session. Fields are dropped in order: first the programs, then the home that they write to.
pub(crate) struct Session {
    variables: Vec<(&'static str, String)>,
    _keyring: Background,
    _bus: Background,
    _display: Background,
    _home: TempDir,
}

impl Session {
    /// Starts Xvfb, a session bus and gnome-keyring.
    ///
    /// # Errors
    /// When one of them is not installed or does not come up.
    pub(crate) fn start(shell: &Shell) -> Result<Self> {
        let home = shell.create_temp_dir()?;
        let directory = home.path().to_str().context("the temporary directory has no readable name")?;
        let runtime = format!("{directory}/runtime");
        cmd!(shell, "mkdir -m 700 {runtime}").quiet().run()?; // programs refuse one that others can read
        let mut variables = vec![("HOME", directory.to_owned()), ("XDG_RUNTIME_DIR", runtime)];
        variables.extend(rust_homes());

        let (display, number) = start_and_read_line(
            Command::new("Xvfb").args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]),
            &variables,
        )?;
        variables.push(("DISPLAY", format!(":{number}")));

        let (bus, address) = start_and_read_line(
            Command::new("dbus-daemon").args(["--session", "--nofork", "--nopidfile", "--print-address=1"]),
            &variables,
        )?;
        variables.push(("DBUS_SESSION_BUS_ADDRESS", address));

        let keyring = unlocked_keyring(&variables)?;
        let session = Self { variables, _keyring: keyring, _bus: bus, _display: display, _home: home };
        session.wait_for_secrets(shell)?;
        Ok(session)
    }

    /// Makes a program part of the session.
    pub(crate) fn admit(&self, command: &mut Command) {
        admit(command, &self.variables);
    }

    /// Without this wait the first caller may have a second, locked keyring started for it.
    fn wait_for_secrets(&self, shell: &Shell) -> Result<()> {
        let mut wait: Command = cmd!(shell, "gdbus wait --session --timeout 20 org.freedesktop.secrets").into();
        self.admit(&mut wait);
        if !wait.status().context("cannot start gdbus")?.success() {
            bail!("the keyring did not come up on the session bus");
        }
        Ok(())
    }
}

fn admit(command: &mut Command, variables: &[(&'static str, String)]) {
    for name in XDG.iter().chain(&["WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"]) {
        command.env_remove(name);
    }
    command.envs(variables.iter().map(|(name, value)| (name, value)));
}

/// Cargo and rustup live in the real home unless they are told otherwise.
fn rust_homes() -> impl Iterator<Item = (&'static str, String)> {
    let home = std::env::home_dir();
    [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")].into_iter().filter_map(move |(name, directory)| {
        let told = std::env::var(name).ok();
        let usual = home.as_ref().map(|home| home.join(directory).display().to_string());
        told.or(usual).map(|path| (name, path))
    })
}

fn start_and_read_line(command: &mut Command, variables: &[(&'static str, String)]) -> Result<(Background, String)> {
    admit(command, variables);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let name = command.get_program().to_string_lossy().into_owned();
    let mut started = Background::start(command)?;
    let output = started.child().stdout.take().context("it has no output")?;
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line)?;
    let line = line.trim();
    if line.is_empty() {
        bail!("{name} ended before it was ready");
    }
    Ok((started, line.to_owned()))
}

/// The daemon creates its first keyring with the password that it reads from its input.
fn unlocked_keyring(variables: &[(&'static str, String)]) -> Result<Background> {
    let mut command = Command::new("gnome-keyring-daemon");
    command.args(["--foreground", "--unlock", "--components=secrets"]);
    admit(&mut command, variables);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut keyring = Background::start(&mut command)?;
    let mut input = keyring.child().stdin.take().context("the keyring has no input")?;
    input.write_all(b"of this session only")?;
    Ok(keyring)
}
