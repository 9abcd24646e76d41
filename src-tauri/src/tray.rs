//! The sign in the system's tray: how many requests wait, the way back to the window, the switch that stops agents, the way out.

use std::panic::{AssertUnwindSafe, catch_unwind};

use desk::{
    caller::Face,
    desk::Desk,
    events::{Event, Topic},
    gate,
};
use serde_json::json;
use tauri::{
    AppHandle, Manager, Runtime,
    menu::{CheckMenuItem, Menu, MenuItem, PredefinedMenuItem},
    tray::{TrayIcon, TrayIconBuilder},
};

use crate::{
    place::{self, Place},
    words,
};

const OPEN: &str = "open";
const REQUESTS: &str = "requests";
const PANIC: &str = "panic";
const QUIT: &str = "quit";

/// The tray, where the system has one.
pub(crate) struct Tray<R: Runtime> {
    icon: TrayIcon<R>,
    open: MenuItem<R>,
    requests: MenuItem<R>,
    panic: CheckMenuItem<R>,
    quit: MenuItem<R>,
}

/// Puts the sign there. Without the system's library for it there is none, and closing the window ends the program.
pub(crate) fn put<R: Runtime>(app: &AppHandle<R>) {
    // The library is loaded by name, and its absence is a panic there.
    match catch_unwind(AssertUnwindSafe(|| Tray::new(app))) {
        Ok(Ok(tray)) => {
            app.manage(tray);
            refresh(app);
        }
        Ok(Err(cause)) => tracing::warn!(%cause, "there is no tray"),
        Err(_) => tracing::warn!("there is no tray: the system has no library for it"),
    }
}

/// Whether an event may change what the tray says.
pub(crate) fn shows(event: &Event) -> bool {
    matches!(event.topic, Topic::Approvals | Topic::Permissions | Topic::Settings | Topic::State)
}

/// Brings the tray up to what holds now.
pub(crate) fn refresh<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if app.try_state::<Tray<R>>().is_none() {
            return;
        }
        let desk = app.state::<Desk>().inner().clone();
        let waiting = match desk.engine() {
            Ok(engine) => engine.waiting_approvals().await.unwrap_or(0),
            Err(_) => 0,
        };
        let paused = desk.engine().is_ok_and(|engine| engine.agents_paused());
        let language = desk.settings().map(|settings| settings.language).unwrap_or_default();
        // There, because from elsewhere each word would wait for that thread.
        let here = app.clone();
        let said = app.run_on_main_thread(move || {
            let said = here.try_state::<Tray<R>>().map(|tray| tray.say(words::of(language), waiting, paused));
            if let Some(Err(cause)) = said {
                tracing::warn!(%cause, "the tray could not be changed");
            }
        });
        if let Err(cause) = said {
            tracing::debug!(%cause, "the tray is gone");
        }
    });
}

impl<R: Runtime> Tray<R> {
    fn new(app: &AppHandle<R>) -> tauri::Result<Self> {
        let item = |id: &str| MenuItem::with_id(app, id, "", true, None::<&str>);
        let (open, requests, quit) = (item(OPEN)?, item(REQUESTS)?, item(QUIT)?);
        let panic = CheckMenuItem::with_id(app, PANIC, "", true, false, None::<&str>)?;
        let line = || PredefinedMenuItem::separator(app);
        let menu = Menu::with_items(app, &[&open, &requests, &line()?, &panic, &line()?, &quit])?;
        let mut builder =
            TrayIconBuilder::with_id("main").menu(&menu).tooltip("Kapso Desk").on_menu_event(|app, event| chosen(app, event.id().as_ref()));
        if let Ok(folder) = app.path().app_cache_dir() {
            builder = builder.temp_dir_path(folder);
        }
        if let Some(icon) = app.default_window_icon() {
            builder = builder.icon(icon.clone());
        }
        Ok(Self { icon: builder.build(app)?, open, requests, panic, quit })
    }

    fn say(&self, words: &words::Words, waiting: u32, paused: bool) -> tauri::Result<()> {
        self.open.set_text(words.open)?;
        self.requests.set_text(words.waiting(waiting))?;
        self.panic.set_text(words.panic)?;
        self.panic.set_checked(paused)?;
        self.quit.set_text(words.quit)?;
        self.icon.set_tooltip(Some(format!("Kapso Desk: {}", words.waiting(waiting))))?;
        self.icon.set_title((waiting > 0).then(|| waiting.to_string()))
    }
}

fn chosen<R: Runtime>(app: &AppHandle<R>, item: &str) {
    match item {
        OPEN => place::go(app, None),
        REQUESTS => place::go(app, Some(Place::Approvals)),
        PANIC => turn_agents(app),
        QUIT => app.exit(0),
        _ => {}
    }
}

/// The same as the window's switch: it stands in the audit.
fn turn_agents<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let desk = app.state::<Desk>().inner().clone();
        let on = desk.engine().is_ok_and(|engine| !engine.agents_paused());
        if let Err(error) = gate::act(&desk, Face::Window, "desk_panic", json!({ "on": on })).await {
            tracing::warn!(code = %error.code.as_str(), "agents could not be stopped or let go on");
        }
        refresh(&app);
    });
}
