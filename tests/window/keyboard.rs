//! Everything by keyboard, the first page included.

use std::time::Duration;

use fantoccini::key::Key;
use tokio::time::sleep;

use crate::{
    asking::Asking,
    machine::Machine,
    session::Outcome,
    story::{ARRIVED, KEY, kapso, left},
    window::{Start, Window},
};

const CURSOR: &str = "document.querySelector('[data-testid=conversation-row].is-cursor')?.dataset.thread";
const COMPOSER: &str = "document.querySelector('[data-testid=composer-input]')";

#[tokio::test(flavor = "multi_thread")]
async fn from_the_first_page_to_an_answer_in_the_demo() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start { arguments: &["--undo", "0"], ..Start::default() }).await?;
    window.until("document.activeElement?.type === 'password'").await?;
    for _ in 0..3 {
        window.press(Key::Tab).await?;
    }
    window.until("document.activeElement.innerText.includes('Explore the demo')").await?;
    window.press(Key::Enter).await?;
    window.inbox_is_read().await?;

    window.press('j').await?;
    window.press('j').await?;
    let second = window.text(CURSOR).await?;
    window.press('k').await?;
    assert_ne!(window.text(CURSOR).await?, second);
    window.press('j').await?;
    assert_eq!(window.text(CURSOR).await?, second);
    window.show("keyboard").await?;
    window.press(Key::Enter).await?;
    window.thread_is_open(&second).await?;
    window.press('r').await?;
    window.until(&format!("document.activeElement === {COMPOSER}")).await?;
    window.watch_deliveries("Sent with the keyboard").await?;
    window.write("Sent with the keyboard").await?;
    window.ctrl(Key::Enter).await?;
    window.deliveries_until(ARRIVED).await?;

    window.press(Key::Escape).await?;
    for (keys, title) in [("ga", "Approvals"), ("gm", "Agents"), ("gi", "Inbox")] {
        for key in keys.chars() {
            window.press(key).await?;
        }
        window.until(&format!("document.querySelector('h1').innerText === '{title}'")).await?;
    }
    window.press('?').await?;
    window.until("document.querySelector('dialog[open]') !== null").await?;
    window.show("shortcuts").await?;
    window.press(Key::Escape).await?;
    window.until("document.querySelector('dialog[open]') === null").await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_in_time_never_leaves() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let window = Window::open(&machine, Start { arguments: &["--undo", "2", "--origin", &kapso.origin()], ..Start::default() }).await?;
    window.write(KEY).await?;
    window.press(Key::Enter).await?;
    window.until("document.activeElement?.type === 'checkbox'").await?; // of the numbers
    window.press(Key::Enter).await?;
    window.inbox_is_read().await?;
    window.press('j').await?;
    window.press(Key::Enter).await?;
    window.until(&format!("{COMPOSER} !== null")).await?;
    window.press('r').await?;
    window.watch_deliveries("Not what I meant").await?;
    window.write("Not what I meant").await?;
    window.ctrl(Key::Enter).await?;
    window.deliveries_until(&["held"]).await?;
    window.ctrl('z').await?;
    window.until(&format!("{COMPOSER}.value === 'Not what I meant'")).await?;
    sleep(Duration::from_secs(3)).await; // longer than it was held
    assert_eq!(kapso.control().sends()?, []);
    assert_eq!(window.read("document.querySelectorAll('[data-delivery=held], [data-delivery=sending]').length").await?, 0);

    window.ctrl(Key::Enter).await?;
    window.deliveries_until(&["sent", "delivered", "read"]).await?;
    assert_eq!(kapso.control().sends()?.iter().map(|sent| sent.times()).collect::<Vec<_>>(), [1]);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agents_request_is_approved_only_once_it_could_be_read() -> Outcome {
    let asking = Asking::start().await?;
    let (window, kapso) = (&asking.window, &asking.kapso);
    window.press(Key::Escape).await?;
    window.press('g').await?;
    window.press('a').await?;
    window.says("Nothing waits for you").await?;
    asking.asks("On its way")?;
    window.says("Codex wants to send exactly this").await?;
    sleep(Duration::from_secs(1)).await;
    window.ctrl(Key::Enter).await?;
    window.says("Nothing waits for you").await?;
    let sends = left(kapso, 1).await?;
    assert_eq!(sends.iter().map(|sent| sent.times()).collect::<Vec<_>>(), [1], "{sends:?}");
    Ok(())
}
