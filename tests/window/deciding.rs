//! A person over agents: what they wrote is changed before it leaves, one is trusted for an hour, and all are stopped.

use fantoccini::key::Key;
use serde_json::json;

use crate::{
    asking::Asking,
    machine::Machine,
    session::Outcome,
    story,
    window::{Start, Window},
};

#[tokio::test(flavor = "multi_thread")]
async fn ana_changes_what_an_agent_wrote_trusts_it_for_an_hour_and_stops_everybody() -> Outcome {
    let asking = Asking::start().await?;
    let (window, kapso) = (&asking.window, &asking.kapso);
    let says = |words: &str| asking.asks(words);
    let left = |words: &str| kapso.control().sends().map(|sends| sends.iter().filter(|sent| sent.raw.contains(words)).count());

    assert_eq!(says("It costs 100")?["status"], "pending_approval");
    window.press(Key::Escape).await?;
    window.choose("Approvals").await?;
    window.says("Codex wants to send exactly this").await?;
    window.choose("Edit").await?;
    window.until("document.activeElement?.value === 'It costs 100'").await?;
    window.ctrl('a').await?;
    window.write("It costs 120, delivery included").await?;
    window.says("1 change").await?;
    window.show("approval-edit").await?;
    window.choose("Send my version").await?;
    window.says("Nothing waits for you").await?;
    story::left(kapso, 1).await?;
    assert_eq!((left("It costs 120, delivery included")?, left("It costs 100")?), (1, 0));
    window.pick("tab", "History").await?;
    window.says("It costs 120, delivery included").await?;
    window.pick("tab", "Waiting").await?;

    assert_eq!(says("Anything else?")?["status"], "pending_approval");
    window.says("Codex wants to send exactly this").await?;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    window.click("[data-testid=allow-hour]").await?;
    window.show("approval-allow").await?;
    window.says("Nothing waits for you").await?;
    assert_eq!(says("Have a good day")?["status"], "queued", "it may for an hour");
    window.choose("Agents").await?;
    window.until("document.querySelector('[data-testid=allowance]') !== null").await?;
    window.show("allowance").await?;
    window.choose("Stop all agents").await?;
    window.says("All agents are stopped.").await?;
    window.show("agents-stopped").await?;
    assert!(says("Hello again").is_err() || says("Hello again")?.get("error").is_some(), "nobody writes while all are stopped");
    window.choose("Let them work again").await?;
    window.until("!document.body.innerText.includes('All agents are stopped.')").await?;

    window.pick("tab", "Activity").await?;
    window.until("document.querySelectorAll('[data-testid=call]').length > 3").await?;
    window.show("activity").await?;
    window.choose("Check the log").await?;
    window.says("all as they were written").await?;
    window.pick("tab", "Permissions").await?;
    window.until("document.querySelectorAll('[data-testid=tool]').length > 20").await?;
    window.show("permissions").await
}

const APPROVE: &str =
    "[...document.querySelectorAll('[data-testid=approval-request] button')].find(button => button.innerText.includes('Approve and send'))";

#[tokio::test(flavor = "multi_thread")]
async fn ana_sees_the_picture_at_an_address_before_it_can_leave() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start { arguments: &["--undo", "0"], ..Start::default() }).await?;
    window.explore_the_demo().await?;
    window.open_thread(&window.thread_at(0).await?).await?;
    let agent = window.add_client("Codex").await?;
    let inbox = agent.call("whatsapp_inbox", &json!({ "limit": 1, "response_format": "detailed" }))?;
    let selector = json!({ "conversation_id": inbox["conversations"][0]["conversation_id"] });
    let asks = |file: &str| {
        let input =
            json!({ "conversation_selector": selector, "message_type": "image", "file_url": format!("https://files.example/{file}") });
        agent.call("whatsapp_send_media", &input)
    };
    assert_eq!(asks("nothing-is-here.jpg")?["status"], "pending_approval");
    assert_eq!(asks("parcel-door.jpg")?["status"], "pending_approval");
    window.press(Key::Escape).await?;
    window.choose("Approvals").await?;
    window.says("Preview file").await?;
    window.until(&format!("{APPROVE}.getAttribute('aria-disabled') === 'true'")).await?;
    window.choose("Preview file").await?;
    window.says("answered with 404").await?;
    window.show("approval-file-gone").await?;
    window.until(&format!("{APPROVE}.getAttribute('aria-disabled') === 'true'")).await?;
    window.click("button[aria-label='Next request']").await?;
    window.says("parcel-door.jpg").await?;
    window.choose("Preview file").await?;
    window.until("document.querySelector('[data-testid=approval-request] .will img.ready')?.naturalWidth > 0").await?;
    window.run("document.querySelector('[data-testid=approval-request] .scroll').scrollTop = 1e6").await?;
    window.until(&format!("{APPROVE}.getAttribute('aria-disabled') !== 'true'")).await?;
    window.show("approval-file").await?;
    window.choose("Approve and send").await?;
    window.choose("Open in Inbox").await?;
    let sent = "[...document.querySelectorAll('[data-testid=thread] .by-agent')]
        .some(message => ['accepted', 'sent', 'delivered', 'read'].includes(message.dataset.delivery) && message.querySelector('img.ready'))";
    window.until(sent).await
}
