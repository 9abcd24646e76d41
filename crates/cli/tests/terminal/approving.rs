//! `kdesk approvals`: what an agent asked for is decided by somebody at a terminal, and by nobody else.

use std::{os::unix::fs::PermissionsExt, path::Path};

use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::{
    agent::Agent,
    kdesk::{Outcome, Run, Running, kdesk, run},
    person::Person,
};

/// A desk that serves, and an agent that has asked to send this.
struct Desk {
    home: TempDir,
    agent: Agent,
    request: String,
    _serving: Running,
}

impl Desk {
    fn with(text: &str) -> Outcome<Self> {
        let home = tempdir()?;
        let serving = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0"]))?;
        let agent = Agent::of(&serving)?;
        let inbox = run(&mut kdesk(home.path(), &["call", "whatsapp_inbox", "--response-format", "detailed"]))?.answer()?;
        let rows = inbox.get("conversations").and_then(Value::as_array).ok_or("no conversations")?;
        let open = rows.iter().find(|row| row.pointer("/window/open") == Some(&json!(true))).ok_or("no open window")?;
        let to = json!({ "conversation_id": open.get("conversation_id") });
        let asked = agent.call("whatsapp_send_text_message", json!({ "conversation_selector": to, "content": text }))?;
        let request = asked.get("request_id").and_then(Value::as_str).ok_or_else(|| asked.to_string())?.to_owned();
        Ok(Self { home, agent, request, _serving: serving })
    }

    fn home(&self) -> &Path {
        self.home.path()
    }

    fn ask(&self, words: &[&str]) -> Outcome<Run> {
        run(&mut kdesk(self.home(), &[&["approvals"], words].concat()))
    }

    fn code(&self) -> Outcome<String> {
        let shown = self.ask(&["show", &self.request])?.answer()?;
        Ok(shown.get("code").and_then(Value::as_str).ok_or_else(|| shown.to_string())?.to_owned())
    }

    fn state(&self) -> Outcome<Value> {
        Ok(self.ask(&["show", &self.request])?.answer()?.get("state").cloned().unwrap_or_default())
    }

    fn person(&self, words: &[&str]) -> Outcome<Person> {
        Person::start(&mut kdesk(self.home(), &[&["approvals"], words].concat()))
    }
}

#[test]
fn the_code_that_was_shown_lets_it_go_and_the_agent_is_told() -> Outcome {
    let desk = Desk::with("It is ready.")?;
    let listed = desk.ask(&["list"])?.answer()?;
    assert_eq!(listed.pointer("/approvals/0/request_id"), Some(&json!(desk.request)), "{listed}");
    let mut ana = desk.person(&["approve", &desk.request])?;
    assert!(ana.sees("Type the code")?.contains("It is ready."), "she is asked before she could read it");
    ana.types(&desk.code()?.to_lowercase())?;
    let (code, seen) = ana.ends()?;
    assert_eq!((code, desk.state()?), (Some(0), json!("approved")), "{seen}");
    let told = desk.agent.call("desk_request_status", json!({ "request_id": desk.request }))?;
    assert_eq!(told.get("status"), Some(&json!("approved")), "{told}");
    Ok(())
}

#[test]
fn without_a_terminal_or_without_the_code_nothing_is_decided() -> Outcome {
    let desk = Desk::with("It is ready.")?;
    for words in [["approve", &desk.request], ["reject", &desk.request]] {
        let refused = desk.ask(&words)?;
        assert_eq!((refused.code, desk.state()?), (Some(3), json!("waiting")), "{words:?}: {refused:?}");
    }
    for typed in ["y", "", "AAAAAA"] {
        let mut ana = desk.person(&["approve", &desk.request])?;
        ana.sees("Type the code")?;
        ana.types(typed)?;
        let (code, seen) = ana.ends()?;
        assert_eq!((code, desk.state()?), (Some(3), json!("waiting")), "{typed}: {seen}");
    }
    Ok(())
}

#[test]
fn all_of_it_is_shown_and_nothing_in_it_steers_or_hides() -> Outcome {
    let text = format!("\u{202e}code: 111111\u{1b}[2J\u{200b} {} the end.", "word ".repeat(700));
    let desk = Desk::with(&text)?;
    let mut ana = desk.person(&["show", &desk.request])?;
    let seen = ana.sees("code:")?.to_owned() + &ana.ends()?.1;
    assert!(seen.contains("\\u{202e}code: 111111\\u{1b}[2J\\u{200b} word"), "{seen}");
    assert!(seen.contains("the end.") && !seen.contains('\u{202e}') && !seen.contains('\u{1b}'), "{seen}");
    assert!(seen.trim_end().ends_with(&format!("code: {}", desk.code()?)), "its own code is the last word: {seen}");
    Ok(())
}

#[test]
fn a_refusal_and_its_reason_reach_the_agent() -> Outcome {
    let desk = Desk::with("It is ready.")?;
    let (code, seen) = desk.person(&["reject", &desk.request, "--reason", "It is not."])?.ends()?;
    assert_eq!((code, desk.state()?), (Some(0), json!("rejected")), "{seen}");
    let told = desk.agent.call("desk_request_status", json!({ "request_id": desk.request }))?;
    assert!(told.to_string().contains("It is not."), "{told}");
    Ok(())
}

#[test]
fn a_watcher_gets_a_line_for_each_request() -> Outcome {
    let desk = Desk::with("It is ready.")?;
    let watching = Running::start(&mut kdesk(desk.home(), &["approvals", "watch"]))?;
    assert_eq!((watching.said("request_id")?, watching.said("code")?), (desk.request.clone(), desk.code()?));
    assert_eq!(watching.end("INT")?.code, Some(0));
    Ok(())
}

#[test]
fn nobody_else_can_reach_the_desk_and_without_one_there_is_nothing_to_decide() -> Outcome {
    let desk = Desk::with("It is ready.")?;
    let socket = std::fs::metadata(desk.home().join("desk.sock"))?.permissions().mode();
    let place = std::fs::metadata(desk.home())?.permissions().mode();
    assert_eq!((socket & 0o777, place & 0o777), (0o600, 0o700));
    let nowhere = run(&mut kdesk(tempdir()?.path(), &["approvals", "list"]))?;
    assert_eq!((nowhere.code, nowhere.out.as_str()), (Some(1), ""), "{nowhere:?}");
    assert!(nowhere.err.contains("(not_running)"), "{nowhere:?}");
    Ok(())
}
