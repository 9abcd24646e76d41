//! An endpoint inside this test, which is restarted while its desk goes on.

use std::time::Duration;

use desk::{
    desk::{Demo, Desk, Setup},
    model::SyncPhase,
    secrets::Key,
};
use mcp::{Options, Serving};
use simulator::Simulator;
use tempfile::TempDir;
use tokio::{runtime::Runtime, time::sleep};

use crate::programs::Outcome;

pub(crate) struct Endpoint {
    pub(crate) token: String,
    desk: Desk,
    serving: Option<Serving>,
    _simulator: Simulator,
    _home: TempDir,
    runtime: Runtime,
}

impl Endpoint {
    pub(crate) fn start() -> Outcome<Self> {
        let (runtime, home) = (Runtime::new()?, TempDir::new()?);
        let (desk, simulator, token) = runtime.block_on(open(&home))?;
        let mut endpoint = Self { token, desk, serving: None, _simulator: simulator, _home: home, runtime };
        endpoint.serve(0)?;
        Ok(endpoint)
    }

    pub(crate) fn url(&self) -> String {
        self.serving.as_ref().map(|serving| serving.url().to_owned()).unwrap_or_default()
    }

    pub(crate) fn restart(&mut self) -> Outcome {
        let serving = self.serving.take().ok_or("it does not serve")?;
        let port = serving.url().trim_end_matches("/mcp").rsplit(':').next().ok_or("no port")?.parse()?;
        self.runtime.block_on(serving.stop());
        self.serve(port)
    }

    fn serve(&mut self, port: u16) -> Outcome {
        self.serving = Some(self.runtime.block_on(mcp::serve(self.desk.clone(), Options { port, ..Options::default() }))?);
        Ok(())
    }
}

async fn open(home: &TempDir) -> Outcome<(Desk, Simulator, String)> {
    let simulator = simulator::start(simulator::Options::default()).await?;
    let demo = Demo::at(simulator.origin(), Key::new(simulator::DEMO_KEY.to_owned()));
    let desk = Desk::start(Setup { data_dir: Some(home.path().to_owned()), demo: Some(demo), ..Setup::default() }).await?;
    desk.open_demo().await?;
    while desk.engine()?.sync_state().phase == SyncPhase::Filling {
        sleep(Duration::from_millis(10)).await;
    }
    let token = desk.add_client("An agent").await?.token;
    Ok((desk, simulator, token))
}
