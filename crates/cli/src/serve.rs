//! `kdesk serve`: the endpoint without a window.

use std::{future::Future, time::Duration};

use desk::{error::Result, home, owner};
use jiff::SignedDuration;
use serde_json::json;
use tokio::time::sleep;

use crate::{answer, arguments, arguments::Place, stopping::stop_signal, workspace::Workspace};

/// Serves until it is told to stop.
pub(crate) async fn serve(place: &Place, options: arguments::Serve) -> Result<()> {
    let stop = stop_signal()?;
    if options.until_idle.is_none() {
        // One that was started for an agent makes room; its agents find this one.
        owner::make_room(&home::place(place.data_dir.as_deref())?).await;
    }
    let workspace = Workspace::open(place, options.demo, None).await?;
    #[cfg(unix)]
    let socket = options.socket;
    #[cfg(not(unix))]
    let socket = None;
    let end = async {
        tokio::select! {
            () = stop => {}
            () = idle(&workspace, options.until_idle) => {}
        }
    };
    let served = serve_until(end, &workspace, mcp::Options { port: options.port, socket }).await;
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

/// Ends when nobody needs this desk any more, or the app wants its place; never without that option.
async fn idle(workspace: &Workspace, minutes: Option<u16>) {
    let Some(minutes) = minutes else { return std::future::pending().await };
    let quiet = async {
        loop {
            sleep(Duration::from_secs(60) * u32::from(minutes)).await;
            if workspace.desk.is_idle(SignedDuration::from_mins(minutes.into())).await.unwrap_or(true) {
                return;
            }
        }
    };
    tokio::select! {
        () = quiet => {}
        () = workspace.desk.room_is_wanted() => {}
    }
}
