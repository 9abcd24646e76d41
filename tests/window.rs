//! Stories in the real WebKitGTK window, with a real keyring behind it and a real MCP client beside it.
//! `cargo xtask test --only window` brings the display, the driver and the client.
#![cfg(target_os = "linux")]

#[path = "window/acts.rs"]
mod acts;
#[path = "window/agent.rs"]
mod agent;
#[path = "window/appearance.rs"]
mod appearance;
#[path = "window/asking.rs"]
mod asking;
#[path = "window/axe.rs"]
mod axe;
#[path = "window/citizen.rs"]
mod citizen;
#[path = "window/clients.rs"]
mod clients;
#[path = "window/composing.rs"]
mod composing;
#[path = "window/crowded.rs"]
mod crowded;
#[path = "window/deciding.rs"]
mod deciding;
#[path = "window/desktop.rs"]
mod desktop;
#[path = "window/drawn.rs"]
mod drawn;
#[path = "window/fences.rs"]
mod fences;
#[path = "window/first_run.rs"]
mod first_run;
#[path = "window/hostile.rs"]
mod hostile;
#[path = "window/keyboard.rs"]
mod keyboard;
#[path = "window/machine.rs"]
mod machine;
#[path = "window/media.rs"]
mod media;
#[path = "window/notices.rs"]
mod notices;
#[path = "window/onboarding.rs"]
mod onboarding;
#[path = "window/pages.rs"]
mod pages;
#[path = "window/panel.rs"]
mod panel;
#[path = "clients/programs.rs"]
mod programs;
#[path = "window/screen.rs"]
mod screen;
#[path = "window/screens.rs"]
mod screens;
#[path = "session/mod.rs"]
mod session;
#[path = "window/settings.rs"]
mod settings;
#[path = "window/sizes.rs"]
mod sizes;
#[path = "window/starting.rs"]
mod starting;
#[path = "window/story.rs"]
mod story;
#[path = "window/triage.rs"]
mod triage;
#[path = "window/weather.rs"]
mod weather;
#[path = "window/window.rs"]
mod window;
