//! Operations asked with flags, as a person types them.

use serde_json::{Value, json};
use tempfile::tempdir;

use crate::kdesk::{Outcome, Running, kdesk, run};

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn names(answer: &Value, list: &str, name: &str) -> Vec<String> {
    let rows = answer.get(list).and_then(Value::as_array);
    rows.into_iter().flatten().map(|row| text(row, name).to_owned()).collect()
}

#[test]
fn flags_say_what_json_says() -> Outcome {
    let home = tempdir()?;
    let serving = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0"]))?;
    let ask = |words: &[&str]| run(&mut kdesk(home.path(), &[&["call"], words].concat()))?.answer();

    let flags = ask(&["whatsapp_inbox", "--limit", "3", "--status=active", "--response-format", "detailed"])?;
    let whole = ask(&["whatsapp_inbox", r#"{"limit":3,"status":"active","response_format":"detailed"}"#])?;
    let ids = names(&flags, "conversations", "/conversation_id");
    assert_eq!((ids.len(), &ids), (3, &names(&whole, "conversations", "/conversation_id")));
    let both = ask(&["whatsapp_inbox", "--limit", "2", r#"{"limit":3,"response_format":"detailed"}"#])?;
    assert_eq!(names(&both, "conversations", "/conversation_id").len(), 2, "a flag goes before what the JSON says");

    let [first, second, ..] = ids.as_slice() else { return Err("no conversations".into()) };
    let read = ask(&["whatsapp_get_conversation_context", "--conversation-ids", first, "--conversation-ids", second, "--message-limit=1"])?;
    assert_eq!(names(&read, "conversations", "/conversation/conversation_id"), ids.get(..2).unwrap_or_default(), "{read}");
    let all = ask(&["whatsapp_templates", "--include-unapproved", "--limit", "100"])?;
    let approved = ask(&["whatsapp_templates", "--include-unapproved=false", "--limit", "100"])?;
    let count = |answer: &Value| names(answer, "templates", "/name").len();
    assert!(count(&all) > count(&approved) && count(&approved) > 0, "{all}");
    drop(serving);
    Ok(())
}

#[test]
fn nested_and_repeated_flags_and_files_fill_a_template() -> Outcome {
    let home = tempdir()?;
    let call = |words: &[&str]| run(&mut kdesk(home.path(), &[&["call", "--demo", "--yes"], words].concat()));
    let configs = call(&["whatsapp_configs_overview", "--response-format", "detailed"])?.answer()?;
    let clinic = configs.get("configs").and_then(Value::as_array).into_iter().flatten();
    let clinic = clinic.map(|config| text(config, "/whatsapp_config_id")).collect::<Vec<_>>();
    let of_file = home.path().join("values.json");
    std::fs::write(&of_file, json!([{"value": "a Dra. Paula"}, {"value": "sexta"}, {"value": "09:00"}]).to_string())?;
    let of_file = format!("@{}", of_file.display());
    let mut sent = Vec::new();
    for config in clinic {
        let words = [
            &["whatsapp_send_template", "--conversation-selector.phone-number", "+55 11 5550-0999", "--whatsapp-config-id", config][..],
            &["--template-name", "lembrete_consulta", "--parameters", r#"{"value":"Lara"}"#, "--parameters", &of_file],
        ]
        .concat();
        sent.push(call(&words)?);
    }
    let sent: Vec<_> = sent.iter().filter(|sent| sent.code == Some(0)).collect();
    let [sent] = sent.as_slice() else { return Err(format!("one number has that template: {sent:?}").into()) };
    let values = sent.answer()?.pointer("/message/template/values").cloned();
    assert_eq!(values, Some(json!(["Lara", "a Dra. Paula", "sexta", "09:00"])));
    Ok(())
}

#[test]
fn every_operation_lists_its_flags_with_their_limits() -> Outcome {
    let home = tempdir()?;
    for entry in desk::operations::OPERATIONS {
        let help = run(&mut kdesk(home.path(), &["call", entry.name(), "--help"]))?;
        assert_eq!((help.code, help.err.as_str()), (Some(0), ""), "{help:?}");
        let fields = entry.input().schema().get("properties").and_then(Value::as_object).ok_or("no fields")?;
        for field in fields.keys() {
            assert!(help.out.contains(&format!("--{}", field.replace('_', "-"))), "{} {field}: {}", entry.name(), help.out);
        }
    }
    let help = run(&mut kdesk(home.path(), &["call", "whatsapp_inbox", "--help"]))?.out;
    for words in ["--limit <NUMBER>", "1 to 50", "active, ended", "concise when absent", "It reads only.", "--json"] {
        assert!(help.contains(words), "{words}: {help}");
    }
    let help = run(&mut kdesk(home.path(), &["call", "whatsapp_send_text_message", "--help"]))?.out;
    for words in ["--content <TEXT>", "needed; at most 4096 characters", "--conversation-selector.phone-number", "you are asked first"] {
        assert!(help.contains(words), "{words}: {help}");
    }
    let listed = run(&mut kdesk(home.path(), &["call", "--help"]))?.out;
    assert!(desk::operations::OPERATIONS.iter().all(|entry| listed.contains(entry.name())), "{listed}");
    Ok(())
}

#[test]
fn what_cannot_be_understood_is_said_and_nothing_typed_steers_the_terminal() -> Outcome {
    let home = tempdir()?;
    let cases: [(&[&str], i32, &str); 14] = [
        (&["whatsapp_inbox", "--limit", "many"], 2, "(wrong_type)"),
        (&["whatsapp_inbox", "--limit", "99"], 2, "`--limit`"),
        (&["whatsapp_inbox", r#"{"limit": 99}"#], 2, "`limit`"),
        (&["whatsapp_get_contact_context", "--identifier", "x", "--response-format", "all"], 2, "`--response-format`"),
        (&["whatsapp_inbox", "--status", "\u{1b}[31mred"], 2, "`active`, `ended`"),
        (&["whatsapp_inbox", "--limti", "5"], 2, "--limit"),
        (&["whatsapp_inbox", "--limit"], 2, "--limit <NUMBER>"),
        (&["whatsapp_inbox", "--limit", "1", "--limit", "2"], 2, "multiple times"),
        (&["whatsapp_templates", "--include-unapproved=perhaps"], 2, "true or false"),
        (&["whatsapp_inbox", "@/nowhere/\u{1b}[2Jinput.json"], 2, "(not_found)"),
        (&["whatsapp_send_template", "--parameters", "{\u{1b}"], 2, "--parameters is not JSON"),
        (&["whatsapp_send_text_message", "--content", "Hi", "--yes"], 2, "(missing_field)"),
        (&["whatsapp_inbox\u{1b}[31m"], 2, "(unknown_operation)"),
        (&["whatsapp_inbox", "--\u{1b}[31mfly"], 2, "unexpected argument"),
    ];
    for (words, code, said) in cases {
        let failed = run(&mut kdesk(home.path(), &[&["call"], words].concat()))?;
        assert_eq!((failed.code, failed.out.as_str()), (Some(code), ""), "{words:?}: {failed:?}");
        assert!(failed.err.contains(said) && !failed.err.contains('\u{1b}'), "{words:?}: {failed:?}");
    }
    Ok(())
}

/// `script` gives it a terminal, as far as it can tell.
#[cfg(target_os = "linux")]
#[test]
fn at_a_terminal_the_answer_is_an_outline_and_json_only_when_it_is_asked_for() -> Outcome {
    use std::process::{Command, Stdio};

    let home = tempdir()?;
    let serving = Running::start(&mut kdesk(home.path(), &["serve", "--demo", "--port", "0"]))?;
    let screen = |words: &str| -> Outcome<String> {
        let typed = format!("{} call {words} --data-dir {}", env!("CARGO_BIN_EXE_kdesk"), home.path().display());
        let mut script = Command::new("script");
        script.args(["--quiet", "--return", "--command", &typed, "/dev/null"]).stdin(Stdio::null());
        Ok(String::from_utf8(script.output()?.stdout)?.replace('\r', ""))
    };
    let outline = screen("whatsapp_inbox --limit 1")?;
    assert!(outline.starts_with("conversations:\n  - ") && outline.contains("\n    window:\n      open: "), "{outline}");
    let line = screen("whatsapp_inbox --limit 1 --json")?;
    assert_eq!(serde_json::from_str::<Value>(&line)?.get("conversations").and_then(Value::as_array).map(Vec::len), Some(1));

    let note = json!({"identifier": "+55 11 5550-0188", "note": "\u{1b}]0;owned\u{7}Rings back"}).to_string();
    run(&mut kdesk(home.path(), &["call", "whatsapp_contact_add_note", &note]))?.answer()?;
    let outline = screen("whatsapp_get_contact_context --identifier +5511955500188")?
        + &screen("whatsapp_get_contact_context --identifier +551155500188")?;
    assert!(outline.contains("\\u{1b}]0;owned\\u{7}Rings back") && !outline.contains('\u{1b}'), "{outline}");
    drop(serving);
    Ok(())
}
