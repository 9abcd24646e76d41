//! The end of the program: what runs in the background is stopped while the window's loop goes on, because some of it waits for that loop.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use desk::desk::Desk;
use tauri::{AppHandle, Manager, RunEvent, Wry};

use crate::{endpoint::Serving, tray::Tray};

/// What has to be stopped before the program ends.
pub(crate) struct Ending {
    running: Option<Serving>,
    is_over: Arc<AtomicBool>,
}

impl Ending {
    pub(crate) fn of(endpoint: Serving) -> Self {
        Self { running: Some(endpoint), is_over: Arc::default() }
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
                if let Some(endpoint) = self.running.take() {
                    tauri::async_runtime::block_on(stop(endpoint, app.state::<Desk>().inner().clone()));
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, app: &AppHandle, code: i32) {
        let Some(endpoint) = self.running.take() else { return };
        let (app, desk, is_over) = (app.clone(), app.state::<Desk>().inner().clone(), Arc::clone(&self.is_over));
        tauri::async_runtime::spawn(async move {
            stop(endpoint, desk).await;
            is_over.store(true, Ordering::Release);
            app.exit(code);
        });
    }
}

/// Whether the program goes on without a window: it is set so, and the tray leads back.
fn stays(app: &AppHandle) -> bool {
    app.try_state::<Tray<Wry>>().is_some() && app.state::<Desk>().settings().is_ok_and(|settings| settings.close_to_tray)
}

async fn stop(endpoint: Serving, desk: Desk) {
    endpoint.stop().await;
    desk.stop().await;
}
