//! Opening, adding and removing projects.

use std::{
    path::PathBuf,
    sync::{Arc, MutexGuard},
};

use kapso::{ApiKey, Client, Links, Origin};

use super::Desk;
use crate::{
    engine::{Engine, Parts},
    error::{Error, ErrorCode, Result},
    events::Topic,
    model::{DeskState, Project},
    projects::Projects,
    secrets::{Key, ProjectSecrets, StoreKey},
    store::{Store, clients::KeptClient, policy::KeptPolicy},
    upstream,
};

/// The demo workspace's id, and its directory.
const DEMO: &str = "demo";
/// Whose files the demo's simulator plays: the reserved name of RFC 2606, which is nobody's.
const DEMO_FILES: &str = "https://files.example";
/// The id of a project whose key is for this run only.
const SESSION: &str = "session";

impl Desk {
    /// Opens what a start should open: the key of this run, or the project that was used last.
    pub async fn open_first(&self) -> Result<DeskState> {
        if let Some(key) = self.inner.session_key.clone() {
            return self.open_session(&key).await;
        }
        let last = self.projects()?.listed().first().map(|project| project.id.clone());
        match last {
            Some(id) => self.open_project(&id).await,
            None => self.state().await,
        }
    }

    /// Opens the demo workspace. It is invented, so its store is made anew whenever it is opened.
    pub async fn open_demo(&self) -> Result<DeskState> {
        self.open_demo_as(false).await
    }

    /// The same; `anew` with everybody in it as on the first day.
    pub(crate) async fn open_demo_as(&self, anew: bool) -> Result<DeskState> {
        let demo = self.inner.demo.clone().ok_or_else(|| {
            Error::new(ErrorCode::NoProject, "There is no demo workspace here.", "Start the app, or `kdesk serve --demo`.")
        })?;
        if anew && self.engine().is_ok_and(|engine| engine.project().demo) {
            self.close().await; // nobody is to miss the simulator that ends now
        }
        let (origin, key) = demo.place(anew).await?;
        let origin = Origin::parse(&origin).map_err(|why| Error::internal("demo", why))?;
        let project = self.project(DEMO, "Demo workspace", "", true);
        let path = self.inner.home.project(DEMO)?.join("store.sqlite");
        let turning = self.inner.turning.lock().await;
        self.close_now().await;
        let key_of_store = StoreKey::of_the_demo();
        // Programs that were given a token keep it, and what a person said that they may do: only what is shown is made anew.
        let (clients, policy) = kept_agents(path.clone(), key_of_store.clone()).await;
        remove_store(&path)?;
        let links = Links::in_which(&Origin::parse(DEMO_FILES).map_err(|why| Error::internal("demo", why))?, &origin);
        self.start_engine_with(project, path, &key_of_store, Client::new(origin, key.check()?), links).await?;
        self.engine()?.restore_clients(clients, policy).await?;
        drop(turning);
        self.state().await
    }

    /// Opens a project with a key for this run only. Its store has a key that nobody keeps, and is removed at the next start.
    async fn open_session(&self, key: &Key) -> Result<DeskState> {
        let key = key.check()?;
        let client = self.tested(&key).await?;
        let name = client.1.unwrap_or_else(|| "This run".to_owned());
        let project = Project { session_only: true, ..self.project(SESSION, &name, &key.ends_in(), false) };
        let path = self.inner.home.project(SESSION)?.join("store.sqlite");
        let turning = self.inner.turning.lock().await;
        self.close_now().await;
        remove_store(&path)?;
        self.start_engine(project, path, &StoreKey::random(), Ok(client.0)).await?;
        drop(turning);
        self.state().await
    }

    /// Checks a key against Kapso, keeps it in the keychain, and opens its project.
    pub async fn connect_key(&self, key: Key, name: Option<String>) -> Result<DeskState> {
        let key = key.check()?;
        self.is_new(&key).await?;
        let (client, found) = self.tested(&key).await?;
        let id = new_id();
        let name = name.or(found).unwrap_or_else(|| "Kapso project".to_owned());
        let secrets = ProjectSecrets { key: key.clone(), store: StoreKey::random(), other: None };
        self.inner.keychain.put(&id, &secrets).await?;
        let project = self.project(&id, &name, &key.ends_in(), false);
        let path = self.inner.home.project(&id)?.join("store.sqlite");
        self.projects()?.put_first(project.clone())?;
        let turning = self.inner.turning.lock().await;
        self.close_now().await;
        self.start_engine(project, path, &secrets.store, Ok(client)).await?;
        drop(turning);
        self.state().await
    }

    /// Opens a project with the key that the keychain holds.
    pub async fn open_project(&self, project_id: &str) -> Result<DeskState> {
        let mut project = self.projects()?.find(project_id)?;
        let secrets = self.settled_secrets(project_id).await?;
        project.key_ends_in = secrets.key.ends_in();
        project.last_used_at = Some(self.inner.clock.now());
        let path = self.inner.home.project(project_id)?.join("store.sqlite");
        let turning = self.inner.turning.lock().await;
        self.close_now().await;
        let client = Client::new(self.inner.origin.clone(), secrets.key);
        self.start_engine(project.clone(), path, &secrets.store, client).await?;
        drop(turning);
        self.projects()?.put_first(project)?;
        self.state().await
    }

