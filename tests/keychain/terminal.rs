//! `kdesk` on a machine with a keyring of its own, and a Kapso that takes the keys of these stories.

use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};
use simulator::{Options, Simulator};
use tempfile::TempDir;

use crate::session::{Bus, Outcome, Process};

/// A person's machine. Every program on it writes its log into the home directory.
pub(crate) struct Machine {
    pub(crate) bus: Bus,
    home: TempDir,
}

impl Machine {
    pub(crate) fn start() -> Outcome<Self> {
        let home = TempDir::new()?;
        let mut bus = Bus::start(home.path())?;
        bus.open_keyring()?;
        Ok(Self { bus, home })
    }

    pub(crate) fn data_dir(&self) -> PathBuf {
        self.home.path().join("desk")
    }

    /// Starts a desk without a window on the demo, and waits until it says where it serves.
    pub(crate) fn serve(&self, kapso: &Simulator) -> Outcome<Running> {
        let mut command = self.kdesk(Some(kapso), &["--verbose", "serve", "--demo", "--port", "0"])?;
        let (process, line) = Process::start_and_read_line(command.stderr(self.log()?))?;
        let ready: Value = serde_json::from_str(&line)?;
        let token = ready.get("token").and_then(Value::as_str).ok_or("it did not say its token")?.to_owned();
        Ok(Running { data_dir: self.data_dir(), token, process })
    }

    /// One read of the project that was open last, by a process of its own.
    pub(crate) fn read_inbox(&self, kapso: &Simulator) -> Outcome<Output> {
        self.read_inbox_after(kapso, |_| {})
    }

    /// The same after a change to the process's surroundings.
    pub(crate) fn read_inbox_after(&self, kapso: &Simulator, change: impl FnOnce(&mut Command)) -> Outcome<Output> {
        let mut command = self.kdesk(Some(kapso), &["call", "whatsapp_inbox", r#"{"limit":3}"#])?;
        change(&mut command);
        Ok(command.stdin(Stdio::null()).output()?)
    }

    /// Every file of this machine that holds these bytes.
    pub(crate) fn files_with(&self, text: &str) -> Outcome<Vec<PathBuf>> {
        let mut found = Vec::new();
        search(self.home.path(), text.as_bytes(), &mut found)?;
        Ok(found)
    }

    /// `kdesk` with these words.
    pub(crate) fn kdesk(&self, kapso: Option<&Simulator>, arguments: &[&str]) -> Outcome<Command> {
        let mut command = Command::new(binary()?);
        self.bus.admit(&mut command);
        command.args(arguments).arg("--data-dir").arg(self.data_dir());
        command.envs(kapso.map(|kapso| ("KAPSO_API_BASE_URL", kapso.origin())));
        Ok(command)
    }

    /// Puts a text into the keyring in the place of an item of ours, by a program that is not ours.
    pub(crate) fn keep(&self, account: &str, text: &str) -> Outcome {
        let item = ["service", "kapso-desk", "username", account];
        for words in [&["clear"][..], &["store", "--label", "a test's"]] {
            let mut command = Command::new("secret-tool");
            self.bus.admit(command.args(words).args(item).stdin(Stdio::piped()));
            let mut process = Process::start(&mut command)?;
            process.child().stdin.take().ok_or("no input")?.write_all(text.as_bytes())?;
            if !process.child().wait()?.success() {
                return Err(format!("the keyring did not {words:?}").into());
            }
        }
        Ok(())
    }

    /// Where programs of this machine write what they do.
    pub(crate) fn log(&self) -> Outcome<File> {
        Ok(File::options().create(true).append(true).open(self.home.path().join("log"))?)
    }

    /// The port that the desk says it serves agents on.
    pub(crate) fn port(&self) -> Outcome<u16> {
        let owner: Value = serde_json::from_slice(&std::fs::read(self.data_dir().join("owner.json"))?)?;
        Ok(u16::try_from(owner.get("port").and_then(Value::as_u64).ok_or("no port")?)?)
    }

    /// Says another one in the desk's place.
    pub(crate) fn name_port(&self, port: u16) -> Outcome {
        let owner = json!({ "pid": 1, "program": "kdesk", "port": port });
        Ok(std::fs::write(self.data_dir().join("owner.json"), owner.to_string())?)
    }
}

/// A desk that serves. It ends in order when it is dropped.
pub(crate) struct Running {
    pub(crate) token: String,
    data_dir: PathBuf,
    process: Process,
}

impl Running {
    /// Does what only a person may do, as another program of theirs would.
    pub(crate) async fn act(&self, name: &str, input: Value) -> Outcome<Result<Value, Value>> {
        Ok(desk::owner::ask_owner(&self.data_dir, name, input).await?.ok_or("nobody owns the data directory")?)
    }

    pub(crate) fn id(&mut self) -> u32 {
        self.process.child().id()
    }

    /// Pastes a key; gives the id of the project that it opens.
    pub(crate) async fn connect(&self, key: &str) -> Outcome<String> {
        let state = self.act("desk_connect_key", json!({ "key": key })).await?.map_err(|error| error.to_string())?;
        let id = state.pointer("/project/project/id").and_then(Value::as_str);
        Ok(id.ok_or("no project is open")?.to_owned())
    }
}

/// A Kapso that takes this key and no other.
pub(crate) async fn kapso(key: &str) -> Outcome<Simulator> {
    Ok(simulator::start(Options { key: key.to_owned(), ..Options::default() }).await?)
}

fn search(folder: &Path, text: &[u8], found: &mut Vec<PathBuf>) -> Outcome {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            search(&path, text, found)?;
        } else if path.is_file() && std::fs::read(&path)?.windows(text.len()).any(|part| part == text) {
            found.push(path);
        }
    }
    Ok(())
}

/// Built with the workspace, beside the directory of this test.
fn binary() -> Outcome<PathBuf> {
    let test = std::env::current_exe()?;
    let binary = test.parent().and_then(Path::parent).ok_or("no target directory")?.join("kdesk");
    if !binary.is_file() {
        return Err(format!("{} is not there: build the workspace first", binary.display()).into());
    }
    Ok(binary)
}
