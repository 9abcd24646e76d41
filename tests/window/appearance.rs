//! The window as the system wants it.

use crate::{
    machine::Machine,
    session::Outcome,
    window::{Start, Window},
};

#[tokio::test(flavor = "multi_thread")]
async fn on_a_dark_system_the_window_is_dark_from_its_first_page() -> Outcome {
    let machine = Machine::start()?;
    for (system, theme, scheme) in [("Adwaita", "light", "light"), ("Adwaita:dark", "dark", "dark")] {
        let window = Window::open(&machine, Start { environment: &[("GTK_THEME", system)], ..Start::default() }).await?;
        assert_eq!(window.text("document.documentElement.dataset.theme").await?, theme);
        assert_eq!(window.text("getComputedStyle(document.documentElement).colorScheme").await?, scheme);
    }
    Ok(())
}