    /// Removes a project's key from the keychain and its store from the disk.
    pub async fn remove_project(&self, project_id: &str) -> Result<DeskState> {
        self.projects()?.find(project_id)?;
        if self.engine().is_ok_and(|engine| engine.project().id == project_id) {
            self.close().await;
        }
        self.inner.keychain.remove(project_id).await?;
        let folder = self.inner.home.project(project_id)?;
        std::fs::remove_dir_all(&folder).map_err(|cause| Error::internal("local copy", cause.kind()))?;
        self.projects()?.remove(project_id)?;
        self.emit(Topic::State);
        self.state().await
    }

    pub(super) async fn close(&self) {
        let _turning = self.inner.turning.lock().await;
        self.close_now().await;
    }

    async fn close_now(&self) {
        let open = self.inner.open.write().ok().and_then(|mut open| open.take());
        if let Some(engine) = open {
            engine.stop().await;
        }
    }

    pub(super) async fn start_engine(&self, project: Project, path: PathBuf, key: &StoreKey, kapso: kapso::Result<Client>) -> Result<()> {
        self.start_engine_with(project, path, key, kapso, Links::new()).await
    }

    async fn start_engine_with(
        &self,
        project: Project,
        path: PathBuf,
        key: &StoreKey,
        kapso: kapso::Result<Client>,
        links: kapso::Result<Links>,
    ) -> Result<()> {
        let kapso = kapso.map_err(|error| upstream::explain(&error))?;
        let links = links.map_err(|error| upstream::explain(&error))?;
        let key = key.clone();
        let store =
            tokio::task::spawn_blocking(move || Store::open(&path, &key)).await.map_err(|cause| Error::internal("store", cause))??;
        let parts = Parts {
            project,
            store,
            kapso,
            links,
            clock: self.inner.clock.clone(),
            events: self.inner.events.clone(),
            undo_seconds: Arc::clone(&self.inner.undo_seconds),
        };
        let engine = Engine::start(parts).await?;
        if let Ok(mut open) = self.inner.open.write() {
            *open = Some(engine);
        }
        self.put_opening_problem(None);
        self.emit(Topic::State);
        Ok(())
    }

    /// Asks Kapso whether it takes the key; gives the connection and the name of the first number.
    pub(super) async fn tested(&self, key: &ApiKey) -> Result<(Client, Option<String>)> {
        let client = Client::new(self.inner.origin.clone(), key.clone()).map_err(|error| upstream::explain(&error))?;
        let page = client.phone_numbers(1, 1).await.map_err(|error| {
            let mut said = upstream::explain(&error);
            if said.code == ErrorCode::KeyRefused {
                said.message = format!(
                    "Kapso did not accept this key (401). Nothing was saved. It has {} characters{}.",
                    key.expose().len(),
                    ending(key)
                );
            }
            said
        })?;
        Ok((client, page.items.into_iter().find_map(|number| number.verified_name.or(number.name))))
    }

    fn project(&self, id: &str, name: &str, key_ends_in: &str, demo: bool) -> Project {
        let colour = self.projects().map_or(0, |projects| projects.listed().len() % 6);
        Project {
            id: id.to_owned(),
            name: name.to_owned(),
            colour: u8::try_from(colour).unwrap_or(0).saturating_add(1),
            key_ends_in: key_ends_in.to_owned(),
            demo,
            session_only: false,
            added_at: self.inner.clock.now(),
            last_used_at: Some(self.inner.clock.now()),
            hidden_numbers: Vec::new(),
        }
    }

    pub(super) fn projects(&self) -> Result<MutexGuard<'_, Projects>> {
        self.inner.projects.lock().map_err(|_| Error::internal("projects", "an earlier call panicked"))
    }
}

fn ending(key: &ApiKey) -> String {
    let end = key.ends_in();
    if end.is_empty() { String::new() } else { format!(" and ends in {end}") }
}

pub(super) fn no_key() -> Error {
    Error::new(ErrorCode::NotFound, "The keychain has no key for this project.", "Remove the project and add its key again.")
}

/// Sixteen random hexadecimal digits.
fn new_id() -> String {
    format!("{:016x}", rand::random::<u64>())
}

/// The clients of a store that is about to be thrown away, and what they may do; none when it does not open.
async fn kept_agents(path: PathBuf, key: StoreKey) -> (Vec<KeptClient>, KeptPolicy) {
    let read = move || {
        if !path.exists() {
            return Ok(Default::default());
        }
        Store::open(&path, &key)?.read(|store| Ok((store.kept_clients()?, store.kept_policy()?)))
    };
    match tokio::task::spawn_blocking(read).await {
        Ok(Ok(agents)) => agents,
        Ok(Err(error)) => {
            tracing::warn!(code = %error.code.as_str(), "the clients of the demo workspace are lost: its old store does not open");
            Default::default()
        }
        Err(_) => Default::default(),
    }
}

/// Takes away a store and what SQLite keeps beside it.
fn remove_store(path: &std::path::Path) -> Result<()> {
    for end in ["", "-wal", "-shm"] {
        let mut file = path.as_os_str().to_owned();
        file.push(end);
        match std::fs::remove_file(&file) {
            Ok(()) => {}
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {}
            Err(cause) => {
                return Err(Error::new(
                    ErrorCode::DataDirectoryUnwritable,
                    format!("An old file could not be removed ({}).", cause.kind()),
                    "Make the data directory writable.",
                ));
            }
        }
    }
    Ok(())
}
