//! How the desk stands.

use super::Desk;
use crate::{
    error::Result,
    model::{DeskState, ProjectState},
};

impl Desk {
    /// How the desk stands.
    pub async fn state(&self) -> Result<DeskState> {
        let projects = self.projects()?.listed().to_vec();
        let project = match self.engine() {
            Ok(engine) => Some(ProjectState {
                project: projects.iter().find(|listed| listed.id == engine.project().id).unwrap_or(engine.project()).clone(),
                sync: engine.sync_state(),
                as_of: engine.as_of().await?,
                waiting_approvals: engine.waiting_approvals().await?,
                waiting_sends: engine.waiting_sends().await?,
            }),
            Err(_) => None,
        };
        let keychain_problem = self.inner.keychain.problem().await;
        let opening_problem = self.inner.opening_problem.lock().ok().and_then(|problem| problem.clone());
        Ok(DeskState {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            platform: std::env::consts::OS.to_owned(),
            project,
            projects,
            keychain_problem,
            opening_problem,
            endpoint: self.endpoint(),
            undo_seconds: self.undo_seconds(),
        })
    }
}
