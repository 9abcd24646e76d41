//! A real VS Code: its own server, its window in the system's web view on a display of its own, and in it an extension that
//! calls tools as VS Code's own chat does (`tests/vscode`).

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    os::unix::{fs::symlink, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, killpg},
    unistd::Pid,
};
use serde_json::{Value, json};

use crate::programs::{Outcome, program};

/// It is as its person left it: nothing asks, because nobody is there to answer.
const SETTINGS: &str = r#"{"security.workspace.trust.enabled": false, "telemetry.telemetryLevel": "off", "extensions.autoUpdate": false}"#;

/// VS Code builds its window within this time, and starts a server within this time, on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(120);

/// A VS Code that is open in the home of its person.
pub(crate) struct VsCode {
    extension: BufReader<TcpStream>,
    _programs: [Group; 3],
}

impl VsCode {
    /// Opens it on the settings that are in `home`.
    pub(crate) fn open(home: &Path) -> Outcome<Self> {
        let settings = home.join(".config/Code");
        fs::create_dir_all(settings.join("User"))?;
        fs::write(settings.join("User/settings.json"), SETTINGS)?;
        let test = TcpListener::bind("127.0.0.1:0")?;

        let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vscode");
        fs::create_dir(home.join("extensions"))?;
        symlink(packages.join("extension"), home.join("extensions/test"))?;
        let mut server = program("node")?;
        server.env("HOME", home).env("TEST_PORT", test.local_addr()?.port().to_string());
        server.arg(packages.join("node_modules/code-server/out/node/entry.js")).args(["--auth", "none", "--bind-addr", "127.0.0.1:0"]);
        server.args(["--disable-telemetry", "--disable-update-check", "--extensions-dir"]).arg(home.join("extensions"));
        server.arg("--user-data-dir").arg(&settings);
        let (server, url) = Group::start(&mut server, |line| line.split_once("listening on ").map(|(_, url)| url.trim().to_owned()))?;

        let mut screen = Command::new("Xvfb");
        screen.args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]);
        let (screen, number) = Group::start(&mut screen, |line| Some(line.trim().to_owned()))?;

        let mut window = Command::new(browser()?);
        window.env_clear().env("HOME", home).env("XDG_RUNTIME_DIR", home).env("DISPLAY", format!(":{number}")).args(["--private", &url]);
        let window = Group::spawn(window.stdout(Stdio::null()))?;

        let connection = accept(&test)?;
        connection.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { extension: BufReader::new(connection), _programs: [window, screen, server] })
    }

    /// Calls a tool of ours; VS Code starts our server for it, where it does not run. Gives the tools that it lists, and the answer.
    pub(crate) fn call(&mut self, tool: &str, input: Value) -> Outcome<(Vec<String>, Value)> {
        let asked = Instant::now();
        loop {
            writeln!(self.extension.get_mut(), "{}", json!({ "tool": tool, "input": input }))?;
            let mut line = String::new();
            self.extension.read_line(&mut line)?;
            let answer: Value = serde_json::from_str(&line)?;
            let tools: Vec<String> = serde_json::from_value(answer.get("tools").cloned().unwrap_or_default()).unwrap_or_default();
            if let Some(said) = answer.get("said").and_then(Value::as_str) {
                return Ok((tools, serde_json::from_str(said).map_err(|_| said)?));
            }
            // It may not have read its settings yet.
            if asked.elapsed() > PATIENCE || answer.get("failed").is_some() {
                return Err(format!("VS Code could not call {tool}: {answer}").into());
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

/// The web view's own small browser, which its driver starts as well.
fn browser() -> Outcome<PathBuf> {
    let libraries = fs::read_dir("/usr/lib")?.flatten().map(|library| library.path());
    let mut places = libraries.chain([PathBuf::from("/usr/libexec")]).map(|place| place.join("webkit2gtk-4.1/MiniBrowser"));
    places.find(|place| place.is_file()).ok_or_else(|| "WebKitGTK's MiniBrowser is not there".into())
}

fn accept(test: &TcpListener) -> Outcome<TcpStream> {
    test.set_nonblocking(true)?;
    let begun = Instant::now();
    loop {
        match test.accept() {
            Ok((connection, _)) => {
                connection.set_nonblocking(false)?;
                return Ok(connection);
            }
            Err(cause) if cause.kind() == std::io::ErrorKind::WouldBlock && begun.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(50));
            }
            Err(cause) => return Err(format!("VS Code did not open its window: {cause}").into()),
        }
    }
}

/// A program, and all that it starts. They end when this is dropped.
struct Group(Child);

impl Group {
    fn spawn(command: &mut Command) -> Outcome<Self> {
        let name = command.get_program().to_owned();
        let child = command.process_group(0).stdin(Stdio::null()).stderr(Stdio::null()).spawn();
        Ok(Self(child.map_err(|cause| format!("cannot start {}: {cause}", name.display()))?))
    }

    /// Starts it, and reads what it says until a line has what is looked for.
    fn start(command: &mut Command, find: impl Fn(&str) -> Option<String>) -> Outcome<(Self, String)> {
        let mut group = Self::spawn(command.stdout(Stdio::piped()))?;
        let mut lines = BufReader::new(group.0.stdout.take().ok_or("no output")?).lines();
        while let Some(line) = lines.next().transpose()? {
            if let Some(found) = find(&line) {
                std::thread::spawn(move || lines.for_each(drop));
                return Ok((group, found));
            }
        }
        Err(format!("{command:?} ended before it was ready").into())
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Ok(id) = i32::try_from(self.0.id()) {
            let _ = killpg(Pid::from_raw(id), Signal::SIGKILL);
        }
        let _ = self.0.wait();
    }
}
