//! A customer from its name to a revoked link, and a contact who gets a name and a note.

use crate::{
    machine::Machine,
    session::Outcome,
    story::{KEY, kapso},
    window::{Start, Window},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_gets_a_link_which_is_taken_back() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let window = Window::open(&machine, Start { arguments: &["--origin", &kapso.origin()], ..Start::default() }).await?;
    window.connect_project(KEY).await?;
    window.choose("Customers").await?;
    window.until("document.querySelector('[role=listbox][aria-label=Customers] [role=option]') !== null").await?;
    window.click("button[aria-label='New customer']").await?;
    window.write("Padaria Aurora").await?;
    window.show("new-customer").await?;
    window.choose("Add customer").await?;
    window.until("document.querySelector('h2')?.innerText.includes('Padaria Aurora')").await?;
    window.choose("New setup link").await?;
    window.until("document.querySelector('dialog[open]')?.innerText.includes('Padaria Aurora')").await?;
    window.show("setup-sheet").await?;
    window.choose("Create link").await?;
    window.until("document.querySelector('[data-testid=setup-link]')?.innerText.includes('Active')").await?;
    window.show("customer-link").await?;
    window.choose("Revoke").await?;
    window.says("Revoke this setup link?").await?;
    window.show("revoke-link").await?;
    window.choose("Revoke link").await?;
    window.says("Link revoked").await?;
    window.until("document.querySelector('[data-testid=setup-link]') === null").await?;
    window.says("No link works at the moment.").await?;
    let requests = kapso.control().requests();
    let made = requests.iter().filter(|request| request.method == "POST" && request.path.ends_with("/setup_links")).count();
    assert_eq!(made, 1, "one link was made");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_is_found_named_and_noted() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let window = Window::open(&machine, Start { arguments: &["--origin", &kapso.origin()], ..Start::default() }).await?;
    window.connect_project(KEY).await?;
    window.choose("Contacts").await?;
    window.until("document.querySelectorAll('[role=listbox][aria-label=Contacts] [role=option]').length > 5").await?;
    window.press('/').await?;
    window.write("mariana").await?;
    window
        .until("document.querySelector('[role=listbox][aria-label=Contacts] [role=option]')?.innerText.includes('Mariana Souza')")
        .await?;
    window.pick("option", "Mariana Souza").await?;
    window.until("document.querySelector('h2')?.innerText.includes('Mariana Souza')").await?;
    window.click("button[aria-label=Rename]").await?;
    window.ctrl('a').await?;
    window.write("Mariana, joelho").await?;
    window.press(fantoccini::key::Key::Enter).await?;
    window.until("document.querySelector('h2')?.innerText.includes('Mariana, joelho')").await?;
    window.click("[data-testid=note-input]").await?;
    window.write("Prefers mornings").await?;
    window.ctrl(fantoccini::key::Key::Enter).await?;
    window.until("document.activeElement.value === '' && document.body.innerText.includes('Prefers mornings')").await?;
    window.show("contact").await?;
    let kept = kapso.control().requests().iter().any(|request| request.method == "PATCH" && request.path.contains("/contacts/"));
    assert!(kept, "the team has both");
    Ok(())
}
