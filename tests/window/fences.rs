//! What the page cannot do, whatever is written in it.

use std::{
    net::TcpListener,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    machine::Machine,
    session::Outcome,
    window::{Start, Window},
};

#[tokio::test(flavor = "multi_thread")]
async fn commands_that_are_not_granted_are_refused() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start { arguments: &["--demo"], ..Start::default() }).await?;
    let granted = window.ask("__TAURI_INTERNALS__.invoke('desk_state', {}).then((state) => done(state.platform), done)").await?;
    assert_eq!(granted, "linux");
    for command in [
        "plugin:shell|execute",
        "plugin:opener|open_url",
        "plugin:opener|open_path",
        "plugin:clipboard-manager|read_text",
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:event|emit",
        "plugin:path|resolve_directory",
        "plugin:notification|notify",
        "plugin:autostart|enable",
        "desk_export_everything",
    ] {
        let script = format!(
            "__TAURI_INTERNALS__.invoke({}, {{}}).then((answer) => done({{ answer }}), (why) => done(String(why)))",
            json!(command)
        );
        let why = window.ask(&script).await?;
        let why = why.as_str().unwrap_or_default();
        assert!(why.contains("not allowed") || why.contains("not found"), "{command}: {why}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_from_elsewhere_is_loaded_run_or_gone_to() -> Outcome {
    let machine = Machine::start()?;
    let window = Window::open(&machine, Start { arguments: &["--demo"], ..Start::default() }).await?;
    window.inbox_is_read().await?;
    window.watch_policy().await?;
    let elsewhere = TcpListener::bind(("127.0.0.1", 0))?;
    elsewhere.set_nonblocking(true)?;
    let there = json!(format!("http://{}/", elsewhere.local_addr()?));

    let fetched = window.ask(&format!("fetch({there}).then(() => done('fetched'), () => done('refused'))")).await?;
    assert_eq!(fetched, "refused");
    let picture = "const image = new Image(); image.onload = () => done('loaded'); image.onerror = () => done('refused')";
    assert_eq!(window.ask(&format!("{picture}; image.src = {there}")).await?, "refused");
    let script = "const script = document.createElement('script'); script.textContent = 'window.ran = true'; document.body.append(script)";
    assert_eq!(window.ask(&format!("{script}; done(window.ran ?? false)")).await?, false);
    let handler = "const part = document.createElement('p'); part.setAttribute('onclick', 'window.ran = true'); part.click()";
    assert_eq!(window.ask(&format!("{handler}; done(window.ran ?? false)")).await?, false);
    for evaluation in ["eval('1')", "new Function('return 1')()", "setTimeout('window.ran = true')"] {
        let tried = window.ask(&format!("try {{ done({evaluation} === 1) }} catch (why) {{ done(why.name) }}")).await?;
        assert!(tried == "EvalError" || tried == false, "{evaluation}: {tried}");
    }
    let worker = "try { new Worker(URL.createObjectURL(new Blob(['1']))).onerror = () => done('refused') } catch { done('refused') }";
    assert_eq!(window.ask(worker).await?, "refused");
    assert_eq!(window.ask(&format!("done(window.open({there}) === null)")).await?, true);
    let refused = window.refused().await?;
    let refused: Vec<&str> = refused.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for directive in ["connect-src", "img-src", "script-src"] {
        assert!(refused.iter().any(|refusal| refusal.starts_with(directive)), "{directive}: {refused:?}");
    }

    window.read("void (window.stayed = true)").await?;
    for way in [format!("location.href = {there}"), "location.href = 'data:text/html,<h1>Paste your key</h1>'".to_owned()] {
        window.read(&format!("void ({way})")).await?;
    }
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(1) {
        assert_eq!(window.read("[location.href, window.stayed, window.ran ?? false]").await?, json!(["tauri://localhost", true, false]));
    }
    assert!(elsewhere.accept().is_err(), "somebody was asked");
    Ok(())
}
