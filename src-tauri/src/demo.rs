//! The demo workspace's other side: a simulator of Kapso inside the app, started when it is first wanted.

use desk::{
    error::{Error, ErrorCode, Result},
    secrets::Key,
};
use simulator::{Options, Simulator};
use tokio::sync::Mutex;

static RUNNING: Mutex<Option<Simulator>> = Mutex::const_new(None);

/// Where the simulator is, and the key that it takes; `anew` in place of the one that runs.
pub(crate) async fn start(anew: bool) -> Result<(String, Key)> {
    let options = Options::default();
    let key = Key::new(options.key.clone());
    let mut running = RUNNING.lock().await;
    if let Some(simulator) = running.as_ref().filter(|_| !anew) {
        return Ok((simulator.origin(), key));
    }
    let simulator = simulator::start(options).await.map_err(|cause| {
        Error::new(ErrorCode::Internal, format!("The demo workspace could not be started ({cause})."), "Start the app again.")
    })?;
    let origin = simulator.origin();
    if let Some(before) = running.replace(simulator) {
        before.stop().await;
    }
    Ok((origin, key))
}
