//! What is kept of a project: its name, colour and numbers, and its key, which can be replaced.

use std::collections::BTreeSet;

use kapso::ApiKey;

use super::{Desk, opening::no_key};
use crate::{
    error::{Error, ErrorCode, Result},
    events::Topic,
    model::{DeskState, WorkingKey},
    secrets::{Key, ProjectSecrets, StoreKey},
    store::Store,
    upstream,
};

/// The most numbers that Kapso lists at once.
const NUMBERS_A_PAGE: u32 = 100;

impl Desk {
    /// Gives a project another name or colour, or shows other numbers of it.
    pub(crate) async fn change_project(
        &self,
        project_id: &str,
        name: Option<String>,
        colour: Option<u8>,
        hidden_numbers: Option<Vec<String>>,
    ) -> Result<DeskState> {
        let name = name.map(|name| name.trim().to_owned());
        if name.as_deref() == Some("") {
            return Err(Error::new(ErrorCode::InvalidValue, "`name` is empty. Nothing was changed.", "Give a name."));
        }
        {
            let mut projects = self.projects()?;
            let mut project = projects.find(project_id)?;
            project.name = name.unwrap_or(project.name);
            project.colour = colour.unwrap_or(project.colour);
            project.hidden_numbers = hidden_numbers.unwrap_or(project.hidden_numbers);
            projects.change(project)?;
        }
        self.emit(Topic::State);
        self.emit(Topic::Inbox);
        self.state().await
    }

    /// Numbers of the open project that a person left off this desk, by Meta's ids.
    pub fn hidden_numbers(&self) -> Result<Vec<String>> {
        let open = self.engine()?.project().id.clone();
        Ok(self.projects()?.find(&open).map(|project| project.hidden_numbers).unwrap_or_default())
    }

    /// Replaces a project's key in four steps, each of which leaves the keychain with one whole item in which `key` is one that works: the new
    /// key is added beside the old one, tested, put in its place, and the old one is deleted.
    pub async fn replace_key(&self, project_id: &str, key: Key) -> Result<DeskState> {
        self.projects()?.find(project_id)?;
        let (keychain, new) = (&self.inner.keychain, key.check()?);
        let kept = self.settled_secrets(project_id).await?;
        keychain.put(project_id, &ProjectSecrets { other: Some(new.clone()), ..kept.clone() }).await?;
        if let Err(refused) = self.of_this_project(project_id, &kept.store, &new).await {
            if let Err(error) = keychain.put(project_id, &kept).await {
                tracing::warn!(code = %error.code.as_str(), "a refused key stays beside the old one until the project is opened again");
            }
            return Err(refused);
        }
        let switched = ProjectSecrets { key: new, store: kept.store, other: Some(kept.key) };
        keychain.put(project_id, &switched).await?;
        self.open_project(project_id).await
    }

    /// Refuses a key that Kapso does not take, and one that is another project's: two would be mixed in one store. A number that the store
    /// knows by Kapso's id of its configuration tells a project; a store without one takes any key.
    async fn of_this_project(&self, project_id: &str, key_of_store: &StoreKey, new: &ApiKey) -> Result<()> {
        let (client, _) = self.tested(new).await?;
        let known = self.known_configs(project_id, key_of_store).await?;
        if known.is_empty() {
            return Ok(());
        }
        let mut page = 1;
        loop {
            let found = client.phone_numbers(page, NUMBERS_A_PAGE).await.map_err(|error| upstream::explain(&error))?;
            if found.items.iter().filter_map(|number| number.internal_id.as_ref()).any(|id| known.contains(id)) {
                return Ok(());
            }
            if page >= found.pages.unwrap_or(1) {
                return Err(Error::new(
                    ErrorCode::Contradiction,
                    "Kapso accepts this key, but it is another project's: it sees none of this project's numbers. The old key was kept.",
                    "Make a key in this project, or connect this one as a project of its own.",
                ));
            }
            page += 1;
        }
    }

    /// Refuses a key that a project has already: it would be read twice, into two stores that know nothing of each other's drafts.
    pub(super) async fn is_new(&self, key: &ApiKey) -> Result<()> {
        let end = key.ends_in();
        let alike: Vec<_> = self.projects()?.listed().iter().filter(|project| project.key_ends_in == end).cloned().collect();
        for project in alike {
            if self.inner.keychain.get(&project.id).await?.is_some_and(|kept| kept.key.expose() == key.expose()) {
                return Err(Error::new(
                    ErrorCode::Contradiction,
                    format!("This key is here already: it is that of {}.", project.name),
                    "Open that project, or paste the key of another one.",
                ));
            }
        }
        Ok(())
    }

    /// The ids of a project's numbers' configurations in its store, open or not.
    async fn known_configs(&self, project_id: &str, key: &StoreKey) -> Result<BTreeSet<String>> {
        let configs = match self.engine() {
            Ok(engine) if engine.project().id == project_id => engine.read(|store| store.configs(None)).await?,
            _ => {
                let (path, key) = (self.inner.home.project(project_id)?.join("store.sqlite"), key.clone());
                let read = move || if path.exists() { Store::open(&path, &key)?.read(|store| store.configs(None)) } else { Ok(Vec::new()) };
                tokio::task::spawn_blocking(read).await.map_err(|cause| Error::internal("store", cause))??
            }
        };
        Ok(configs.into_iter().filter_map(|config| config.whatsapp_config_id).collect())
    }

    /// Asks Kapso whether it takes the key that is kept for a project. Nothing is changed.
    pub(crate) async fn test_key(&self, project_id: &str) -> Result<WorkingKey> {
        self.projects()?.find(project_id)?;
        let key = self.inner.keychain.get(project_id).await?.ok_or_else(no_key)?.key;
        let client = kapso::Client::new(self.inner.origin.clone(), key).map_err(|error| upstream::explain(&error))?;
        let asked_at = tokio::time::Instant::now();
        let page = client.phone_numbers(1, 1).await.map_err(|error| upstream::explain(&error))?;
        let millis = u64::try_from(asked_at.elapsed().as_millis()).unwrap_or(u64::MAX);
        let listed = u64::try_from(page.items.len().saturating_add(page.skipped)).unwrap_or(u64::MAX);
        Ok(WorkingKey { numbers: page.total.unwrap_or(listed), millis })
    }

    /// A project's keys; what a replacement left behind that was cut short is deleted.
    pub(super) async fn settled_secrets(&self, project_id: &str) -> Result<ProjectSecrets> {
        let kept = self.inner.keychain.get(project_id).await?.ok_or_else(no_key)?;
        if kept.other.is_none() {
            return Ok(kept);
        }
        let settled = ProjectSecrets { other: None, ..kept };
        self.inner.keychain.put(project_id, &settled).await?;
        Ok(settled)
    }
}
