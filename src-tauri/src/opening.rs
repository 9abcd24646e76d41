//! Opening what a start opens, beside the window's own start. Whoever asks the desk meanwhile waits for it.

use desk::desk::Desk;
use tauri::async_runtime::{self, JoinHandle};
use tokio::sync::watch;

use crate::{arguments::Arguments, endpoint};

/// Whether the first project is open, or will not be.
pub(crate) struct Opening(watch::Receiver<bool>);

impl Opening {
    /// Waits for it.
    pub(crate) async fn settled(&self) {
        let mut opening = self.0.clone();
        let _broke_down = opening.wait_for(|is_settled| *is_settled).await.is_err(); // which settles it as well
    }
}

/// Opens the first project, then lets agents in. A project that does not open is no reason not to show the window: it says why.
pub(crate) fn begin(desk: &Desk, arguments: &Arguments) -> (Opening, endpoint::Serving, JoinHandle<()>) {
    let (settle, settled) = watch::channel(false);
    let (desk, is_demo, port, serving) = (desk.clone(), arguments.demo, arguments.port, endpoint::Serving::default());
    let here = serving.clone();
    let task = async_runtime::spawn(async move {
        let opened = if is_demo { desk.open_demo().await } else { desk.open_first().await };
        if let Err(error) = opened {
            tracing::warn!(code = %error.code.as_str(), "the first project did not open");
            desk.set_opening_problem(error);
        }
        settle.send_replace(true);
        endpoint::serve(&here, &desk, port).await;
    });
    (Opening(settled), serving, task)
}
