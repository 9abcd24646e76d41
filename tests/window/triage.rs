//! A morning in the inbox by mouse and by keyboard: what is unread, many at once, put aside, found again.

use fantoccini::key::Key;
use serde_json::json;

use crate::{
    acts::ROWS,
    machine::Machine,
    session::Outcome,
    window::{Start, Window},
};

#[tokio::test(flavor = "multi_thread")]
async fn many_are_read_ended_and_put_aside_at_once() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start { arguments: &["--demo"], ..Start::default() }).await?;
    window.inbox_is_read().await?;
    let unread = format!("{ROWS}.filter(row => row.classList.contains('unread')).length");
    window.pick("tab", "Unread").await?;
    window.until(&format!("{ROWS}.length > 2 && {unread} === {ROWS}.length")).await?;
    window.show("inbox-unread").await?;
    let before = window.read(&format!("{ROWS}.length")).await?.as_u64().unwrap_or_default();

    window.press('j').await?;
    window.press('x').await?;
    window.shift('j').await?;
    window.says("2 selected").await?;
    window.show("inbox-selected").await?;
    window.press('u').await?;
    window.says("2 marked as read").await?;
    window.until(&format!("{ROWS}.length === {}", before - 2)).await?;

    window.pick("tab", "All").await?;
    window.inbox_is_read().await?;
    let (first, second) = (window.thread_at(0).await?, window.thread_at(1).await?);
    window.open_thread(&first).await?;
    window.press('s').await?;
    window.pick("menuitem", "Until they write").await?;
    let gone = |thread: &str| format!("!{ROWS}.some(row => row.dataset.thread === {})", json!(thread));
    window.until(&gone(&first)).await?;

    window.open_thread(&second).await?;
    window.press('e').await?;
    window.pick("tab", "Ended").await?;
    window.until(&format!("{ROWS}.some(row => row.dataset.thread === {})", json!(second))).await?;
    window.show("inbox-ended").await?;
    window.ctrl('z').await?;
    window.until(&gone(&second)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn older_messages_come_as_somebody_reads_upwards_and_nothing_jumps() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start { arguments: &["--demo"], ..Start::default() }).await?;
    window.inbox_is_read().await?;
    window.open_thread(&window.thread_at(0).await?).await?;
    let count = "document.querySelectorAll('[data-delivery], [data-message]').length";
    let before = window.read(count).await?.as_u64().unwrap_or_default();
    // What is looked at stays where it is on the screen while older messages come above it.
    let held = window
        .ask(
            "const box = document.querySelector('[data-testid=thread] .scroll') ?? document.querySelector('[data-testid=thread] [role=log]').closest('.scroll, [role=log]');
             const marks = () => [...document.querySelectorAll('[data-delivery]')];
             box.scrollTop = 40; const mark = marks()[0]; const key = mark.innerText; const top = mark.getBoundingClientRect().top;
             const began = performance.now(); const seen = marks().length;
             const look = () => { const all = marks();
               if (all.length > seen) { const now = all.find((other) => other === mark || other.innerText === key);
                 setTimeout(() => done({ moved: Math.abs(now.getBoundingClientRect().top - top), more: all.length - seen }), 300) }
               else if (performance.now() - began > 8000) done({ moved: 0, more: 0 }); else setTimeout(look, 30) };
             look()",
        )
        .await?;
    assert!(before > 10 && held["moved"].as_f64().is_some_and(|moved| moved < 3.0), "{before} {held}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn words_are_found_and_read_where_they_were_said() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start { arguments: &["--demo"], ..Start::default() }).await?;
    window.inbox_is_read().await?;
    window.press('/').await?;
    window.until("document.activeElement?.matches('[data-place=find] input') === true").await?;
    window.write("caseta").await?;
    window.until("document.querySelectorAll('[data-testid=search-hit]').length > 1").await?;
    window.until("document.querySelector('[data-testid=search-hit] mark')?.innerText.toLowerCase().includes('caseta')").await?;
    window.show("search").await?;
    window.press(Key::Down).await?;
    let in_the_middle = "(hit => { const page = hit?.closest('.scroll').getBoundingClientRect(), box = hit?.getBoundingClientRect();
         return !!hit && box.top > page.top + 100 && box.bottom < page.bottom - 100 })([...document.querySelectorAll('.pane-main [data-message]')].find(message => message.innerText.includes('Ya pasaste la caseta')))";
    window.until(in_the_middle).await?;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert_eq!(window.read(in_the_middle).await?, json!(true), "what comes late pushes it away");
    window.show("search-hit").await?;
    window.press(Key::Escape).await?;
    window.until("document.querySelector('h1').innerText === 'Inbox'").await?;

    window.ctrl('k').await?;
    window.until("document.querySelector('dialog.pal[open]') !== null").await?;
    window.write("mariana").await?;
    window.until("document.querySelector('dialog.pal [role=option] mark') !== null").await?;
    window.show("palette").await?;
    window.press(Key::Enter).await?;
    window.until("document.querySelector('[data-testid=thread]')?.innerText.includes('Mariana Souza')").await?;
    window.ctrl('k').await?;
    window.write(">dark").await?;
    window.press(Key::Enter).await?;
    window.until("document.documentElement.dataset.theme === 'dark'").await
}
