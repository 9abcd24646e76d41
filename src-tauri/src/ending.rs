//! The end of the program: what runs in the background is stopped while the window's loop goes on, because some of it waits for that loop.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use desk::desk::Desk;
use tauri::{AppHandle, Manager, RunEvent, Wry, async_runtime::JoinHandle};

use crate::{endpoint::Serving, tray::Tray};

/// What has to be stopped before the program ends.
pub(crate) struct Ending {
    running: Option<Running>,
    is_over: Arc<AtomicBool>,
}

struct Running {
    endpoint: Serving,
    /// What the start still opens, if anything.
    opening: JoinHandle<()>,
}

impl Ending {
    pub(crate) fn of(endpoint: Serving, opening: JoinHandle<()>) -> Self {
        Self { running: Some(Running { endpoint, opening }), is_over: Arc::default() }
    }

    /// Follows what happens to the program.
    pub(crate) fn follow(&mut self, app: &AppHandle, event: &RunEvent) {
        match event {
            // The last window was closed; nobody asked to quit.
            RunEvent::ExitRequested { code: None, api, .. } if stays(app) => api.prevent_exit(),
            RunEvent::ExitRequested { code, api, .. } if !self.is_over.load(Ordering::Acquire) => {
                api.prevent_exit();
                self.begin(app, code.unwrap_or(0));
            }
            // The system ended the loop unasked.
            RunEvent::Exit => {
                if let Some(running) = self.running.take() {
                    tauri::async_runtime::block_on(stop(running, app.state::<Desk>().inner().clone()));
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, app: &AppHandle, code: i32) {
        let Some(running) = self.running.take() else { return };
        let (app, desk, is_over) = (app.clone(), app.state::<Desk>().inner().clone(), Arc::clone(&self.is_over));
        tauri::async_runtime::spawn(async move {
            stop(running, desk).await;
            is_over.store(true, Ordering::Release);
            app.exit(code);
        });
    }
}

/// Whether the program goes on without a window: it is set so, and the tray leads back.
fn stays(app: &AppHandle) -> bool {
    app.try_state::<Tray<Wry>>().is_some() && app.state::<Desk>().settings().is_ok_and(|settings| settings.close_to_tray)
}

async fn stop(Running { endpoint, opening }: Running, desk: Desk) {
    opening.abort();
    let _aborted = opening.await;
    endpoint.stop().await;
    desk.stop().await;
}
