//! `kdesk call`.

use std::{io::Write, process::Stdio};

use serde_json::{Value, json};
use tempfile::tempdir;

use crate::kdesk::{Outcome, Running, kdesk, run};

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// Somebody to whom a text can be sent now.
fn somebody(inbox: &Value) -> Outcome<String> {
    let rows = inbox.get("conversations").and_then(Value::as_array).ok_or("no conversations")?;
    let open = rows.iter().find(|row| row.pointer("/window/open") == Some(&json!(true))).ok_or("no open window")?;
    Ok(text(open, "/conversation_id").to_owned())
}

fn texts(conversation: &Value) -> Vec<String> {
    let messages = conversation.pointer("/conversations/0/messages").and_then(Value::as_array);
    messages.into_iter().flatten().map(|message| text(message, "/text").to_owned()).collect()
}

#[test]
fn one_call_opens_the_demo_reads_it_and_lets_it_go() -> Outcome {
    let home = tempdir()?;
    for _ in 0..2 {
        let inbox = run(&mut kdesk(home.path(), &["call", "whatsapp_inbox", "--demo"]))?.answer()?;
        assert!(inbox.get("total_count").and_then(Value::as_u64) > Some(0), "{inbox}");
        let project = run(&mut kdesk(home.path(), &["call", "project_info", "--demo"]))?.answer()?;
        assert_eq!(text(&project, "/sync/phase"), "following", "{project}");
    }
    Ok(())
}

#[test]
fn what_was_said_is_found_at_a_terminal() -> Outcome {
    let home = tempdir()?;
    let input = json!({ "query": "الطلب", "kind": "audio" }).to_string();
    let found = run(&mut kdesk(home.path(), &["call", "whatsapp_search_messages", &input, "--demo"]))?.answer()?;
    assert_eq!(text(&found, "/hits/0/found_in"), "transcript", "{found}");
    Ok(())
}

#[test]
fn a_conversation_is_found_at_a_terminal() -> Outcome {
    let home = tempdir()?;
    let input = json!({ "query": "mariana", "include_messages": true }).to_string();
    let found = run(&mut kdesk(home.path(), &["call", "whatsapp_search_conversations", &input, "--demo"]))?.answer()?;
    assert_eq!(text(&found, "/hits/0/conversation/contact_name"), "Mariana Souza", "{found}");
    assert!(!text(&found, "/hits/0/messages/0/message_id").is_empty(), "with messages it is detailed: {found}");
    Ok(())
}

