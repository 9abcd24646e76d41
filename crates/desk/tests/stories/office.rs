//! A desk with a project of its own: a key in a keychain, a store that stays, starts and crashes.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use desk::{
    desk::{Desk, Setup},
    error::{Error, ErrorCode},
    secrets::{Key, Keychain},
};
use keyring_core::{CredentialStore, Entry, mock};
use rusqlite::Connection;
use serde_json::{Value, json};
use simulator::{Control, DEMO_KEY, Simulator};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::world::{World, setup, simulator};

/// What outlives a desk: Kapso, the keychain and the disk.
pub(crate) struct Office {
    pub(crate) simulator: Simulator,
    pub(crate) control: Control,
    pub(crate) home: TempDir,
    pub(crate) keychain: Arc<CredentialStore>,
}

impl Office {
    pub(crate) async fn new() -> Self {
        let (simulator, home) = (simulator().await, tempfile::tempdir().unwrap());
        Self { control: simulator.control(), simulator, home, keychain: mock::Store::new().unwrap() }
    }

    pub(crate) fn setup(&self) -> Setup {
        Setup { origin: Some(self.simulator.origin()), undo_seconds: Some(0), ..setup(&self.home, &self.control) }
    }

    /// A desk that has just been started; nothing is open yet.
    pub(crate) async fn desk(&self) -> Desk {
        self.start(self.setup()).await.unwrap()
    }

    /// Starts a desk, once nobody has the data directory any more.
    pub(crate) async fn start(&self, setup: Setup) -> Result<Desk, Error> {
        for _ in 0..500 {
            match Desk::start_with(setup.clone(), Keychain::over(Arc::clone(&self.keychain))).await {
                Err(error) if error.code == ErrorCode::DataDirectoryInUse => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
                started => return started,
            }
        }
        panic!("10 seconds passed and the data directory is still in use");
    }

    /// The same with its project open: the one of the last time, or the clinic's, connected now.
    pub(crate) async fn opened(self) -> World {
        let desk = self.open_here().await;
        self.around(desk).await
    }

    /// The same on a runtime of its own, whose end is the end that a crash would be.
    pub(crate) async fn doomed(self) -> (World, Runtime) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (setup, keychain) = (self.setup(), Arc::clone(&self.keychain));
        let starting = runtime.spawn(async move {
            let desk = Desk::start_with(setup, Keychain::over(keychain)).await.unwrap();
            desk.connect_key(Key::new(DEMO_KEY.to_owned()), None).await.unwrap();
            desk
        });
        let desk = starting.await.unwrap();
        (self.around(desk).await, runtime)
    }

    async fn open_here(&self) -> Desk {
        let desk = self.desk().await;
        desk.open_first().await.unwrap();
        if desk.engine().is_err() {
            desk.connect_key(Key::new(DEMO_KEY.to_owned()), None).await.unwrap();
        }
        desk
    }

    pub(crate) async fn around(self, desk: Desk) -> World {
        let Self { simulator, control, home, keychain } = self;
        let world = World { simulator, control, desk, home, keychain: Some(keychain) };
        world.until("everything is read", async || world.phase().await == "following").await;
        world
    }

    /// The keychain's entry of a project.
    pub(crate) fn entry(&self, project_id: &str) -> Entry {
        self.keychain.build("kapso-desk", project_id, None).unwrap()
    }

    /// The keychain's next answer about this project is this fault.
    pub(crate) fn breaks(&self, project_id: &str, fault: keyring_core::Error) {
        self.entry(project_id).as_any().downcast_ref::<mock::Cred>().unwrap().set_error(fault);
    }

    /// Changes what the keychain holds for a project.
    pub(crate) fn rewrite(&self, project_id: &str, field: &str, value: &str) {
        let mut item: Value = serde_json::from_str(&self.entry(project_id).get_password().unwrap()).unwrap();
        item[field] = json!(value);
        self.entry(project_id).set_password(&item.to_string()).unwrap();
    }

    pub(crate) fn store(&self, project_id: &str) -> PathBuf {
        self.home.path().join("desk").join(project_id).join("store.sqlite")
    }

    /// A project's store, opened with the key from the keychain.
    pub(crate) fn open_store(&self, project_id: &str) -> Connection {
        let item: Value = serde_json::from_str(&self.entry(project_id).get_password().unwrap()).unwrap();
        let store = Connection::open(self.store(project_id)).unwrap();
        store
            .execute_batch(&format!("PRAGMA key = \"x'{}'\"; PRAGMA cipher_hmac_algorithm = HMAC_SHA256", item["store"].as_str().unwrap()))
            .unwrap();
        store
    }
}

impl World {
    /// Ana quits.
    pub(crate) async fn quits(self) -> Office {
        self.desk.stop().await;
        self.left_behind()
    }

    /// The desk is gone in the middle of what it does.
    pub(crate) fn crashes(self, runtime: Runtime) -> Office {
        runtime.shutdown_background();
        self.left_behind()
    }

    fn left_behind(self) -> Office {
        let Self { simulator, control, desk, home, keychain } = self;
        drop(desk);
        Office { simulator, control, home, keychain: keychain.unwrap() }
    }

    /// The open project's id.
    pub(crate) fn project_id(&self) -> String {
        self.desk.engine().unwrap().project().id.clone()
    }
}

/// Every file below a folder, with its bytes.
pub(crate) fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found
}

/// The files in which this text can be read.
pub(crate) fn showing(folder: &Path, text: &str) -> Vec<PathBuf> {
    let shows = |bytes: &[u8]| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    files(folder).into_iter().filter(|(_, bytes)| shows(bytes)).map(|(path, _)| path).collect()
}
