//! Settings: a key that is replaced only by one that works, a project that leaves nothing behind, and how the window looks and speaks.

use fantoccini::key::Key;

use crate::{
    first_run::project,
    machine::Machine,
    session::Outcome,
    story::{KEY, kapso},
    window::{Start, Window},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_does_not_work_replaces_nothing_and_a_removed_project_leaves_nothing() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let window = Window::open(&machine, Start { arguments: &["--origin", &kapso.origin()], ..Start::default() }).await?;
    window.connect_project(KEY).await?;
    let id = project(&machine)?;
    window.choose("Settings").await?;
    window.until("document.querySelector('[data-testid=project-row]') !== null").await?;
    window.choose("Replace").await?;
    window.until("document.activeElement?.type === 'password'").await?;
    window.write("kapso-key-of-somebody-else-1c9").await?;
    window.press(Key::Enter).await?;
    window.says("Kapso did not accept this key").await?;
    window.show("replace-refused").await?;
    window.choose("Cancel").await?;
    assert!(machine.bus.look_up("kapso-desk", &id)?.is_some_and(|item| item.contains(KEY)), "the old key stays");
    window.click("[aria-label='Remove project']").await?;
    window.says("from this computer?").await?;
    window.show("remove-project").await?;
    window.click("dialog[open] .btn-d").await?;
    window.says("Connect a Kapso project").await?;
    assert_eq!(machine.bus.look_up("kapso-desk", &id)?, None, "its key is gone");
    let left = std::process::Command::new("grep").args(["-rlE", &id]).arg(machine.data_dir()).output()?;
    assert_eq!(String::from_utf8_lossy(&left.stdout), "", "nothing names it any more");
    let stores = std::process::Command::new("find").arg(machine.data_dir()).args(["-name", "store.sqlite*"]).output()?;
    assert_eq!(String::from_utf8_lossy(&stores.stdout), "", "its store is gone");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn how_the_window_looks_and_speaks_is_kept() -> Outcome {
    let machine = Machine::start()?;
    let start = || Start { arguments: &["--demo"], ..Start::default() };
    let window = Window::open(&machine, start()).await?;
    window.inbox_is_read().await?;
    window.choose("Settings").await?;
    window.choose("Appearance").await?;
    window.pick("radio", "Dark").await?;
    window.until("document.documentElement.dataset.theme === 'dark'").await?;
    window.show("settings-look").await?;
    let before = window.read("innerWidth").await?.as_u64().unwrap_or_default();
    window.ctrl('=').await?;
    window.until(&format!("innerWidth < {before}")).await?; // fewer and larger pixels
    drop(window);
    let window = Window::open(&machine, start()).await?;
    window.inbox_is_read().await?;
    assert_eq!(window.text("document.documentElement.dataset.theme").await?, "dark");
    window.until(&format!("innerWidth < {before}")).await
}
