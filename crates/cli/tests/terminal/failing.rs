//! What goes wrong, in words and numbers.

use std::net::TcpListener;

use tempfile::tempdir;

use crate::kdesk::{Outcome, Running, kdesk, run};

#[test]
fn every_kind_of_failure_has_its_number_its_words_and_its_code() -> Outcome {
    let home = tempdir()?;
    let cases: [(&[&str], i32, &str); 9] = [
        (&["call", "whatsapp_make_coffee", "--demo"], 2, "unknown_operation"),
        (&["call", "desk_decide", r#"{"request_id":"1","approve":true}"#, "--demo"], 2, "unknown_operation"),
        (&["call", "whatsapp_inbox", "{", "--demo"], 2, "invalid_value"),
        (&["call", "whatsapp_inbox", r#"{"color":1}"#, "--demo"], 2, "unknown_field"),
        (&["call", "whatsapp_inbox", r#"{"limit":"x"}"#, "--demo"], 2, "wrong_type"),
        (&["call", "whatsapp_get_conversation_context", r#"{"conversation_id":"none"}"#, "--demo"], 2, "not_found"),
        (&["call", "whatsapp_get_conversation_context", "--demo"], 2, "missing_field"),
        (&["call", "whatsapp_inbox"], 1, "no_project"),
        (&["serve", "--port", "0"], 1, "no_project"),
    ];
    for (words, number, code) in cases {
        let failed = run(&mut kdesk(home.path(), words))?;
        assert_eq!((failed.code, failed.out.as_str()), (Some(number), ""), "{words:?}: {failed:?}");
        assert!(failed.err.trim_end().ends_with(&format!("({code})")), "{words:?}: {failed:?}");
        assert_eq!(failed.err.lines().count(), 2, "{words:?}: what happened, what to do: {failed:?}");
    }
    let usage = run(&mut kdesk(home.path(), &["fly"]))?;
    assert_eq!(usage.code, Some(2), "{usage:?}");
    Ok(())
}

#[test]
fn a_bad_key_or_address_is_named_without_being_repeated() -> Outcome {
    let (home, other) = (tempdir()?, tempdir()?);
    let kapso = Running::start(&mut kdesk(other.path(), &["simulator", "--port", "0", "--key", "the-right-one"]))?;
    let origin = kapso.said("origin")?;
    let nobody = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let nobody = format!("http://{nobody}");
    let cases = [
        ("secret-wrong-one", origin.as_str(), 5, "key_refused"),
        ("secret with spaces", &origin, 2, "key_malformed"),
        ("secret\none", &origin, 2, "key_malformed"),
        ("secret-one", &nobody, 4, "offline"),
        ("secret-one", "https://user:secret@kapso.example", 2, "invalid_value"),
        ("secret-one", "https://kapso.example/path", 2, "invalid_value"),
        ("secret-one", "kapso.example", 2, "invalid_value"),
    ];
    for (key, address, number, code) in cases {
        let failed = run(kdesk(home.path(), &["call", "whatsapp_inbox"]).env("KAPSO_API_KEY", key).env("KAPSO_API_BASE_URL", address))?;
        assert_eq!(failed.code, Some(number), "{key:?} {address}: {failed:?}");
        assert!(failed.err.contains(&format!("({code})")), "{key:?} {address}: {failed:?}");
        assert!(!failed.err.contains("secret"), "{key:?} {address}: {failed:?}");
    }
    Ok(())
}

#[test]
fn a_place_that_cannot_be_had_is_named_and_left_alone() -> Outcome {
    let home = tempdir()?;
    let file = home.path().join("file");
    std::fs::write(&file, "mine")?;
    let failed = run(&mut kdesk(&file, &["call", "whatsapp_inbox", "--demo"]))?;
    assert_eq!(failed.code, Some(7), "{failed:?}");
    assert!(failed.err.contains("(data_directory_unwritable)"), "{failed:?}");
    assert_eq!(std::fs::read_to_string(&file)?, "mine");

    let desk = home.path().join("desk");
    let first = Running::start(&mut kdesk(&desk, &["serve", "--demo", "--port", "0"]))?;
    let second = run(&mut kdesk(&desk, &["serve", "--demo", "--port", "0"]))?;
    assert_eq!(second.code, Some(7), "{second:?}");
    assert!(second.err.contains("kdesk (process ") && second.err.contains("(data_directory_in_use)"), "{second:?}");

    let url = first.said("url")?;
    let port = url.trim_end_matches("/mcp").rsplit(':').next().ok_or("no port")?.to_owned();
    let third = run(&mut kdesk(&home.path().join("other"), &["serve", "--demo", "--port", &port]))?;
    assert_eq!((third.code, third.out.as_str()), (Some(1), ""), "{third:?}");
    assert!(third.err.contains("(port_taken)") && third.err.contains(&port), "{third:?}");
    assert!(third.err.contains("another Kapso Desk") || !cfg!(target_os = "linux"), "{third:?}");
    Ok(())
}
