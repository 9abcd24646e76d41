//! How the desk stands.

use super::Desk;
use crate::{
    actions::projects::{DeskState, ProjectState},
    error::Result,
};

impl Desk {
    /// How the desk stands.
    pub async fn state(&self) -> Result<DeskState> {
        let project = match self.engine() {
            Ok(engine) => Some(ProjectState {
                project: engine.project().clone(),
                sync: engine.sync_state(),
                as_of: engine.as_of().await?,
                waiting_approvals: engine.waiting_approvals().await?,
            }),
            Err(_) => None,
        };
        let keychain_problem = self.inner.keychain.problem().await;
        let projects = self.projects()?.listed().to_vec();
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
