//! One run of `kdesk serve`, from its start to the moment that it is killed.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    sync::Arc,
    time::Instant,
};

use serde_json::Value;

use crate::session::Bus;

/// Where a desk runs: its bus, its directory, its Kapso.
pub(crate) struct Place {
    pub(crate) bus: Arc<Bus>,
    pub(crate) home: PathBuf,
    pub(crate) origin: String,
}

/// How a program ended.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    /// What it said on standard error.
    pub(crate) words: String,
}

/// A desk that has been started and has not said yet that it is ready. Dropping it is `kill -9`.
pub(crate) struct Starting {
    process: Running,
    out: BufReader<ChildStdout>,
}

/// A running desk. Dropping it is `kill -9`.
pub(crate) struct Running {
    child: Child,
    /// Where it answers agents: an address and a port.
    pub(crate) address: String,
    pub(crate) since: Instant,
}

impl Place {
    pub(crate) fn data_dir(&self) -> PathBuf {
        self.home.join("data")
    }

    pub(crate) fn log(&self) -> PathBuf {
        self.home.join("log")
    }

    /// Starts a desk with these words besides `serve`.
    pub(crate) fn start(&self, words: &[&str]) -> Starting {
        let mut command = self.kdesk(&["serve", "--port", "0"]);
        command.args(words).stdout(Stdio::piped()).stderr(appended(&self.log()));
        let since = Instant::now();
        let mut child = command.spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        Starting { process: Running { child, address: String::new(), since }, out }
    }

    /// Runs `kdesk` with these words to its end.
    pub(crate) fn ends_with(&self, words: &[&str]) -> Ended {
        let ended = self.kdesk(words).output().unwrap();
        Ended { code: ended.status.code(), words: String::from_utf8(ended.stderr).unwrap() }
    }

    /// Without the rights of a superuser, who may write what is read-only. A limit on its files is an error, not its end.
    fn kdesk(&self, words: &[&str]) -> Command {
        let mut command = Command::new("sh");
        self.bus.admit(&mut command);
        command.args(["-c", "trap '' XFSZ; exec \"$@\"", "sh"]);
        if std::fs::metadata("/proc/self").unwrap().uid() == 0 {
            command.args(["setpriv", "--bounding-set=-all", "--inh-caps=-all"]);
        }
        command.arg(env!("CARGO_BIN_EXE_kdesk")).args(words).arg("--data-dir").arg(self.data_dir());
        command.env("KAPSO_API_BASE_URL", &self.origin).env("RUST_BACKTRACE", "1").stdin(Stdio::null());
        command
    }
}

impl Starting {
    /// Waits for its first line; panics with the end of its log when it ends without one.
    pub(crate) async fn ready(mut self, log: &Path) -> Running {
        let line = tokio::task::spawn_blocking(move || {
            let mut line = String::new();
            self.out.read_line(&mut line).map(|_| line)
        })
        .await
        .unwrap()
        .unwrap();
        let Ok(ready) = serde_json::from_str::<Value>(&line) else {
            panic!("it did not come back: {line:?}\n{}", std::fs::read_to_string(log).unwrap());
        };
        let url = ready["url"].as_str().unwrap();
        let address = url.strip_prefix("http://").and_then(|url| url.strip_suffix("/mcp")).unwrap().to_owned();
        self.process.address = address;
        self.process
    }
}

impl Running {
    /// Lets its files grow to this many bytes and no further, as a disk that is full; none for as far as they like.
    pub(crate) fn may_write(&self, bytes: Option<u32>) {
        let most = bytes.map_or_else(|| "unlimited".to_owned(), |bytes| bytes.to_string());
        let mut limit = Command::new("prlimit");
        limit.args([format!("--pid={}", self.child.id()), format!("--fsize={most}:")]);
        assert!(limit.status().unwrap().success());
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }
}

/// Ends it as the kernel ends a process that used too much memory: without a word.
impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn appended(path: &Path) -> File {
    File::options().create(true).append(true).open(path).unwrap()
}
