//! The routes, and the listener that serves them on this machine only.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    middleware,
};
use tokio::{net::TcpListener, sync::watch};

use crate::{
    control_http, files, gatekeeper, platform, proxy,
    refusal::{Family, Refusal},
    setup_page,
    wire::{Shears, Wires},
    world::World,
};

/// Serves until told to stop; what is still open a second later is dropped.
pub(crate) async fn serve(listener: TcpListener, world: Arc<World>, mut stopped: watch::Receiver<bool>) {
    let service = routes(world).into_make_service_with_connect_info::<Shears>();
    let mut stopping = stopped.clone();
    let server = axum::serve(Wires(listener), service).with_graceful_shutdown(async move {
        let _ = stopping.wait_for(|stopped| *stopped).await;
    });
    let overdue = async move {
        let _ = stopped.wait_for(|stopped| *stopped).await;
        tokio::time::sleep(Duration::from_secs(1)).await;
    };
    tokio::select! {
        outcome = server => if let Err(error) = outcome {
            tracing::error!(%error, "the simulator stopped serving");
        },
        () = overdue => {}
    }
}

fn routes(world: Arc<World>) -> Router {
    let played = Router::new()
        .nest("/platform/v1", platform::routes())
        .merge(proxy::routes())
        .merge(setup_page::routes())
        .merge(files::routes())
        .fallback(not_played)
        .method_not_allowed_fallback(not_played)
        .layer(DefaultBodyLimit::max(120 * 1024 * 1024))
        .layer(middleware::from_fn_with_state(Arc::clone(&world), gatekeeper::keep));
    Router::new().nest("/_simulator", control_http::routes()).merge(played).with_state(world)
}

async fn not_played(request: Request) -> Refusal {
    let what = format!("{} {}", request.method(), request.uri().path());
    Refusal::not_played(Family::of(request.uri().path()), &what)
}
