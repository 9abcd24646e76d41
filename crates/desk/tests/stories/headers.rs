//! Templates whose header is a file of Ana's computer.

use std::path::Path;

use serde_json::{Value, json};

use crate::world::{CLINIC, World};

const SEND: &str = "whatsapp_send_template";
/// Nobody here knows her.
const LARA: &str = "+55 11 5550-0999";

/// The config id of the number of this name.
pub(crate) async fn config(world: &World, name: &str) -> String {
    let all = world.ask("whatsapp_configs_overview", json!({ "response_format": "detailed" })).await.unwrap();
    let is = |config: &&Value| config["name"].as_str().unwrap().contains(name) || config["phone_number_id"] == name;
    all["configs"].as_array().unwrap().iter().find(is).unwrap()["whatsapp_config_id"].as_str().unwrap().to_owned()
}

/// What left last, as WhatsApp was given it, when this many have left.
async fn left_after(world: &World, count: usize) -> Value {
    world.until("it left", async || world.control.sends().unwrap().len() == count).await;
    serde_json::from_str(&world.control.sends().unwrap().pop().unwrap().raw).unwrap()
}

#[tokio::test]
async fn a_file_of_this_computer_is_uploaded_for_a_header() {
    let world = World::open().await;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../simulator/media/bouquet-sage.jpg").canonicalize().unwrap();
    let ready = |path: &Path, config: &str| {
        json!({
            "conversation_selector": { "phone_number": LARA }, "whatsapp_config_id": config, "template_name": "order_ready",
            "header": { "file_path": path },
            "parameters": [{ "name": "place", "value": "Oak Street" }, { "name": "customer", "value": "Lara" }],
            "buttons": [{ "index": 0, "value": "A-118" }, { "index": 1, "value": "CALL_LARA" }],
        })
    };
    let bloom = config(&world, "Bloom").await;
    let uploads = || world.control.requests().iter().filter(|request| request.method == "POST" && request.path.ends_with("/media")).count();

    let text = world.home.path().join("roses.jpg");
    std::fs::write(&text, "no picture").unwrap();
    let mut both = ready(&path, &bloom);
    both["header"]["image_url"] = json!("https://bloomandbirch.example/roses.jpg");
    let nowhere = json!({
        "conversation_selector": { "phone_number": LARA }, "whatsapp_config_id": config(&world, CLINIC).await,
        "template_name": "lembrete_consulta", "header": { "file_path": path },
    });
    for (input, code, words) in [
        (ready(&text, &bloom), "invalid_value", "cannot be sent as image"),
        (ready(&path.with_extension("gone"), &bloom), "not_found", "no file to read"),
        (both, "contradiction", "exclude each other"),
        (nowhere, "unknown_field", "`header.file_path`"),
    ] {
        let error = world.ask(SEND, input).await.unwrap_err();
        assert_eq!((error.code.as_str(), error.message.contains(words)), (code.to_owned(), true), "{error}");
    }
    let agent = world.agent("Claude Code").await;
    let refused = world.ask_as(&agent, SEND, ready(&path, &bloom)).await.unwrap_err();
    assert_eq!(refused.code.as_str(), "not_allowed");
    assert_eq!((uploads(), world.posts()), (0, 0));

    world.ask(SEND, ready(&path, &bloom)).await.unwrap();
    let sent = left_after(&world, 1).await;
    let image = &sent["template"]["components"][0]["parameters"][0];
    assert_eq!((&image["type"], image["image"]["id"].is_string(), image["image"].get("link")), (&json!("image"), true, None), "{sent}");
    assert_eq!(sent["template"]["components"].as_array().unwrap().len(), 4, "{sent}");
    assert_eq!(uploads(), 1);
    let document = json!({
        "conversation_selector": { "phone_number": LARA }, "whatsapp_config_id": config(&world, CLINIC).await, "template_name": "resultado_pronto",
        "header": { "file_path": path.with_file_name("laudo-ressonancia.pdf") },
        "parameters": [{ "name": "paciente", "value": "Lara" }, { "name": "exame", "value": "sangue" }],
    });
    world.ask(SEND, document).await.unwrap();
    let file = left_after(&world, 2).await["template"]["components"][0]["parameters"][0]["document"].clone();
    assert_eq!((file["id"].is_string(), &file["filename"]), (true, &json!("laudo-ressonancia.pdf")));
}
