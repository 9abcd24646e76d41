//! The main story: a person triages the inbox while an agent uses it, and nothing of the agent leaves unseen.

use std::time::{Duration, Instant};

use fantoccini::key::Key;
use serde_json::json;
use simulator::{Options, Sent, Simulator};
use tokio::time::sleep;

use crate::{
    asking::Asking,
    machine::Machine,
    session::Outcome,
    window::{Start, Window},
};

const REPLY: &str = "Claro, já te confirmo. Um momento!";
/// On the contact's phone.
pub(crate) const ARRIVED: &[&str] = &["delivered", "read"];
const ASKED: &str = "Confirmado: sexta às 15:30. Chegue 15 minutos antes.";

#[tokio::test(flavor = "multi_thread")]
async fn a_person_replies_in_the_demo_and_an_agent_reads_it_and_asks_to_answer() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start { arguments: &["--undo", "2"], ..Start::default() }).await?;
    window.watch_policy().await?;
    window.show("first-run").await?;
    window.explore_the_demo().await?;

    let (first, second) = (window.thread_at(0).await?, window.thread_at(1).await?);
    assert_ne!(first, second);
    window.open_thread(&second).await?;
    window.watch_deliveries(REPLY).await?;
    window.click("[data-testid=composer-input]").await?;
    window.write(REPLY).await?;
    window.show("thread").await?;
    window.choose("Send").await?;
    window.deliveries_until(&["held"]).await?;
    window.show("held").await?;
    let states = window.deliveries_until(ARRIVED).await?;
    assert_eq!(states.first().map(String::as_str), Some("held"), "{states:?}");
    let place = |any: &[&str]| states.iter().position(|seen| any.contains(&seen.as_str()));
    assert!(place(&["accepted", "sent"]).is_some_and(|left| Some(left) < place(ARRIVED)), "{states:?}");
    window.until(&format!("document.querySelector('[data-testid=conversation-row]').dataset.thread === {}", json!(second))).await?;
    window.show("delivered").await?;

    let agent = window.add_client("Claude Code").await?;
    let conversation = agent.find(&second)?;
    let read = agent.messages(&conversation["conversation_id"], REPLY)?;
    assert_eq!(read.len(), 1, "{read:?}");
    assert_eq!(read[0]["author"]["kind"], "person", "{read:?}");
    assert!(read[0]["delivery"].as_str().is_some_and(|state| ARRIVED.contains(&state)), "{read:?}");

    let selector = json!({ "conversation_id": conversation["conversation_id"] });
    let asked = agent.call("whatsapp_send_text_message", &json!({ "conversation_selector": selector, "content": ASKED }))?;
    assert_eq!(asked["status"], "pending_approval", "{asked}");
    window.says("Claude Code wants to send this").await?;
    window.until("document.querySelector('.toast') === null").await?;
    window.show("agent-waiting").await?;
    assert!(agent.messages(&conversation["conversation_id"], ASKED)?.is_empty());
    window.choose("Approvals").await?;
    window.says("Held: “Send text” is set to Ask me.").await?;
    window.show("approvals").await?;
    window.choose("Inbox").await?;

    window.watch_deliveries(ASKED).await?;
    window.click("[data-testid=pending-request] .btn-p:not([aria-disabled])").await?;
    // People of the demo answer when they like; what is late then stays here until somebody sends it all the same.
    let is_late = "[...document.querySelectorAll('button')].some(button => button.innerText.includes('Send as it is'))";
    window.until(&format!("{is_late} || window.deliveriesSeen.some(state => {}.includes(state))", json!(ARRIVED))).await?;
    if window.read(is_late).await? == json!(true) {
        window.choose("Send as it is").await?;
    }
    window.deliveries_until(ARRIVED).await?;
    window.until("document.querySelector('[data-testid=pending-request]') === null").await?;
    let bubble = format!("[...document.querySelectorAll('[data-delivery]')].filter(bubble => bubble.innerText.includes({}))", json!(ASKED));
    assert_eq!(window.read(&format!("{bubble}.length")).await?, 1);
    let under = window.text(&format!("{bubble}[0].innerText")).await?;
    assert!(under.contains("Claude Code") && under.contains("approved by you"), "{under}");
    window.show("agent-sent").await?;
    let sent = agent.messages(&conversation["conversation_id"], ASKED)?;
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert!(sent[0]["author"]["name"].as_str().is_some_and(|name| name.contains("Claude Code")), "{sent:?}");

    window.choose("Agents").await?;
    window.says("Last call").await?;
    window.show("agents").await?;
    assert_eq!(window.refused().await?, json!([]), "the page's own parts met its policy");
    assert!(!machine.log()?.contains(agent.token()), "the token is in the log");
    Ok(())
}

/// The demo's simulator is inside the app; this one can be asked what it was sent.
#[tokio::test(flavor = "multi_thread")]
async fn what_an_agent_asks_for_leaves_once_and_only_after_a_person_agreed() -> Outcome {
    let asking = Asking::start().await?;
    let (window, agent, kapso) = (&asking.window, &asking.agent, &asking.kapso);
    for content in [ASKED, "Something that nobody should read"] {
        let asked = asking.asks(content)?;
        assert_eq!(asked["status"], "pending_approval", "{asked}");
    }
    assert_eq!(kapso.control().sends()?, []);

    window.choose("Approvals").await?;
    window.until("document.querySelectorAll('[data-testid=approval-row]').length === 2").await?;
    window.choose("Approve and send").await?;
    window.until("document.querySelectorAll('[data-testid=approval-row]').length === 1").await?;
    window.says("Something that nobody should read").await?;
    window.choose("Reject").await?;
    window.show("reject").await?;
    window.choose("Wrong tone").await?;
    window.ctrl(Key::Enter).await?;
    window.until("document.querySelectorAll('[data-testid=approval-row]').length === 0").await?;

    window.choose("History").await?;
    window.says("Something that nobody should read: Wrong tone").await?;
    window.show("approvals-history").await?;
    let sends = left(kapso, 1).await?;
    assert_eq!(sends.iter().map(|sent| sent.times()).collect::<Vec<_>>(), [1], "{sends:?}");
    assert!(sends[0].raw.contains(ASKED), "{sends:?}");

    window.choose("Agents").await?;
    window.choose("Revoke").await?;
    window.show("revoke").await?;
    window.choose("Revoke token").await?;
    window.says("No client has a token").await?;
    assert!(agent.call("project_info", &json!({})).is_err(), "a revoked token opens nothing");
    Ok(())
}

pub(crate) const KEY: &str = "kapso-key-of-the-window-tests-7f3a";

/// A Kapso that takes [`KEY`], on the other side of the window; what happens in it can be looked at.
pub(crate) async fn kapso() -> Outcome<Simulator> {
    let kapso = simulator::start(Options { key: KEY.to_owned(), ..Options::default() }).await?;
    kapso.control().let_people_answer(false);
    Ok(kapso)
}

/// What has left, once at least so many messages have: what is approved or said again leaves a moment later.
pub(crate) async fn left(kapso: &Simulator, count: usize) -> Outcome<Vec<Sent>> {
    let start = Instant::now();
    loop {
        let sends = kapso.control().sends()?;
        if sends.len() >= count || start.elapsed() > Duration::from_secs(40) {
            return Ok(sends);
        }
        sleep(Duration::from_millis(50)).await;
    }
}
