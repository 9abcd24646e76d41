//! Taking connections and answering what comes on them, until it is over.

use std::{io, time::Duration};

use axum::{Router, body::Body, extract::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
    task::JoinSet,
    time::sleep,
};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::room::{Place, Room};

/// The longest head of a request; a longer one is 431.
const MAX_HEAD_BYTES: usize = 32 * 1024;
/// The most headers of a request; more are 431.
const MAX_HEADERS: usize = 64;

/// What connections come from.
pub(crate) enum Listener {
    Tcp(TcpListener),
    #[cfg(unix)]
    Socket(tokio::net::UnixListener),
}

/// A connection of either kind.
trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<S: AsyncRead + AsyncWrite + Unpin + Send> Stream for S {}

impl Listener {
    async fn accept(&self) -> io::Result<Box<dyn Stream>> {
        match self {
            Self::Tcp(listener) => {
                let (connection, _) = listener.accept().await?;
                // Without this, an answer waits 40 ms for the acknowledgement of its own first half.
                connection.set_nodelay(true)?;
                Ok(Box::new(connection))
            }
            #[cfg(unix)]
            Self::Socket(listener) => Ok(Box::new(listener.accept().await?.0)),
        }
    }
}

/// Serves until `closing`, then takes no connection and no request more and ends when the last answer is out. Dropping it closes
/// every connection at once.
pub(crate) async fn serve(listener: Listener, router: Router, room: Room, closing: CancellationToken) {
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = closing.cancelled() => break,
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok(connection) => {
                let place = room.enter();
                connections.spawn(answer(connection, router.clone(), place, closing.clone()));
            }
            // One that went away while it came, or no file left for it: others may be closed in the meantime.
            Err(_) => sleep(Duration::from_millis(10)).await,
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

async fn answer(connection: Box<dyn Stream>, router: Router, place: std::sync::Arc<Place>, closing: CancellationToken) {
    let shown = place.clone();
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(shown.clone());
        router.clone().oneshot(request)
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(None).max_buf_size(MAX_HEAD_BYTES).max_headers(MAX_HEADERS);
    let mut served = std::pin::pin!(http.serve_connection(TokioIo::new(connection), service));
    tokio::select! {
        _ = served.as_mut() => return,
        () = place.is_over() => return,
        () = closing.cancelled() => served.as_mut().graceful_shutdown(),
    }
    let _ = served.await;
}
