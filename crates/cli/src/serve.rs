//! `kdesk serve`: the endpoint without a window.

use std::future::Future;

use desk::error::{Error, Result};
use serde_json::json;
use tokio::signal;

use crate::{answer, arguments, arguments::Place, workspace::Workspace};

/// Serves until it is told to stop.
pub(crate) async fn serve(place: &Place, options: arguments::Serve) -> Result<()> {
    let stop = stop_signal()?;
    let workspace = Workspace::open(place, options.demo, None).await?;
    #[cfg(unix)]
    let socket = options.socket;
    #[cfg(not(unix))]
    let socket = None;
    let served = serve_until(stop, &workspace, mcp::Options { port: options.port, socket }).await;
    workspace.close().await;
    served
}

async fn serve_until(stop: impl Future<Output = ()>, workspace: &Workspace, options: mcp::Options) -> Result<()> {
    workspace.read_first().await?;
    let serving = mcp::serve(workspace.desk.clone(), options).await?;
    let client = workspace.desk.renew_client("kdesk serve").await?;
    answer(&json!({ "url": serving.url(), "token": client.token }))?;
    stop.await;
    serving.stop().await;
    Ok(())
}

/// Ends at SIGINT (Ctrl-C) or SIGTERM. Both are caught from the moment this returns.
#[cfg(unix)]
pub(crate) fn stop_signal() -> Result<impl Future<Output = ()>> {
    use signal::unix::{SignalKind, signal};

    let caught = |kind| signal(kind).map_err(|cause| Error::internal("signals", cause));
    let (mut interrupt, mut terminate) = (caught(SignalKind::interrupt())?, caught(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Ends at Ctrl-C.
#[cfg(not(unix))]
pub(crate) fn stop_signal() -> Result<impl Future<Output = ()>> {
    let mut interrupt = signal::windows::ctrl_c().map_err(|cause| Error::internal("signals", cause))?;
    Ok(async move {
        interrupt.recv().await;
    })
}
