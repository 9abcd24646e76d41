//! The agents' endpoint beside the window. If it cannot start, the window says why and everything else works.

use desk::desk::Desk;

/// The endpoint, while it is up.
pub(crate) struct Serving(Option<mcp::Serving>);

/// Starts it. The desk shows where it is, or why it is not.
pub(crate) async fn serve(desk: &Desk, port: u16) -> Serving {
    let serving = mcp::serve(desk.clone(), mcp::Options { port, ..mcp::Options::default() }).await;
    if let Err(problem) = &serving {
        tracing::warn!(code = %problem.code.as_str(), "agents cannot connect");
    }
    Serving(serving.ok())
}

impl Serving {
    /// Frees the port; calls under way are finished.
    pub(crate) async fn stop(self) {
        if let Some(serving) = self.0 {
            serving.stop().await;
        }
    }
}
