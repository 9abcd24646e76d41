//! Being told to stop.

use std::future::Future;

use desk::error::{Error, Result};
use tokio::signal;

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
