//! `kdesk mcp`: an agent that speaks MCP on standard input and output reaches the endpoint, in whichever era it speaks.
//!
//! Messages pass as they are. What the two transports do differently is done here: sessions, headers, streams, cancelling.

mod answer;
mod connection;
mod events;
mod finding;
mod headers;
mod installation;
mod line;
mod message;
mod passing;
mod session;

use std::{sync::Arc, time::Duration};

use desk::{
    desk::Pass,
    error::{Error, Result},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    sync::mpsc,
    time::timeout,
};
use tokio_util::task::TaskTracker;

use self::{finding::Finding, installation::Installation, line::Line, message::Message, passing::Bridge};
use crate::{arguments, arguments::Place};

/// Connects, and lets the endpoint prove that it is the desk which gave the pass.
pub(crate) async fn prove(pass: &Pass) -> Result<()> {
    connection::Connection::open(pass).await.map(drop)
}

/// Whether a bridge gets to the desk of that place by the keychain.
///
/// # Errors
/// Why the keychain does not give the secret of the installation.
pub(crate) async fn comes_by_keychain(place: &Place) -> Result<bool> {
    Ok(Installation::of(place)?.pass("").await?.is_some())
}

/// What was asked before the input ended is answered within this time.
const LAST_ANSWERS: Duration = Duration::from_secs(30);

/// Passes messages on until the input ends.
pub(crate) async fn mcp(place: &Place, options: arguments::Mcp) -> Result<()> {
    let (answers, mut to_write) = mpsc::channel::<String>(64);
    let writing = tokio::spawn(async move {
        let mut out = tokio::io::stdout();
        while let Some(line) = to_write.recv().await {
            if out.write_all(line.as_bytes()).await.is_err() || out.write_all(b"\n").await.is_err() || out.flush().await.is_err() {
                return; // nobody reads any more
            }
        }
    });
    let bridge = Arc::new(Bridge::new(Line::new(Finding::new(place, options)?), answers));
    let requests = TaskTracker::new();
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    while let Some(line) = lines.next_line().await.map_err(|cause| Error::internal("standard input", cause.kind()))? {
        if line.trim().is_empty() {
            continue;
        }
        match Message::parse(line) {
            Ok(message) if message.is_request() && !message.opens_a_session() => {
                let (bridge, stays_open) = (Arc::clone(&bridge), message.stays_open());
                let answered = async move { bridge.request(message).await };
                // Nobody waits for a stream of news to end.
                drop(if stays_open { tokio::spawn(answered) } else { requests.spawn(answered) });
            }
            // What opens a session, and what needs no answer, is passed on before the next line is read.
            Ok(message) => bridge.in_turn(message).await,
            Err(refusal) => bridge.say(refusal).await,
        }
    }
    requests.close();
    let _ = timeout(LAST_ANSWERS, requests.wait()).await;
    bridge.leave().await;
    drop(bridge);
    let _ = timeout(Duration::from_secs(1), writing).await;
    Ok(())
}
