//! The demo workspace's other side: a simulator of Kapso inside the app, started when it is first wanted.

use desk::{
    error::{Error, ErrorCode, Result},
    secrets::Key,
};
use simulator::{Options, Simulator};
use tokio::sync::OnceCell;

static RUNNING: OnceCell<Simulator> = OnceCell::const_new();

/// Where the simulator is, and the key that it takes.
pub(crate) async fn start() -> Result<(String, Key)> {
    let options = Options::default();
    let key = Key::new(options.key.clone());
    let running = RUNNING.get_or_try_init(|| simulator::start(options)).await.map_err(|cause| {
        Error::new(ErrorCode::Internal, format!("The demo workspace could not be started ({cause})."), "Start the app again.")
    })?;
    Ok((running.origin(), key))
}
