//! What the window says while Kapso is away, slow or does not take the key any more, what can be done meanwhile, and that it passes.

use fantoccini::key::Key;
use serde_json::json;
use simulator::{Fault, Rule, Simulator};

use crate::{
    machine::Machine,
    session::Outcome,
    story::{ARRIVED, KEY, kapso},
    window::{Start, Window},
};

/// Strikes every request of a route until the weather is cleared.
fn strike(kapso: &Simulator, route: &str, fault: Fault) {
    kapso.control().fail(Rule { route: route.to_owned(), fault, after: 0, times: None });
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_of_weather_has_its_words_and_passes() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let window = Window::open(&machine, Start { arguments: &["--undo", "0", "--origin", &kapso.origin()], ..Start::default() }).await?;
    window.connect_project(KEY).await?;
    window.open_thread(&window.thread_at(0).await?).await?;
    let is_quiet = "document.querySelector('[data-testid=thread]') !== null && document.querySelector('.banner') === null";
    for (fault, words, picture) in [
        (Fault::Status { code: 503, body: None }, "Kapso is not answering", "kapso-down"),
        (Fault::RateLimited { retry_after: 2 }, "Kapso asked us to slow down.", "kapso-slow"),
        (Fault::Html { code: 502 }, "Kapso is not answering", "kapso-gateway"),
    ] {
        strike(&kapso, "GET *", fault);
        window.says(words).await?;
        window.show(picture).await?;
        assert_eq!(window.read("document.querySelector('[data-testid=composer-input]') !== null").await?, json!(true), "{words}");
        kapso.control().clear_weather();
        window.until(is_quiet).await?;
    }
    strike(&kapso, "GET *", Fault::Status { code: 401, body: None });
    window.says("Kapso refused the key").await?;
    window.says("Cached conversations stay readable").await?;
    window.says("Refused since").await?;
    window.show("key-revoked").await?;
    window.choose("Read cached").await?;
    window.until(is_quiet).await?;
    window.choose("Settings").await?;
    window.says("Kapso refused this key (401).").await?;
    window.show("settings-key-refused").await?;
    kapso.control().clear_weather();
    window.choose("Test").await?;
    window.says("Kapso answered in").await?;
    window.show("settings-key-works").await?;
    window.choose("Replace").await?;
    window.until("document.activeElement?.type === 'password'").await?;
    window.write(KEY).await?;
    window.press(Key::Enter).await?;
    window.until("document.querySelector('dialog[open]') === null && !document.body.innerText.includes('Refused since')").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_that_cannot_be_shared_waits_and_is_shared_when_it_can() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let window = Window::open(&machine, Start { arguments: &["--origin", &kapso.origin()], ..Start::default() }).await?;
    window.connect_project(KEY).await?;
    window.open_thread(&window.thread_at(0).await?).await?;
    strike(&kapso, "PATCH */contacts/*", Fault::Status { code: 503, body: None });
    window.press('n').await?;
    window.until("document.activeElement?.dataset.testid === 'note-input'").await?;
    window.write("Prefers mornings").await?;
    window.press(Key::Enter).await?;
    window.says("waits to be shared").await?;
    window.show("note-waits").await?;
    kapso.control().clear_weather();
    window.until("document.body.innerText.includes('Prefers mornings') && !document.body.innerText.includes('waits to be shared')").await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_whatsapp_refuses_keeps_its_words_and_says_why_and_leaves_when_it_is_said_again() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let window = Window::open(&machine, Start { arguments: &["--undo", "0", "--origin", &kapso.origin()], ..Start::default() }).await?;
    window.connect_project(KEY).await?;
    window.open_thread(&window.thread_at(0).await?).await?;
    let refusal = json!({ "error": { "message": "(#131057) Account in maintenance mode", "type": "OAuthException", "code": 131_057 } });
    kapso.control().fail_next("POST */messages", Fault::Status { code: 400, body: Some(refusal) });
    window.click("[data-testid=composer-input]").await?;
    window.watch_deliveries("Is this number right?").await?;
    window.write("Is this number right?").await?;
    window.ctrl(Key::Enter).await?;
    window.deliveries_until(&["failed"]).await?;
    window.says("131057").await?;
    window.says("Your text is kept here.").await?;
    window.show("send-refused").await?;
    window.choose("Retry").await?;
    window.deliveries_until(ARRIVED).await?;
    assert_eq!(kapso.control().sends()?.iter().map(|sent| sent.times()).collect::<Vec<_>>(), [1]);

    // The answer of the next one is lost on its way: it is asked about, and found where it arrived.
    kapso.control().fail_next("POST */messages", Fault::ResetAfter);
    window.click("[data-testid=composer-input]").await?;
    window.watch_deliveries("And this one?").await?;
    window.write("And this one?").await?;
    window.ctrl(Key::Enter).await?;
    window.deliveries_until(ARRIVED).await?;
    assert_eq!(kapso.control().sends()?.iter().map(|sent| sent.times()).collect::<Vec<_>>(), [1, 1]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_network_everything_is_read_and_what_is_written_waits() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let window = Window::open(&machine, Start { arguments: &["--undo", "0", "--origin", &kapso.origin()], ..Start::default() }).await?;
    window.connect_project(KEY).await?;
    let (first, second) = (window.thread_at(0).await?, window.thread_at(1).await?);
    window.open_thread(&first).await?;
    drop(kapso);
    window.says("You are offline.").await?;
    window.open_thread(&second).await?;
    window.click("[data-testid=composer-input]").await?;
    window.watch_deliveries("Written on a train").await?;
    window.write("Written on a train").await?;
    window.ctrl(Key::Enter).await?;
    window.deliveries_until(&["queued"]).await?;
    window.says("Waiting to be sent").await?;
    window.show("offline").await
}