#[test]
fn a_desk_that_runs_is_asked_instead_of_opened() -> Outcome {
    let home = tempdir()?;
    let serving = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0"]))?;
    let inbox = run(&mut kdesk(home.path(), &["call", "whatsapp_inbox", r#"{"response_format":"detailed"}"#]))?.answer()?;
    let somebody = somebody(&inbox)?;

    let send = json!({"conversation_selector": {"conversation_id": somebody}, "content": "Written at a terminal"});
    let sent = run(&mut kdesk(home.path(), &["call", "whatsapp_send_text_message", &send.to_string(), "--yes"]))?.answer()?;
    assert_eq!(text(&sent, "/message/delivery"), "held", "the desk's undo window does not hold it: {sent}");

    let read = json!({"conversation_id": somebody}).to_string();
    let mut asked =
        kdesk(home.path(), &["call", "whatsapp_get_conversation_context", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    asked.stdin.take().ok_or("no input")?.write_all(read.as_bytes())?;
    let read: Value = serde_json::from_slice(&asked.wait_with_output()?.stdout)?;
    assert!(texts(&read).contains(&"Written at a terminal".to_owned()), "{read}");

    let refused = run(&mut kdesk(home.path(), &["call", "whatsapp_inbox", r#"{"cursor":"a","page":2}"#]))?;
    assert_eq!(refused.code, Some(2), "{refused:?}");
    assert!(refused.err.contains("exclude each other") && refused.err.contains("(contradiction)"), "{refused:?}");
    drop(serving);
    Ok(())
}

#[test]
fn without_a_terminal_nothing_is_sent_unless_it_is_meant() -> Outcome {
    let home = tempdir()?;
    let serving = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0"]))?;
    let inbox = run(&mut kdesk(home.path(), &["call", "whatsapp_inbox", r#"{"response_format":"detailed"}"#]))?.answer()?;
    let somebody = somebody(&inbox)?;
    let send = json!({"conversation_selector": {"conversation_id": somebody}, "content": "Not meant"}).to_string();
    let refused = run(&mut kdesk(home.path(), &["call", "whatsapp_send_text_message", &send]))?;
    assert_eq!((refused.code, refused.out.as_str()), (Some(3), ""), "{refused:?}");
    assert!(refused.err.contains("Nothing was done") && refused.err.contains("--yes"), "{refused:?}");

    let nonsense = run(&mut kdesk(home.path(), &["call", "whatsapp_send_text_message", r#"{"content":"x"}"#]))?;
    assert_eq!(nonsense.code, Some(2), "nobody should be asked about nonsense: {nonsense:?}");

    let read = json!({"conversation_id": somebody}).to_string();
    let read = run(&mut kdesk(home.path(), &["call", "whatsapp_get_conversation_context", &read]))?.answer()?;
    assert!(!texts(&read).contains(&"Not meant".to_owned()), "{read}");
    drop(serving);
    Ok(())
}

/// `script` gives it a terminal, as far as it can tell.
#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_a_person_is_asked_and_only_yes_sends() -> Outcome {
    use std::process::Command;

    let home = tempdir()?;
    let serving = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0"]))?;
    let inbox = run(&mut kdesk(home.path(), &["call", "whatsapp_inbox", r#"{"response_format":"detailed"}"#]))?.answer()?;
    let somebody = somebody(&inbox)?;
    for (said, content, code) in [("n\n", "No", 3), ("\n", "Neither", 3), ("y\n", "Yes", 0)] {
        let send = json!({"conversation_selector": {"conversation_id": somebody}, "content": content});
        let typed =
            format!("{} call whatsapp_send_text_message '{send}' --data-dir {}", env!("CARGO_BIN_EXE_kdesk"), home.path().display());
        let mut script = Command::new("script");
        script.args(["--quiet", "--return", "--command", &typed, "/dev/null"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut terminal = script.spawn()?;
        terminal.stdin.take().ok_or("no keyboard")?.write_all(said.as_bytes())?;
        let seen = terminal.wait_with_output()?;
        let screen = String::from_utf8_lossy(&seen.stdout);
        assert_eq!(seen.status.code(), Some(code), "{said:?}: {screen}");
        assert!(screen.contains(&format!("content: \"{content}\"")) && screen.contains("Send it? [y/N]"), "{said:?}: {screen}");
    }
    let read = json!({"conversation_id": somebody}).to_string();
    let read = texts(&run(&mut kdesk(home.path(), &["call", "whatsapp_get_conversation_context", &read]))?.answer()?);
    let sent: Vec<&str> = read.iter().map(String::as_str).filter(|text| ["No", "Neither", "Yes"].contains(text)).collect();
    assert_eq!(sent, ["Yes"]);
    drop(serving);
    Ok(())
}

#[test]
fn a_key_of_this_run_opens_its_project_and_stays_nowhere() -> Outcome {
    let (home, other) = (tempdir()?, tempdir()?);
    let kapso = Running::start(&mut kdesk(other.path(), &["simulator", "--port", "0", "--key", "kapso-key-of-this-test"]))?;
    let with_key = |words: &[&str]| {
        let mut command = kdesk(home.path(), words);
        command.env("KAPSO_API_KEY", "kapso-key-of-this-test").env("KAPSO_API_BASE_URL", kapso.said("origin")?);
        run(&mut command)?.answer()
    };
    let project = with_key(&["call", "project_info"])?;
    assert_eq!(project.get("demo"), Some(&json!(false)), "{project}");
    assert!(project.get("messages").and_then(Value::as_u64) > Some(0), "{project}");

    let inbox = with_key(&["call", "whatsapp_inbox", r#"{"response_format":"detailed"}"#])?;
    let somebody = somebody(&inbox)?;
    let send = json!({"conversation_selector": {"conversation_id": somebody}, "content": "It left before the program ended"});
    with_key(&["call", "whatsapp_send_text_message", &send.to_string(), "--yes"])?;
    let read = with_key(&["call", "whatsapp_get_conversation_context", &json!({"conversation_id": somebody}).to_string()])?;
    assert!(texts(&read).contains(&"It left before the program ended".to_owned()), "Kapso never got it: {read}");

    let mut folders = vec![home.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            match entry.file_type()? {
                kind if kind.is_dir() => folders.push(entry.path()),
                kind if kind.is_file() => {
                    let bytes = std::fs::read(entry.path())?;
                    let found = bytes.windows(22).any(|part| part == b"kapso-key-of-this-test");
                    assert!(!found, "the key stands in {}", entry.path().display());
                }
                _ => {}
            }
        }
    }
    Ok(())
}

#[test]
fn the_audit_is_looked_at_and_a_request_that_nobody_made_is_not_found() -> Outcome {
    let home = tempdir()?;
    let serving = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0"]))?;
    run(&mut kdesk(home.path(), &["call", "whatsapp_inbox"]))?.answer()?;
    let verdict = run(&mut kdesk(home.path(), &["audit", "verify"]))?.answer()?;
    assert_eq!(verdict.get("intact"), Some(&json!(true)), "{verdict}");
    let refused = run(&mut kdesk(home.path(), &["call", "desk_request_status", "--request-id", "7"]))?;
    assert_eq!(refused.code, Some(2), "{refused:?}");
    drop(serving);
    Ok(())
}
