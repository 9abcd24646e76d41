//! A second start shows the window of the first, at the place that its link names.

use desk::{
    desk::Desk,
    error::{Error, ErrorCode},
    home, owner,
};
use serde_json::json;
use tauri::{AppHandle, Manager};

use crate::{
    arguments::Arguments,
    place::{self, Place},
};

/// Whether the program that has the data directory showed its window. A desk without one does not.
pub(crate) fn shown_by_the_first(arguments: &Arguments, error: &Error) -> bool {
    if error.code != ErrorCode::DataDirectoryInUse || arguments.hidden {
        return false;
    }
    let Ok(place) = home::place(arguments.data_dir.as_deref()) else { return false };
    let asked = tauri::async_runtime::block_on(owner::ask_owner(&place, owner::VISIT, json!({ "link": arguments.link })));
    matches!(asked, Ok(Some(Ok(_))))
}

/// Shows the window whenever another start asks for it.
pub(crate) fn receive(app: &AppHandle) {
    let app = app.clone();
    let mut visits = app.state::<Desk>().visits();
    tauri::async_runtime::spawn(async move {
        while let Ok(link) = visits.recv().await {
            let handle = app.clone();
            let shown = app.run_on_main_thread(move || place::go(&handle, link.as_deref().and_then(Place::of_link)));
            if let Err(cause) = shown {
                tracing::warn!(%cause, "the window could not be shown to a second start");
            }
        }
    });
}
