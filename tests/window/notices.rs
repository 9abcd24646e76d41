//! What the system shows of the program while nobody looks at its window: notifications with the right conversation behind them, and the tray.

use serde_json::json;

use crate::{
    asking::Asking,
    hostile::CLINIC,
    machine::Machine,
    panel::Panel,
    session::Outcome,
    story::{KEY, kapso},
    window::{Start, Window},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_nobody_sees_is_told_and_a_click_leads_to_its_conversation() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let panel = Panel::start(&machine).await?;
    let window = Window::open(&machine, Start { arguments: &["--undo", "0", "--origin", &kapso.origin()], ..Start::default() }).await?;
    window.connect_project(KEY).await?;
    window.open_thread(&window.thread_at(3).await?).await?;
    machine.look_elsewhere()?;
    for (person, words) in [("5550188001", "Is <b>my</b> order there?"), ("5550188002", "And mine?")] {
        kapso.control().receive(CLINIC, person, words)?;
    }
    let second = panel.notice("And mine?").await?;
    let first = panel.notice("order there?").await?;
    assert_eq!(first.body, "Is &lt;b&gt;my&lt;/b&gt; order there?", "what a customer writes is no markup");
    let change = "__TAURI_INTERNALS__.invoke('desk_change_settings', { notification_previews: false }).then(() => done(true), done)";
    assert_eq!(window.ask(change).await?, json!(true));
    kapso.control().receive(CLINIC, "5550188003", "A secret of mine")?;
    panel.notice("New message").await?;
    for (notice, words) in [(&first, "Is <b>my</b> order there?"), (&second, "And mine?")] {
        panel.click(notice).await?;
        let there = format!("document.querySelector('[data-testid=thread]')?.innerText.includes({}) ?? false", json!(words));
        window.until(&there).await?;
    }
    assert!(!format!("{:?}", panel.shown()).contains("secret"), "words stay off the screen where that is set");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agents_request_is_told_in_the_tray_and_both_lead_to_it() -> Outcome {
    let machine = Machine::start()?;
    let panel = Panel::start(&machine).await?;
    let asking = Asking::on(machine).await?;
    panel.offer("No requests wait").await?;
    asking.machine.look_elsewhere()?;
    asking.asks("On its way")?;
    let notice = panel.notice("Codex wants to send a message").await?;
    assert!(notice.body.contains("On its way"), "{notice:?}");
    panel.offer("1 request waits").await?;
    let approvals = "document.querySelector('h1').innerText === 'Approvals'";
    for way in ["notice", "tray"] {
        asking.window.choose("Inbox").await?;
        asking.window.until(&format!("!({approvals})")).await?;
        match way {
            "notice" => panel.click(&notice).await?,
            _ => panel.choose("1 request waits").await?,
        }
        asking.window.until(approvals).await?;
    }
    panel.choose("Stop all agents").await?;
    asking.window.choose("Agents").await?;
    asking.window.until("document.querySelector('main .banner') !== null").await?;
    panel.is_checked("Stop all agents").await
}
