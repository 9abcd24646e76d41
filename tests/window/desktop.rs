//! What makes it an app and not a web page: no reload and no page's menu, spelling, files by handles, a switch for the endpoint.

use std::{net::TcpStream, time::Duration};

use serde_json::{Value, json};

use crate::{
    machine::Machine,
    session::Outcome,
    window::{Start, Window},
};

async fn demo(machine: &Machine) -> Outcome<Window> {
    let window = Window::open(machine, Start { arguments: &["--demo"], ..Start::default() }).await?;
    window.inbox_is_read().await?;
    Ok(window)
}

/// What the program answers to a command of the page, or the code of its refusal.
async fn asks(window: &Window, command: &str, input: Value) -> Outcome<Value> {
    let script = format!("__TAURI_INTERNALS__.invoke({}, {input}).then(done, (why) => done(why.code ?? String(why)))", json!(command));
    window.ask(&script).await
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_web_page_is_left_in_the_window() -> Outcome {
    let machine = Machine::start()?;
    let window = demo(&machine).await?;
    let prevented = "(target, kind, made) => !target.dispatchEvent(new kind(made.type, { ...made, bubbles: true, cancelable: true }))";
    for (key, code, keys) in [
        ("F5", "F5", "{}"),
        ("F3", "F3", "{}"),
        ("F7", "F7", "{}"),
        ("g", "KeyG", "{ ctrlKey: true }"),
        ("r", "KeyR", "{ ctrlKey: true }"),
        ("p", "KeyP", "{ ctrlKey: true }"),
        ("к", "KeyR", "{ metaKey: true }"),
    ] {
        let tried = format!(
            "({prevented})(document.body, KeyboardEvent, {{ type: 'keydown', key: {}, code: {}, ...{keys} }})",
            json!(key),
            json!(code)
        );
        assert_eq!(window.read(&tried).await?, true, "{key} {keys}");
    }
    let menu = |target: &str| format!("({prevented})({target}, MouseEvent, {{ type: 'contextmenu' }})");
    assert_eq!(window.read(&menu("document.body")).await?, true, "the page's own menu opens");
    let field = "document.body.appendChild(Object.assign(document.createElement('textarea'), { id: 'tried' }))";
    assert_eq!(window.read(&menu(field)).await?, false, "a text field has its menu: cut, copy, paste, spelling");
    window.read("document.getElementById('tried').remove()").await?;
    window.read("void (window.stayed = true)").await?;
    window.press('\u{E035}').await?;
    window.ctrl('r').await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(window.read("window.stayed === true").await?, true, "the page was loaded again");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn spelling_is_checked_in_the_language_of_the_window_and_of_the_system() -> Outcome {
    let machine = Machine::start()?;
    let start = Start { arguments: &["--demo"], environment: &[("LC_ALL", "en_US.UTF-8")], ..Start::default() };
    let window = Window::open(&machine, start).await?;
    assert!(machine.log()?.contains("spelling is checked is_on=true languages=en_US"), "{}", machine.log()?);
    asks(&window, "desk_change_settings", json!({ "language": "es" })).await?;
    for _ in 0..400 {
        if machine.log()?.contains("is_on=true languages=es_ES en_US") {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(format!("the language of the window is not checked\n{}", machine.log()?).into())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_sends_and_shows_only_files_that_a_person_chose() -> Outcome {
    let machine = Machine::start()?;
    let window = demo(&machine).await?;
    let thread = window.thread_at(1).await?;
    let secret = machine.data_dir().join("secret.txt");
    std::fs::write(&secret, "not for customers")?;
    let foreign = json!({ "thread_id": thread, "text": "", "files": [secret] });
    assert_eq!(asks(&window, "desk_keep_draft", foreign).await?, "not_allowed");
    // A picture of one point, as a page pastes it.
    let point = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let pasted = asks(&window, "window_paste_file", json!({ "filename": "../point.png", "base64": point })).await?;
    let handle = pasted["handle"].as_str().ok_or_else(|| pasted.to_string())?;
    assert_eq!((&pasted["kind"], &pasted["mime_type"]), (&json!("image"), &json!("image/png")), "{pasted}");
    assert!(!pasted.to_string().contains(&machine.data_dir().display().to_string()), "{pasted}");
    let kept = asks(&window, "desk_keep_draft", json!({ "thread_id": thread, "text": "", "files": [handle] })).await?;
    assert_eq!(kept["draft"]["files"][0]["path"], handle, "{kept}");
    let source = |handle: &str| format!("`kapso-media://localhost/${{encodeURIComponent({})}}`", json!(handle));
    let shown = |handle: &str| {
        let load = "const image = new Image(); image.onload = () => done(image.naturalWidth); image.onerror = () => done('refused')";
        format!("{load}; image.src = {}", source(handle))
    };
    assert_eq!(window.ask(&shown(handle)).await?, 1);
    assert!(!machine.data_dir().join("pasted").exists(), "what is pasted lies in the encrypted store");
    assert_eq!(window.ask(&shown("file:0000000000000000/point.png")).await?, "refused");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_endpoint_is_switched_off_and_on_and_stays_off_over_a_restart() -> Outcome {
    let machine = Machine::start()?;
    let window = demo(&machine).await?;
    let state = asks(&window, "desk_state", json!({})).await?;
    let port = u16::try_from(state["endpoint"]["port"].as_u64().ok_or_else(|| state.to_string())?)?;
    let answers = || TcpStream::connect(("127.0.0.1", port)).is_ok();
    assert!(answers());
    let off = asks(&window, "desk_switch_endpoint", json!({ "on": false })).await?;
    assert_eq!((&off["endpoint"]["on"], off["endpoint"].get("url"), answers()), (&json!(false), None, false), "{off}");
    let taken = std::net::TcpListener::bind(("127.0.0.1", 0))?;
    let other = taken.local_addr()?.port();
    let moved = asks(&window, "desk_switch_endpoint", json!({ "on": true, "port": other })).await?;
    assert_eq!((&moved["endpoint"]["on"], &moved["endpoint"]["problem"]["code"]), (&json!(true), &json!("port_taken")), "{moved}");
    let back = asks(&window, "desk_switch_endpoint", json!({ "on": true, "port": port })).await?;
    assert_eq!((&back["endpoint"]["port"], back["endpoint"].get("problem"), answers()), (&json!(port), None, true), "{back}");
    asks(&window, "desk_switch_endpoint", json!({ "on": false })).await?;
    drop(window);
    let window = demo(&machine).await?;
    let kept = asks(&window, "desk_state", json!({})).await?;
    assert_eq!((&kept["endpoint"]["on"], kept["endpoint"].get("url")), (&json!(false), None), "{kept}");
    Ok(())
}
