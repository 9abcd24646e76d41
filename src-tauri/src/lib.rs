//! The desktop app: a window over the desk, and the agents' endpoint beside it.

mod arguments;
mod chosen;
mod commands;
mod demo;
mod displays;
mod drawing;
mod ending;
mod endpoint;
mod events;
mod files;
mod following;
mod media;
mod notices;
mod opening;
mod place;
mod qr;
mod save;
mod spelling;
mod tray;
mod visits;
mod window;
mod words;

use std::process::ExitCode;

use clap::Parser;
use desk::{desk::Desk, home, owner};
#[cfg(target_os = "macos")]
use tauri::RunEvent;

use arguments::Arguments;
use ending::Ending;

/// Runs the app to its end.
pub fn main() -> ExitCode {
    drawing::prepare();
    // A line that its file does not take, as on a full disk, must not end the work that it tells of.
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_env_filter(filter()).log_internal_errors(false).init();
    let arguments = Arguments::parse();
    if let Err(words) = window::display() {
        eprintln!("{words}");
        return ExitCode::from(7);
    }
    match tauri::async_runtime::block_on(start(&arguments)) {
        Ok(desk) => run(desk, arguments),
        Err(error) if visits::shown_by_the_first(&arguments, &error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(7)
        }
    }
}

/// Takes the data directory.
async fn start(arguments: &Arguments) -> desk::error::Result<Desk> {
    let setup = arguments.setup()?;
    // A desk without a window that was started for an agent makes room; its agents find this one.
    owner::make_room(&home::place(setup.data_dir.as_deref())?).await;
    Desk::start(setup).await
}

fn run(desk: Desk, arguments: Arguments) -> ExitCode {
    let (opening, endpoint, task) = opening::begin(&desk, &arguments);
    let displays = displays::Displays::default();
    let shown = displays.clone();
    let remembered = tauri_plugin_window_state::Builder::default().with_state_flags(window::remembered()).map_label(move |_| shown.name());
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_autostart::Builder::new().arg("--hidden").build())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_shell::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_dialog::init())
        .plugin(remembered.build())
        .manage(displays)
        .register_asynchronous_uri_scheme_protocol(media::SCHEME, media::answer)
        .manage(desk)
        .manage(opening)
        .manage(chosen::Chosen::default())
        .manage(place::Next::default())
        .manage(notices::Told::default())
        .invoke_handler(commands::answer)
        .setup(move |app| {
            events::forward(app.handle());
            // First, because the web view's own programs start while the rest goes on.
            if !arguments.hidden {
                place::go(app.handle(), arguments.link.as_deref().and_then(place::Place::of_link));
            }
            tray::put(app.handle());
            following::follow(app.handle());
            notices::answer_clicks(app.handle());
            visits::receive(app.handle());
            window::end_with_signals(app.handle());
            Ok(())
        })
        .build(tauri::generate_context!());
    let app = match app {
        Ok(app) => app,
        Err(cause) => {
            eprintln!("The window could not be opened: {cause}.");
            return ExitCode::from(7);
        }
    };
    let mut ending = Ending::of(endpoint, task);
    let code = app.run_return(move |app, event| {
        #[cfg(target_os = "macos")]
        if let RunEvent::Opened { urls } = &event {
            place::go(app, urls.first().and_then(|url| place::Place::of_link(url.as_str())));
        }
        ending.follow(app, &event);
    });
    ExitCode::from(u8::try_from(code).unwrap_or(1))
}

fn filter() -> tracing_subscriber::EnvFilter {
    tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"))
}
