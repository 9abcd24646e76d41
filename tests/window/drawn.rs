//! Drawn states that no other story passes through: the numbers, a filter that is empty, a key refused while a project is added, a
//! template that an agent asks to send; and what is judged stays in sight while a person judges it.

use fantoccini::key::Key;
use serde_json::json;

use crate::{
    acts::ROWS,
    asking::Asking,
    machine::Machine,
    session::Outcome,
    story::{KEY, kapso},
    window::{Start, Window},
};

/// The end of what an agent asked for, or of what a person makes of it, can be seen.
const IN_SIGHT: &str = "(end => end?.getBoundingClientRect().bottom <= end?.closest('.scroll').getBoundingClientRect().bottom + 1)\
    (document.querySelector('.will .end'))";

#[tokio::test(flavor = "multi_thread")]
async fn numbers_are_chosen_a_filter_runs_empty_and_a_second_project_is_refused() -> Outcome {
    let (machine, kapso) = (Machine::start()?, kapso().await?);
    let window = Window::open(&machine, Start { arguments: &["--origin", &kapso.origin()], ..Start::default() }).await?;
    window.connect_project(KEY).await?;
    window.press('g').await?;
    window.press('n').await?;
    window.until("document.querySelectorAll('.switch + * [role=option], .pop [role=option]').length > 5").await?;
    window.show("numbers").await?;
    window.pick("option", "Bloom & Birch").await?;
    window.pick("tab", "Unread").await?;
    window.until(&format!("(rows => rows.length > 0 && rows.every(row => row.classList.contains('unread') && row.innerText.includes('Bloom & Birch')))({ROWS})")).await?;
    window.press('j').await?;
    window.ctrl('a').await?;
    window.says("selected").await?;
    window.press('u').await?;
    window.says("Everything is read").await?;
    window.show("inbox-empty").await?;

    window.choose("Settings").await?;
    window.choose("Add project").await?;
    window.until("document.querySelector('dialog[open] input[type=password]') !== null").await?;
    window.click("dialog[open] input[type=password]").await?;
    window.write("kapso-key-of-somebody-else-1c9").await?;
    window.press(Key::Enter).await?;
    window.says("Kapso did not accept this key").await?;
    window.show("add-refused").await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_judged_stays_in_sight_while_a_reason_is_given_and_other_words_are_found() -> Outcome {
    let asking = Asking::start().await?;
    let (window, agent) = (&asking.window, &asking.agent);
    let numbers = agent.call("whatsapp_configs_overview", &json!({ "response_format": "detailed" }))?;
    let fletes = numbers["configs"].as_array().and_then(|all| all.iter().find(|one| one["name"] == "Fletes del Norte")).cloned();
    let template = json!({
        "conversation_selector": { "phone_number": "+52 81 5550 0999" }, "whatsapp_config_id": fletes.unwrap_or_default()["whatsapp_config_id"],
        "template_name": "entrega_realizada", "header": { "image_url": "https://fletes.example/a.jpg" },
        "parameters": [{ "value": "MTY-0417" }, { "value": "Norma" }],
    });
    assert_eq!(agent.call("whatsapp_send_template", &template)?["status"], "pending_approval");
    window.press(Key::Escape).await?;
    window.choose("Approvals").await?;
    window.until("document.querySelector('.will .tplhead') !== null").await?;
    window.says("Codex wants to send a template to +52 81 5550 0999").await?;
    window.until("document.querySelector('.det-side .kv').innerText.includes('Fletes del Norte')").await?;
    window.until("document.querySelector('.toast') === null").await?;
    window.show("approval-template").await?;

    assert_eq!(asking.asks("It costs 100")?["status"], "pending_approval");
    window.pick("option", "It costs 100").await?;
    window.until(&format!("document.querySelector('.will .bub')?.innerText.includes('It costs 100') && {IN_SIGHT}")).await?;
    window.choose("Reject").await?;
    window.until(&format!("document.activeElement.matches('.rej input') && {IN_SIGHT}")).await?;
    window.show("reject-in-sight").await?;
    window.press(Key::Escape).await?;
    window.choose("Edit").await?;
    window.until("document.activeElement?.value === 'It costs 100'").await?;
    window.ctrl('a').await?;
    window.write("It costs 120, delivery included").await?;
    window.until(&format!("document.querySelector('.will ins') !== null && {IN_SIGHT}")).await
}
