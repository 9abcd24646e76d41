//! What is kept of a project: its name and colour, and its key, which can be replaced.

use super::{Desk, opening::no_key};
use crate::{
    actions::projects::{DeskState, WorkingKey},
    error::{Error, ErrorCode, Result},
    events::Topic,
    secrets::{Key, ProjectSecrets},
    upstream,
};

impl Desk {
    /// Gives a project another name or colour.
    pub(crate) async fn change_project(&self, project_id: &str, name: Option<String>, colour: Option<u8>) -> Result<DeskState> {
        let name = name.map(|name| name.trim().to_owned());
        if name.as_deref() == Some("") {
            return Err(Error::new(ErrorCode::InvalidValue, "`name` is empty. Nothing was changed.", "Give a name."));
        }
        {
            let mut projects = self.projects()?;
            let mut project = projects.find(project_id)?;
            project.name = name.unwrap_or(project.name);
            project.colour = colour.unwrap_or(project.colour);
            projects.change(project)?;
        }
        self.emit(Topic::State);
        self.state().await
    }

    /// Replaces a project's key in four steps, each of which leaves the keychain with one whole item in which `key` is one that works: the new
    /// key is added beside the old one, tested, put in its place, and the old one is deleted.
    pub async fn replace_key(&self, project_id: &str, key: Key) -> Result<DeskState> {
        self.projects()?.find(project_id)?;
        let (keychain, new) = (&self.inner.keychain, key.check()?);
        let kept = self.settled_secrets(project_id).await?;
        keychain.put(project_id, &ProjectSecrets { other: Some(new.clone()), ..kept.clone() }).await?;
        if let Err(refused) = self.tested(&new).await {
            if let Err(error) = keychain.put(project_id, &kept).await {
                tracing::warn!(code = %error.code.as_str(), "a refused key stays beside the old one until the project is opened again");
            }
            return Err(refused);
        }
        let switched = ProjectSecrets { key: new, store: kept.store, other: Some(kept.key) };
        keychain.put(project_id, &switched).await?;
        self.open_project(project_id).await
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
