//! The desk at the other end, and a pass for it: by the keychain, or over the desk's private socket. A desk is started without a window
//! when there is none.

use std::{
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use desk::{
    desk::Pass,
    error::{Error, ErrorCode, Result},
    owner::PASS,
};
use serde_json::{from_value, json};
use tokio::time::sleep;

use super::installation::Installation;
use crate::{
    arguments::{self, Place},
    owner::Owner,
};

/// Where the desk is looked for, and how one is started.
pub(super) struct Finding {
    installation: Installation,
    owner: Owner,
    place: Place,
    options: arguments::Mcp,
}

/// A desk that was started, or that is just being restarted, has this long to answer.
const PATIENCE: Duration = Duration::from_secs(30);
const GLANCE: Duration = Duration::from_millis(50);
/// A desk that is just being restarted is waited for before another one is started.
const RESTART: Duration = Duration::from_millis(500);

impl Finding {
    pub(super) fn new(place: &Place, options: arguments::Mcp) -> Result<Self> {
        let place = Place { data_dir: place.data_dir.clone() };
        Ok(Self { installation: Installation::of(&place)?, owner: Owner::of(&place)?, place, options })
    }

    /// A pass for the desk that runs now; none when none does.
    pub(super) async fn pass_if_running(&self) -> Result<Option<Pass>> {
        if let Ok(Some(pass)) = self.installation.pass(&self.options.client).await {
            return Ok(Some(pass));
        }
        let pass = self.owner.ask_if_running(PASS, json!({ "client": self.options.client })).await?;
        pass.map(|pass| from_value(pass).map_err(|cause| Error::internal("socket", cause))).transpose()
    }

    /// Who it is that asks.
    pub(super) fn client(&self) -> &str {
        &self.options.client
    }

    /// A pass, for a desk that is started when none runs.
    pub(super) async fn pass(&self) -> Result<Pass> {
        let begun = Instant::now();
        let mut started = None;
        loop {
            // A desk that is on its way up or down answers that its endpoint, its project or its socket is not there.
            let problem = match self.pass_if_running().await {
                Ok(Some(pass)) => return Ok(pass),
                Ok(None) if started.is_none() && begun.elapsed() >= RESTART => {
                    started = Some(self.start()?);
                    None
                }
                Ok(None) => None,
                Err(error) if is_passing(error.code) => Some(error),
                Err(error) => return Err(error),
            };
            let has_ended = started.as_mut().is_some_and(|desk: &mut std::process::Child| matches!(desk.try_wait(), Ok(Some(_))));
            if begun.elapsed() > PATIENCE || has_ended {
                return Err(problem.unwrap_or_else(not_started));
            }
            sleep(GLANCE).await;
        }
    }

    /// It is no child of the agent's: it goes on when the agent ends, and ends by itself when nobody asks any more.
    fn start(&self) -> Result<std::process::Child> {
        let program = std::env::current_exe().map_err(|cause| Error::internal("start", cause.kind()))?;
        let mut command = Command::new(program);
        command.args(["serve", "--until-idle", "10"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if self.options.demo {
            command.arg("--demo");
        }
        if let Some(directory) = &self.place.data_dir {
            command.arg("--data-dir").arg(directory);
        }
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        tracing::info!("no Kapso Desk runs: one is started without a window");
        command.spawn().map_err(|cause| Error::internal("start", cause.kind()))
    }
}

fn is_passing(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::NotRunning | ErrorCode::NoProject | ErrorCode::Internal)
}

fn not_started() -> Error {
    Error::new(
        ErrorCode::NotRunning,
        "No Kapso Desk runs, and none could be started without a window.",
        "Start the app, or run `kdesk serve` at a terminal: it says why it cannot start.",
    )
}
