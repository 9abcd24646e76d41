//! The endpoint that agents connect to: the desk's operations as MCP tools, over streamable HTTP on this machine.
//!
//! A request passes, in this order: the address that it names, the token that it carries, the protocol, the gate.
//! Nothing here decides what an agent may do, and nothing here reaches what only a person may do.

mod asking;
mod completion;
mod door;
mod handler;
mod hole;
mod listen;
mod listing;
mod news;
mod portable;
mod prompts;
mod proof;
mod protocol;
mod rates;
mod resources;
mod room;
mod serving;
mod sessions;
mod tools;

use std::{path::PathBuf, sync::Arc, time::Duration};

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::any,
};
use desk::{
    desk::Desk,
    endpoint::{Endpoint, SessionEnd},
    error::{Error, Result},
};
use rmcp::ServerHandler;
use serde_json::json;
use tokio::{task::JoinSet, time::timeout};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    door::{Address, Door},
    handler::Handler,
    news::News,
    protocol::Protocol,
    room::Room,
    serving::Listener,
};

/// The port that clients find in their configuration; it never changes by itself.
pub const DEFAULT_PORT: u16 = 47821;

/// How to serve.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The TCP port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// A socket in the file system besides, which only this user can open. Not on Windows.
    pub socket: Option<PathBuf>,
}

/// A running endpoint.
pub struct Serving {
    desk: Desk,
    url: String,
    port: u16,
    calls: TaskTracker,
    closing: CancellationToken,
    streams: CancellationToken,
    servers: JoinSet<()>,
    socket: Option<PathBuf>,
}

/// Why `port` could not be served on now: the program that has it, if the system tells. None when it is free.
pub async fn port_problem(port: u16) -> Option<Error> {
    listen::bind(port).await.err()
}

/// Serves the desk's operations on 127.0.0.1 until [`Serving::stop`], and tells the desk where.
///
/// # Errors
/// `port_taken`, naming the program that has the port, before anything else is done; `data_directory_unwritable` when
/// the sessions cannot be kept. The desk shows either.
pub async fn serve(desk: Desk, options: Options) -> Result<Serving> {
    let asked = Some(options.port).filter(|port| *port != 0);
    let serving = start(desk.clone(), options, Handler::new).await;
    if serving.is_ok() {
        desk.know_installation();
    }
    desk.set_endpoint(match &serving {
        Ok(serving) => Endpoint { on: true, url: Some(serving.url.clone()), port: Some(serving.port), ..Endpoint::default() },
        Err(problem) => Endpoint { on: true, port: asked, problem: Some(problem.clone()), ..Endpoint::default() },
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

/// What a client shows a model of each tool: its name, its description and its input. The rest stays with the client.
pub fn shown_to_models() -> Vec<serde_json::Value> {
    let shown = |tool: &rmcp::model::Tool| json!({ "name": tool.name, "description": tool.description, "input_schema": tool.input_schema });
    tools::TOOLS.iter().map(shown).collect()
}

async fn start<H: ServerHandler + Clone>(
    desk: Desk,
    options: Options,
    handler: impl FnOnce(Desk, TaskTracker, News) -> H,
) -> Result<Serving> {
    let (listener, port) = listen::bind(options.port).await?;
    let mut listeners = vec![(Listener::Tcp(listener), Address::of(port))];
    #[cfg(unix)]
    if let Some(path) = &options.socket {
        listeners.push((Listener::Socket(listen::bind_socket(path).await?), Address::of_socket()));
    }
    let (calls, closing, streams) = (TaskTracker::new(), CancellationToken::new(), CancellationToken::new());
    let news = News::default();
    let handler = handler(desk.clone(), calls.clone(), news.clone());
    let protocol = Arc::new(Protocol::new(handler, desk.data_dir(), streams.clone())?);
    let weak = Arc::downgrade(&protocol);
    desk.set_session_end(SessionEnd::new(move |session| {
        let protocol = weak.upgrade();
        async move {
            if let Some(protocol) = protocol {
                protocol.end(&session).await;
            }
        }
    }));
    tokio::spawn(closing.clone().run_until_cancelled_owned(news.spread(desk.clone())));
    let door = Door { desk: desk.clone(), rates: Arc::default() };
    let (mut servers, room) = (JoinSet::new(), Room::default());
    for (listener, address) in listeners {
        let router = Router::new()
            .route("/mcp", any(protocol::answer::<H>))
            .route("/mcp/", any(protocol::answer::<H>))
            .with_state(protocol.clone())
            .route_layer(from_fn_with_state(door.clone(), door::token))
            .merge(proof::route(desk.clone(), port))
            .fallback(door::nothing_here)
            .layer(from_fn_with_state(Arc::new(address), door::address))
            .layer(from_fn(door::quiet));
        servers.spawn(serving::serve(listener, router, room.clone(), closing.clone()));
    }
    let url = format!("http://127.0.0.1:{port}/mcp");
    tracing::info!(url, "agents can connect");
    Ok(Serving { desk, url, port, calls, closing, streams, servers, socket: options.socket })
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
        if let Some(socket) = self.socket.take() {
            let _ = std::fs::remove_file(socket); // a client finds nothing there at once
        }
        self.calls.close();
        let _ = timeout(Duration::from_secs(5), self.calls.wait()).await;
        if timeout(Duration::from_millis(100), self.ended()).await.is_ok() {
            return;
        }
        self.streams.cancel(); // those that wait for news never end by themselves
        if timeout(Duration::from_secs(1), self.ended()).await.is_err() {
            self.servers.shutdown().await;
        }
    }

    async fn ended(&mut self) {
        while self.servers.join_next().await.is_some() {}
    }
}
