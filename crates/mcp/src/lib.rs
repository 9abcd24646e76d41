//! The endpoint that agents connect to: the desk's operations as MCP tools, over streamable HTTP on this machine.
//!
//! A request passes, in this order: the address that it names, the token that it carries, the protocol, the gate.
//! Nothing here decides what an agent may do, and nothing here reaches what only a person may do.

mod asking;
mod completion;
mod door;
mod handler;
mod listen;
mod news;
mod portable;
mod prompts;
mod proof;
mod protocol;
mod resources;
mod sessions;
mod tools;

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::any,
    serve::ListenerExt,
};
use desk::{desk::Desk, endpoint::Endpoint, error::Result};
use rmcp::ServerHandler;
use tokio::{task::JoinHandle, time::timeout};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{door::Address, handler::Handler, news::News, protocol::Protocol};

/// The port that clients find in their configuration; it never changes by itself.
pub const DEFAULT_PORT: u16 = 47821;

/// How to serve.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The TCP port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
}

/// A running endpoint.
pub struct Serving {
    desk: Desk,
    url: String,
    calls: TaskTracker,
    closing: CancellationToken,
    streams: CancellationToken,
    server: JoinHandle<std::io::Result<()>>,
}

/// Serves the desk's operations on 127.0.0.1 until [`Serving::stop`], and tells the desk where.
///
/// # Errors
/// `port_taken`, naming the program that has the port, before anything else is done; `data_directory_unwritable` when
/// the sessions cannot be kept. The desk shows either.
pub async fn serve(desk: Desk, options: Options) -> Result<Serving> {
    let serving = start(desk.clone(), options, Handler::new).await;
    desk.set_endpoint(match &serving {
        Ok(serving) => Endpoint { url: Some(serving.url.clone()), problem: None },
        Err(problem) => Endpoint { url: None, problem: Some(problem.clone()) },
    });
    serving
}

/// Serves `handler` in the place of the desk's operations, behind the same door; for the official conformance suite.
///
/// # Errors
/// As [`serve`].
#[cfg(feature = "conformance")]
pub async fn serve_fixtures<H: ServerHandler + Clone>(desk: Desk, options: Options, handler: H) -> Result<Serving> {
    start(desk, options, |_, _, _| handler).await
}

async fn start<H: ServerHandler + Clone>(
    desk: Desk,
    options: Options,
    handler: impl FnOnce(Desk, TaskTracker, News) -> H,
) -> Result<Serving> {
    let (listener, port) = listen::bind(options.port).await?;
    let (calls, closing, streams) = (TaskTracker::new(), CancellationToken::new(), CancellationToken::new());
    let news = News::default();
    let handler = handler(desk.clone(), calls.clone(), news.clone());
    let protocol = Protocol::new(handler, desk.data_dir(), streams.clone())?;
    tokio::spawn(closing.clone().run_until_cancelled_owned(news.spread(desk.clone())));
    let router = Router::new()
        .route("/mcp", any(protocol::answer::<H>))
        .route("/mcp/", any(protocol::answer::<H>))
        .with_state(protocol)
        .route_layer(from_fn_with_state(desk.clone(), door::token))
        .merge(proof::route(desk.clone(), port))
        .fallback(door::nothing_here)
        .layer(from_fn_with_state(Arc::new(Address::of(port)), door::address))
        .layer(from_fn(door::quiet));
    // Without this, an answer waits 40 ms for the acknowledgement of its own first half.
    let listener = listener.tap_io(|connection| {
        let _ = connection.set_nodelay(true);
    });
    let server = axum::serve(listener, router).with_graceful_shutdown(closing.clone().cancelled_owned());
    let server = tokio::spawn(server.into_future());
    let url = format!("http://127.0.0.1:{port}/mcp");
    tracing::info!(url, "agents can connect");
    Ok(Serving { desk, url, calls, closing, streams, server })
}

impl Serving {
    /// The address that clients are given, such as `http://127.0.0.1:47821/mcp`.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Takes no new request, answers those that are under way within 5 seconds, and frees the port.
    pub async fn stop(mut self) {
        self.desk.set_endpoint(Endpoint::default());
        self.closing.cancel();
        self.calls.close();
        let _ = timeout(Duration::from_secs(5), self.calls.wait()).await;
        if timeout(Duration::from_millis(100), &mut self.server).await.is_ok() {
            return;
        }
        self.streams.cancel(); // those that wait for news never end by themselves
        if timeout(Duration::from_secs(1), &mut self.server).await.is_err() {
            self.server.abort();
        }
    }
}
