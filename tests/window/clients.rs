//! Programs that are agents, from the click that adds one to the click that shows it the door.

use fantoccini::key::Key;
use serde_json::json;

use crate::{
    machine::Machine,
    session::Outcome,
    window::{Start, Window},
};

/// The file of somebody who uses Cursor, with an order, a remark and a server of its own.
const BEFORE: &str = "{\n  // ours\n  \"mcpServers\": {\n    \"zebra\": { \"command\": \"zebra\", \"args\": [] }\n  }\n}\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_program_is_added_by_a_click_repaired_by_another_and_a_third_leaves_its_file_as_it_was() -> Outcome {
    let machine = Machine::start()?;
    let folder = machine.data_dir().with_file_name(".cursor");
    let file = folder.join("mcp.json");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(&file, BEFORE)?;
    let window = Window::open(&machine, Start { arguments: &["--demo"], ..Start::default() }).await?;
    window.inbox_is_read().await?;

    window.choose("Agents").await?;
    window.until(&is("found")).await?;
    window.show("agents-found").await?;
    window.choose("Add to Cursor").await?;
    window.until(&is("added")).await?;
    window.says("Cursor was added").await?;
    let added = std::fs::read_to_string(&file)?;
    assert!(added.contains("// ours") && added.contains("\"zebra\""), "{added}");
    assert!(added.contains("kapso"), "{added}");
    window.show("agents-added").await?;

    std::fs::write(&file, added.replace("/kdesk\"", "/kdesk-of-old\""))?;
    window.choose("Look again").await?;
    window.until(&is("needs_repair")).await?;
    window.show("agents-repair").await?;
    window.choose("Repair").await?;
    window.until(&is("added")).await?;
    assert_eq!(std::fs::read_to_string(&file)?, added);

    window.choose("Disconnect").await?;
    window.until(&is("found")).await?;
    assert_eq!(std::fs::read_to_string(&file)?, BEFORE);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_is_seen_live_shown_the_door_and_found_in_the_log() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start { arguments: &["--demo"], ..Start::default() }).await?;
    window.inbox_is_read().await?;
    window.open_thread(&window.thread_at(0).await?).await?;
    let (codex, goose) = (window.add_client("Codex").await?, window.add_client("Goose").await?);
    codex.call("whatsapp_inbox", &json!({ "limit": 1 }))?;
    goose.call("project_info", &json!({}))?;

    window.press(Key::Escape).await?;
    window.choose("Agents").await?;
    let live = |name: &str| {
        format!("[...document.querySelectorAll('[data-testid=session]')].filter(row => row.innerText.includes('{name}')).length")
    };
    window.until(&format!("{} === 1 && {} === 1", live("Codex"), live("Goose"))).await?;
    window.show("agents-live").await?;
    window.click("[data-testid=session] button[aria-label*='Codex']").await?;
    window.until(&format!("{} === 0", live("Codex"))).await?;
    assert_eq!(window.read(&live("Goose")).await?, json!(1), "another one was disconnected");
    codex.call("whatsapp_inbox", &json!({ "limit": 1 }))?; // it still has its token

    window.pick("tab", "Activity").await?;
    let callers = "[...new Set([...document.querySelectorAll('[data-testid=call] .agent')].map(cell => cell.innerText))].sort().join()";
    window.until(&format!("{callers} === 'Codex,Goose'")).await?;
    window.select("Client", "Codex").await?;
    window.until(&format!("{callers} === 'Codex'")).await?;
    window.select("Result", "Refused").await?;
    window.until("document.querySelectorAll('[data-testid=call]').length === 0").await
}

/// Cursor's row says this of it.
fn is(state: &str) -> String {
    format!(
        "[...document.querySelectorAll('[data-testid=agent-row]')].find(row => row.innerText.includes('Cursor'))?.dataset.state === '{state}'"
    )
}
