//! Writing: drafts that outlive a kill, a closed window, buttons, and a template.

use fantoccini::key::Key;
use serde_json::json;

use crate::{
    acts::ROWS,
    machine::Machine,
    session::Outcome,
    story::{ARRIVED, KEY, kapso, left},
    window::{Start, Window},
};

const COMPOSER: &str = "document.querySelector('[data-testid=composer-input]')";

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_outlives_a_kill_a_second_after_it_was_typed() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let origin = kapso.origin();
    let arguments = ["--origin", origin.as_str()];
    let start = || Start { arguments: &arguments, ..Start::default() };
    let window = Window::open(&machine, start()).await?;
    window.connect_project(KEY).await?;
    let thread = window.thread_at(0).await?;
    window.open_thread(&thread).await?;
    window.click("[data-testid=composer-input]").await?;
    window.write("Nobody should have to type this twice").await?;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    window.killed();

    let window = Window::open(&machine, start()).await?;
    window.inbox_is_read().await?;
    window.open_thread(&thread).await?;
    window.until(&format!("{COMPOSER}.value === 'Nobody should have to type this twice'")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_quotes_what_it_answers_and_buttons_leave_as_they_were_built() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let window = Window::open(&machine, Start { arguments: &["--undo", "0", "--origin", &kapso.origin()], ..Start::default() }).await?;
    window.connect_project(KEY).await?;
    window.open_thread(&window.thread_at(0).await?).await?;
    window.press('i').await?;
    window.until("document.querySelector('[data-testid=interactive]') !== null").await?;
    window.field("Text").await?;
    window.write("Today or tomorrow?").await?;
    window.field("Button 1").await?;
    window.write("Today").await?;
    window.choose("Add button").await?;
    window.field("Button 2").await?;
    window.write("Tomorrow").await?;
    window.show("interactive").await?;
    window.watch_deliveries("Today or tomorrow?").await?;
    window.ctrl(Key::Enter).await?;
    window.deliveries_until(ARRIVED).await?;
    let sends = kapso.control().sends()?;
    assert_eq!(sends.len(), 1);
    let sent: serde_json::Value = serde_json::from_str(&sends[0].raw)?;
    let titles: Vec<_> =
        sent["interactive"]["action"]["buttons"].as_array().into_iter().flatten().map(|b| b["reply"]["title"].clone()).collect();
    assert_eq!(titles, [json!("Today"), json!("Tomorrow")], "{sent}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_window_offers_templates_and_one_of_them_leaves_filled_in() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let window = Window::open(&machine, Start { arguments: &["--undo", "0", "--origin", &kapso.origin()], ..Start::default() }).await?;
    window.connect_project(KEY).await?;
    let closed = format!("{ROWS}.find(row => row.querySelector('.win')?.innerText.includes('losed'))?.dataset.thread ?? ''");
    window.until(&format!("({closed}) !== ''")).await?;
    let thread = window.text(&closed).await?;
    window.click(&format!("[data-testid=conversation-row][data-thread='{thread}']")).await?;
    window.until("document.querySelector('[data-testid=suggested-template]') !== null").await?;
    assert_eq!(window.read(&format!("{COMPOSER} === null")).await?, json!(true), "nothing free can be written");
    window.show("closed-window").await?;
    window.click("[data-testid=suggested-template]").await?;
    window.until("document.querySelector('h1').innerText === 'Templates'").await?;
    for place in 0..4 {
        let empty = "[...document.querySelectorAll('[role=group] input')].find(field => field.value === '')";
        if window.read(&format!("{empty} === undefined")).await? == json!(true) {
            break;
        }
        window.read(&format!("void {empty}.focus()")).await?;
        window.write(&format!("Value {place}")).await?;
    }
    window.show("template-filled").await?;
    window.click("[data-testid=send-template] button").await?;
    let sends = left(&kapso, 1).await?;
    assert_eq!((sends.len(), sends.first().is_some_and(|sent| sent.raw.contains("\"template\""))), (1, true), "{sends:?}");
    Ok(())
}
