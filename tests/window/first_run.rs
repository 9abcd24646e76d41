//! The first page, and keys that do not open anything.

use crate::{
    machine::Machine,
    session::Outcome,
    story::{KEY, kapso},
    window::{Start, Window, free_port},
};

/// The id of the only project on a machine.
pub(crate) fn project(machine: &Machine) -> Outcome<String> {
    let listed: serde_json::Value = serde_json::from_slice(&std::fs::read(machine.data_dir().join("projects.json"))?)?;
    Ok(listed.pointer("/0/id").and_then(serde_json::Value::as_str).ok_or("no project is listed")?.to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_key_is_kept_nowhere_and_the_right_one_in_the_keyring_alone() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let origin = kapso.origin();
    let window = Window::open(&machine, Start { arguments: &["--origin", &origin], ..Start::default() }).await?;

    window.connect("two words").await?;
    window.says("That does not look like a Kapso API key. Nothing was saved or sent.").await?;
    window.show("key-malformed").await?;
    assert!(kapso.control().requests().is_empty(), "what cannot be a key is not sent");

    window.click("button[aria-label=Clear]").await?;
    window.connect("kapso-key-of-somebody-else-1c9").await?;
    window.says("Kapso did not accept this key (401). Nothing was saved. It ends in 1c9 and has 30 characters").await?;
    window.show("key-refused").await?;
    assert!(!machine.data_dir().join("projects.json").exists());

    window.click("button[aria-label=Clear]").await?;
    window.connect_project(KEY).await?;
    let item = machine.bus.look_up("kapso-desk", &project(&machine)?)?.ok_or("the keyring holds nothing")?;
    assert!(item.contains(KEY));
    window.choose("Settings").await?;
    window.says("Key ends in 7f3a").await?;
    window.show("settings").await?;
    assert!(!window.text("document.documentElement.outerHTML").await?.contains(KEY));
    drop(window);
    assert!(!machine.log()?.contains(KEY));

    let window = Window::open(&machine, Start { arguments: &["--origin", &origin], ..Start::default() }).await?;
    window.inbox_is_read().await // nobody is asked for the key again
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_network_the_key_is_not_saved_and_can_be_tried_again() -> Outcome {
    let machine = Machine::start()?;
    let nobody = format!("http://127.0.0.1:{}", free_port()?);
    let window = Window::open(&machine, Start { arguments: &["--origin", &nobody], ..Start::default() }).await?;
    window.connect(KEY).await?;
    window.says("There is no network. The key was not checked and nothing was saved.").await?;
    window.says("Check again").await?;
    window.show("key-offline").await?;
    assert!(!machine.data_dir().join("projects.json").exists());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keyring_no_key_is_taken_but_the_demo_opens() -> Outcome {
    let (mut machine, kapso) = (Machine::start()?, kapso().await?);
    machine.bus.close_keyring();
    let window = Window::open(&machine, Start { arguments: &["--origin", &kapso.origin()], ..Start::default() }).await?;
    window.says("No keychain is running.").await?;
    window.connect(KEY).await?;
    window.until("document.querySelector('.field [role=alert]')?.innerText.includes('No keychain is running') ?? false").await?;
    window.show("no-keychain").await?;
    assert!(!machine.data_dir().join("projects.json").exists());
    window.explore_the_demo().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_keyring_is_waited_for() -> Outcome {
    let (mut machine, kapso) = (Machine::start()?, kapso().await?);
    let origin = kapso.origin();
    let window = Window::open(&machine, Start { arguments: &["--origin", &origin], ..Start::default() }).await?;
    window.connect_project(KEY).await?;
    drop(window);

    machine.bus.lock_keyring()?;
    let window = Window::open(&machine, Start { arguments: &["--origin", &origin], ..Start::default() }).await?;
    window.says("Your keychain is locked").await?;
    window.show("keychain-locked").await?;
    machine.bus.open_keyring()?;
    window.choose("Unlock keychain").await?;
    window.inbox_is_read().await
}

/// What the sidebar's list of numbers and the rows of the inbox say.
const SAYS_NUMBER: &str = "[...document.querySelectorAll('[data-testid=conversation-row]')].map(row => row.innerText).join()";

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_is_left_out_is_not_on_the_desk_until_it_is_put_back() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let origin = kapso.origin();
    let arguments = ["--origin", origin.as_str()];
    let start = || Start { arguments: &arguments, ..Start::default() };
    let window = Window::open(&machine, start()).await?;
    window.connect(KEY).await?;
    window.says("Which numbers belong on your desk?").await?;
    window.until("document.activeElement?.type === 'checkbox'").await?;
    window.show("first-numbers").await?;
    let lost = window.text("document.querySelector('.numrow bdi')?.innerText").await?;
    let said = format!("{SAYS_NUMBER}.includes({})", serde_json::json!(lost));
    window.press(' ').await?;
    window.press(fantoccini::key::Key::Enter).await?;
    window.inbox_is_read().await?;
    window.until(&format!("!{said}")).await?;
    window.show("without-a-number").await?;
    drop(window);

    let window = Window::open(&machine, start()).await?;
    window.inbox_is_read().await?;
    window.until(&format!("!{said}")).await?;
    window.choose("Settings").await?;
    window.click("button[aria-label='Name, colour and numbers']").await?;
    window.until("document.querySelectorAll('dialog[open] .numrow').length > 1").await?;
    window.show("project-numbers").await?;
    window.click("dialog[open] .numrow").await?;
    window.choose("Save").await?;
    window.until("document.querySelector('dialog[open]') === null").await?;
    window.choose("Inbox").await?;
    window.until(&said).await
}
