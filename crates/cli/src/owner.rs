//! The Kapso Desk that runs on the data directory: the app, or `kdesk serve`.

use std::path::PathBuf;

use desk::{
    caller::Face,
    error::{Error, ErrorCode, Result},
    gate, home, owner,
};
use serde_json::Value;

use crate::{arguments::Place, workspace::Workspace};

/// Whoever owns the data directory.
pub(crate) struct Owner {
    directory: PathBuf,
}

impl Owner {
    /// The owner of that place, whether or not there is one now.
    pub(crate) fn of(place: &Place) -> Result<Self> {
        Ok(Self { directory: home::place(place.data_dir.as_deref())? })
    }

    /// Its answer; `not_running` when nobody owns the place.
    pub(crate) async fn ask(&self, name: &str, input: Value) -> Result<Value> {
        self.ask_if_running(name, input).await?.ok_or_else(|| {
            Error::new(
                ErrorCode::NotRunning,
                format!("No Kapso Desk runs on {}.", self.directory.display()),
                "Start the app or `kdesk serve`, or name another directory with --data-dir.",
            )
        })
    }

    /// Its answer; none when nobody owns the place.
    pub(crate) async fn ask_if_running(&self, name: &str, input: Value) -> Result<Option<Value>> {
        owner::ask_owner(&self.directory, name, input).await?.map(|answered| answered.map_err(said)).transpose()
    }
}

/// What only a person does: by the owner of the data directory, or by opening it for this one time.
pub(crate) async fn act(place: &Place, demo: bool, name: &str, input: Value) -> Result<Value> {
    if let Some(done) = Owner::of(place)?.ask_if_running(name, input.clone()).await? {
        return Ok(done);
    }
    let workspace = Workspace::open(place, demo, None).await?;
    let done = gate::act(&workspace.desk, Face::Terminal, name, input).await;
    workspace.close().await;
    done
}

/// The owner's failure, as it came over the socket.
fn said(error: Value) -> Error {
    serde_json::from_value(error).unwrap_or_else(|cause| Error::internal("socket", cause))
}
