//! The agents' endpoint beside the window. If it cannot start, the window says why and everything else works.

use std::sync::Arc;

use desk::{
    desk::Desk,
    endpoint::{Endpoint, Switch},
};
use tokio::sync::Mutex;

/// The endpoint, while it is up; a person can switch it.
#[derive(Clone, Default)]
pub(crate) struct Serving(Arc<Mutex<Option<mcp::Serving>>>);

/// Starts it, unless a person switched it off. The desk shows where it is, or why it is not. `asked` is the port of the command line, which
/// holds for this run.
pub(crate) async fn serve(serving: &Serving, desk: &Desk, asked: Option<u16>) {
    let (here, weak) = (serving.clone(), desk.downgrade());
    desk.set_switch(Switch::new(move |port| {
        let (here, weak) = (here.clone(), weak.clone());
        async move {
            if let Some(desk) = weak.upgrade() {
                here.turn(&desk, port).await;
            }
        }
    }));
    let settings = desk.settings().unwrap_or_default();
    let port = asked.or(settings.endpoint_port).unwrap_or(mcp::DEFAULT_PORT);
    if settings.endpoint_on {
        serving.turn(desk, Some(port)).await;
    } else {
        desk.set_endpoint(Endpoint { port: Some(port), ..Endpoint::default() });
    }
}

impl Serving {
    /// Frees the port; calls under way are finished.
    pub(crate) async fn stop(&self) {
        if let Some(serving) = self.0.lock().await.take() {
            serving.stop().await;
        }
    }

    async fn turn(&self, desk: &Desk, port: Option<u16>) {
        self.stop().await;
        let Some(port) = port else { return };
        match mcp::serve(desk.clone(), mcp::Options { port, ..mcp::Options::default() }).await {
            Ok(serving) => *self.0.lock().await = Some(serving),
            Err(problem) => tracing::warn!(code = %problem.code.as_str(), "agents cannot connect"),
        }
    }
}
