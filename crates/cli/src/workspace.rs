//! The desk of a data directory, opened for this process, with the simulator behind it for the demo.

use std::{env, sync::Arc, time::Duration};

use desk::{
    desk::{Demo, Desk, Setup},
    engine::Engine,
    error::{Error, ErrorCode, Result},
    model::SyncPhase,
    secrets::Key,
};
use simulator::Simulator;
use tokio::time::{sleep, timeout};

use crate::{arguments::Place, simulate};

/// An open project on an owned data directory.
pub(crate) struct Workspace {
    pub(crate) desk: Desk,
    simulator: Option<Simulator>,
}

/// A large project is not waited for longer than this; it goes on being read.
const PATIENCE: Duration = Duration::from_secs(20);
const GLANCE: Duration = Duration::from_millis(10);

impl Workspace {
    /// Becomes the owner of the data directory and opens the demo, the project of this run's key, or the last one.
    pub(crate) async fn open(place: &Place, demo: bool, undo_seconds: Option<u32>) -> Result<Self> {
        let simulator = if demo { Some(simulate::start(simulator::Options::default()).await?) } else { None };
        let setup = Setup {
            data_dir: place.data_dir.clone(),
            origin: variable("KAPSO_API_BASE_URL")?,
            session_key: variable("KAPSO_API_KEY")?.map(Key::new),
            demo: simulator.as_ref().map(|simulator| Demo::at(simulator.origin(), Key::new(simulator::DEMO_KEY.to_owned()))),
            undo_seconds,
            ..Setup::default()
        };
        let workspace = Self { desk: Desk::start(setup).await?, simulator };
        match workspace.open_project(demo).await {
            Ok(()) => Ok(workspace),
            Err(error) => {
                workspace.close().await;
                Err(error)
            }
        }
    }

    async fn open_project(&self, demo: bool) -> Result<()> {
        let state = if demo { self.desk.open_demo().await? } else { self.desk.open_first().await? };
        state.project.map(drop).ok_or_else(|| {
            let remedy = "Set KAPSO_API_KEY for this run, open a project in the app once, or add --demo.";
            Error::new(ErrorCode::NoProject, "No project is open.", remedy)
        })
    }

    /// Waits until there is an inbox to read: at once for a project that was read before.
    pub(crate) async fn read_first(&self) -> Result<()> {
        let engine = self.desk.engine()?;
        if engine.project().demo {
            return self.read_everything().await;
        }
        patiently(async {
            while is_filling(&engine) && engine.as_of().await?.is_none() {
                sleep(GLANCE).await;
            }
            Ok(())
        })
        .await
    }

    /// Waits until the desk has the news, or knows why it cannot.
    pub(crate) async fn read_everything(&self) -> Result<()> {
        let engine = self.desk.engine()?;
        patiently(async {
            while is_filling(&engine) {
                sleep(GLANCE).await;
            }
            Ok(())
        })
        .await
    }

    /// Waits until nothing is due to leave any more. What is leaving then is waited for by [`Self::close`].
    pub(crate) async fn send_everything(&self) -> Result<()> {
        let engine = self.desk.engine()?;
        patiently(async {
            while engine.has_something_to_send().await? {
                sleep(GLANCE).await;
            }
            Ok(())
        })
        .await
    }

    /// Writes everything down and lets the data directory go.
    pub(crate) async fn close(self) {
        self.desk.stop().await;
        if let Some(simulator) = self.simulator {
            simulator.stop().await;
        }
    }
}

fn is_filling(engine: &Arc<Engine>) -> bool {
    engine.sync_state().phase == SyncPhase::Filling
}

async fn patiently(wait: impl Future<Output = Result<()>>) -> Result<()> {
    timeout(PATIENCE, wait).await.unwrap_or(Ok(()))
}

fn variable(name: &str) -> Result<Option<String>> {
    match env::var(name) {
        Ok(value) if value.is_empty() => Ok(None),
        Ok(value) => Ok(Some(value)),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => {
            Err(Error::new(ErrorCode::InvalidValue, format!("{name} is not text."), "Set it again, or unset it."))
        }
    }
}
