//! Approved templates: finding them, filling them, and writing first with them.

use desk::gate::Reply;
use serde_json::{Value, json};
use simulator::Fault;

use crate::world::{CLINIC, World};

const SEND: &str = "whatsapp_send_template";
const LIST: &str = "whatsapp_templates";
const LISTED: &str = "GET */message_templates";
const INÉS: &str = "+15550100123";
/// Nobody here knows her.
const LARA: &str = "+55 11 5550-0999";

/// The config id of the number of this name.
async fn config(world: &World, name: &str) -> String {
    let all = world.ask("whatsapp_configs_overview", json!({ "response_format": "detailed" })).await.unwrap();
    let is = |config: &&Value| config["name"].as_str().unwrap().contains(name) || config["phone_number_id"] == name;
    all["configs"].as_array().unwrap().iter().find(is).unwrap()["whatsapp_config_id"].as_str().unwrap().to_owned()
}

/// A reminder to Lara from the clinic, with these values.
async fn reminder(world: &World, parameters: Value) -> Value {
    json!({
        "conversation_selector": { "phone_number": LARA }, "whatsapp_config_id": config(world, CLINIC).await,
        "template_name": "lembrete_consulta", "parameters": parameters, "response_format": "detailed",
    })
}

fn four() -> Value {
    json!([{ "value": "Lara" }, { "value": "a Dra. Paula" }, { "value": "sexta" }, { "value": "09:00" }])
}

async fn list(world: &World, input: Value) -> Vec<Value> {
    world.ask(LIST, input).await.unwrap()["templates"].as_array().unwrap().clone()
}

fn names(templates: &[Value]) -> Vec<&str> {
    templates.iter().map(|template| template["name"].as_str().unwrap()).collect()
}

/// What left, as WhatsApp was given it.
fn left(world: &World) -> Vec<Value> {
    world.control.sends().unwrap().iter().map(|sent| serde_json::from_str(&sent.raw).unwrap()).collect()
}

/// The one message that left.
async fn the_one(world: &World) -> Value {
    world.until("it left", async || left(world).len() == 1).await;
    left(world).remove(0)
}

#[tokio::test]
async fn ana_finds_a_template_by_its_words_and_reads_what_it_wants() {
    let world = World::open().await;
    let found = list(&world, json!({ "search": "lembrar CONSULTA" })).await;
    assert_eq!(names(&found), ["lembrete_consulta"]);
    let wants: Vec<(&str, &str)> = found[0]["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|want| (want["field"].as_str().unwrap(), want["example"].as_str().unwrap_or("-")))
        .collect();
    assert_eq!(
        wants,
        [
            ("parameters", "Mariana"),
            ("parameters", "o Dr. Renato Lins"),
            ("parameters", "quinta, 20/11"),
            ("parameters", "10:30"),
            ("buttons", "-"),
            ("buttons", "-")
        ]
    );
    let with_a_picture = list(&world, json!({ "search": "order_ready" })).await;
    let fields: Vec<&Value> = with_a_picture[0]["values"].as_array().unwrap().iter().map(|want| &want["field"]).collect();
    assert_eq!(fields, ["header.image_url", "parameters", "parameters", "buttons", "buttons"]);
    assert_eq!(with_a_picture[0]["configs"], json!(["Bloom & Birch"]));
    assert!(with_a_picture[0].get("template_id").is_none(), "ids are for detailed answers");
}

#[tokio::test]
async fn only_approved_ones_are_listed_unless_asked_and_only_of_the_number() {
    let world = World::open().await;
    let clinic = config(&world, CLINIC).await;
    let approved = list(&world, json!({ "whatsapp_config_id": clinic })).await;
    assert_eq!(names(&approved), ["codigo_portal", "lembrete_consulta", "resultado_pronto"]);
    let all = list(&world, json!({ "whatsapp_config_id": clinic, "include_unapproved": true })).await;
    assert_eq!(names(&all), ["checkup_anual", "codigo_portal", "lembrete_consulta", "promocao_clareamento", "resultado_pronto"]);
    let second = world.ask(LIST, json!({ "whatsapp_config_id": clinic, "page": 2, "limit": 2 })).await.unwrap();
    assert_eq!((names(second["templates"].as_array().unwrap()), &second["total_count"]), (vec!["resultado_pronto"], &json!(3)));
    assert_eq!(names(&list(&world, json!({ "search": "order_shipped", "language": "ar" })).await), ["order_shipped"]);
    for wrong in [json!({ "search": "" }), json!({ "limit": 0 }), json!({ "lang": "ar" })] {
        assert!(world.ask(LIST, wrong).await.is_err());
    }
}

#[tokio::test]
async fn the_list_is_read_again_when_it_is_ten_minutes_old_and_kept_when_it_cannot_be() {
    let world = World::open().await;
    let before = world.ask(LIST, json!({})).await.unwrap();
    let asked = || world.control.requests().iter().filter(|request| request.path.ends_with("/message_templates")).count();
    let first = asked();
    world.ask(LIST, json!({})).await.unwrap();
    assert_eq!(asked(), first, "what is fresh is not asked for again");
    world.later(601);
    let again = world.ask(LIST, json!({})).await.unwrap();
    assert!(asked() > first && again["as_of"].as_str() > before["as_of"].as_str(), "{again}");
    world.later(601);
    for _ in 0..40 {
        world.control.fail_next(LISTED, Fault::Status { code: 400, body: None });
    }
    let offline = world.ask(LIST, json!({})).await.unwrap();
    assert_eq!((&offline["templates"], &offline["as_of"]), (&again["templates"], &again["as_of"]));
}

#[tokio::test]
async fn a_template_starts_a_conversation_with_somebody_who_never_wrote() {
    let world = World::open().await;
    let receipt = world.ask(SEND, reminder(&world, four()).await).await.unwrap();
    assert_eq!((&receipt["status"], &receipt["to"]), (&json!("queued"), &json!("+551155500999")));
    let said = "Olá, Lara! Passando para lembrar da sua consulta com a Dra. Paula na sexta, às 09:00. Podemos confirmar?";
    assert_eq!((&receipt["message"]["kind"], &receipt["message"]["text"]), (&json!("template"), &json!(said)));
    assert_eq!(receipt["message"]["template"]["values"], json!(["Lara", "a Dra. Paula", "sexta", "09:00"]));
    let row = world.row("+551155500999").await.unwrap();
    assert_eq!((&row["last_message"]["text"], &row["window"]["open"]), (&json!(said), &json!(false)), "she is in the inbox at once");
    let sent = the_one(&world).await;
    assert_eq!((&sent["to"], &sent["type"]), (&json!("551155500999"), &json!("template")));
    let text = |value: &str| json!({ "type": "text", "text": value });
    let body = json!({ "type": "body", "parameters": [text("Lara"), text("a Dra. Paula"), text("sexta"), text("09:00")] });
    assert_eq!(sent["template"], json!({ "name": "lembrete_consulta", "language": { "code": "pt_BR" }, "components": [body] }));
    let row = world
        .until("Kapso knows the conversation", async || world.row("+551155500999").await.filter(|row| row.get("conversation_id").is_some()))
        .await
        .unwrap();
    let chat = crate::world::Chat::of(&row);
    let messages = world.messages(&chat).await;
    assert_eq!((messages.len(), &messages[0]["text"], &messages[0]["template"]["name"]), (1, &json!(said), &json!("lembrete_consulta")));
    let again = world.ask(SEND, reminder(&world, four()).await).await.unwrap();
    assert_eq!(again["message"]["conversation_id"], chat.conversation.as_str(), "the second one stands in the same thread");
}

#[tokio::test]
async fn names_headers_and_buttons_go_where_the_template_wants_them() {
    let world = World::open().await;
    let ready = json!({
        "conversation_selector": { "phone_number": LARA }, "whatsapp_config_id": config(&world, "Bloom").await, "template_name": "order_ready",
        "header": { "image_url": "https://bloomandbirch.example/roses.jpg" },
        "parameters": [{ "name": "place", "value": "Oak Street" }, { "name": "customer", "value": "Lara" }],
        "buttons": [{ "index": 0, "value": "A-118" }, { "index": 1, "value": "CALL_LARA" }],
    });
    world.ask(SEND, ready).await.unwrap();
    let sent = the_one(&world).await;
    let expected = json!([
        { "type": "header", "parameters": [{ "type": "image", "image": { "link": "https://bloomandbirch.example/roses.jpg" } }] },
        { "type": "body", "parameters": [
            { "type": "text", "parameter_name": "customer", "text": "Lara" }, { "type": "text", "parameter_name": "place", "text": "Oak Street" }] },
        { "type": "button", "sub_type": "url", "index": "0", "parameters": [{ "type": "text", "text": "A-118" }] },
        { "type": "button", "sub_type": "quick_reply", "index": "1", "parameters": [{ "type": "payload", "payload": "CALL_LARA" }] },
    ]);
    assert_eq!(sent["template"]["components"], expected);
}

#[tokio::test]
async fn a_document_a_code_and_a_text_header_leave_as_whatsapp_takes_them() {
    let world = World::open().await;
    let clinic = config(&world, CLINIC).await;
    let to = json!({ "phone_number": LARA });
    let result = json!({
        "conversation_selector": to, "whatsapp_config_id": clinic, "template_name": "resultado_pronto",
        "header": { "document_url": "https://clinica.example/r.pdf", "filename": "resultado.pdf" },
        "parameters": [{ "name": "paciente", "value": "Lara" }, { "name": "exame", "value": "sangue" }],
    });
    let code = json!({
        "conversation_selector": to, "whatsapp_config_id": clinic, "template_name": "codigo_portal",
        "parameters": [{ "value": "481516" }], "buttons": [{ "index": 0, "value": "481516" }],
    });
    let trip = json!({
        "conversation_selector": to, "whatsapp_config_id": config(&world, "Fletes").await, "template_name": "viaje_asignado",
        "header": { "text": "MTY-0500" },
        "parameters": [{ "value": "Lara" }, { "value": "lunes" }, { "value": "06:00" }, { "value": "Apodaca" }],
        "buttons": [{ "index": 2, "value": "MTY-0500" }],
    });
    for input in [result, code, trip] {
        world.ask(SEND, input).await.unwrap();
    }
    world.until("all left", async || left(&world).len() == 3).await;
    let of = |name: &str| left(&world).into_iter().find(|sent| sent["template"]["name"] == name).unwrap()["template"]["components"].clone();
    let document = json!({ "link": "https://clinica.example/r.pdf", "filename": "resultado.pdf" });
    assert_eq!(of("resultado_pronto")[0], json!({ "type": "header", "parameters": [{ "type": "document", "document": document }] }));
    let coupon = json!({ "type": "coupon_code", "coupon_code": "481516" });
    assert_eq!(of("codigo_portal")[1], json!({ "type": "button", "sub_type": "copy_code", "index": "0", "parameters": [coupon] }));
    let folio = json!({ "type": "text", "parameter_name": "folio", "text": "MTY-0500" });
    assert_eq!(of("viaje_asignado")[0], json!({ "type": "header", "parameters": [folio] }));
}

#[tokio::test]
async fn what_does_not_fit_is_said_at_once_and_nothing_leaves() {
    let world = World::open().await;
    let clinic = config(&world, CLINIC).await;
    let base = |name: &str, more: Value| {
        let mut input = json!({ "conversation_selector": { "phone_number": LARA }, "whatsapp_config_id": clinic, "template_name": name });
        input.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        input
    };
    let one = |value: String| json!([{ "value": value }, { "value": "b" }, { "value": "c" }, { "value": "d" }]);
    let patient = json!([{ "name": "paciente", "value": "Lara" }, { "name": "exame", "value": "sangue" }]);
    let cases = [
        (base("lembrete_consulta", json!({})), "missing_field", vec!["no value for 1", "no value for 4"]),
        (base("lembrete_consulta", json!({ "parameters": [{ "value": "a" }, { "value": "b" }] })), "missing_field", vec!["no value for 3"]),
        (
            base("lembrete_consulta", json!({ "parameters": [{ "name": "quem", "value": "a" }] })),
            "unknown_field",
            vec!["quem", "no value for 1"],
        ),
        (base("lembrete_consulta", json!({ "parameters": one("a\nb".to_owned()) })), "invalid_value", vec!["one line"]),
        (base("lembrete_consulta", json!({ "parameters": one("a".repeat(1000)) })), "invalid_value", vec!["at most 1024"]),
        (base("lembrete_consulta", json!({ "parameters": four(), "header": { "text": "Oi" } })), "unknown_field", vec!["`header.text`"]),
        (
            base("lembrete_consulta", json!({ "parameters": four(), "buttons": [{ "index": 5, "value": "x" }] })),
            "unknown_field",
            vec!["index 5"],
        ),
        (base("resultado_pronto", json!({ "parameters": patient })), "missing_field", vec!["`header.document_url` is missing"]),
        (
            base("resultado_pronto", json!({ "parameters": patient, "header": { "image_url": "https://a.example/b.jpg" } })),
            "unknown_field",
            vec!["`header.image_url` does not fit, the header takes `header.document_url`"],
        ),
        (
            base("resultado_pronto", json!({ "parameters": patient, "header": { "document_url": "/etc/passwd" } })),
            "invalid_value",
            vec!["`header.document_url` is no address"],
        ),
        (base("codigo_portal", json!({ "parameters": [{ "value": "1" }] })), "missing_field", vec!["`buttons` has no value for index 0"]),
        (
            base("codigo_portal", json!({ "parameters": [{ "value": "1" }], "buttons": [{ "index": 0, "value": "1234567890123456" }] })),
            "invalid_value",
            vec!["at most 15"],
        ),
        (base("checkup_anual", json!({})), "invalid_value", vec!["is paused"]),
        (base("promocao_clareamento", json!({})), "invalid_value", vec!["was rejected"]),
        (base("lembrete", json!({})), "not_found", vec!["no template lembrete"]),
        (base("lembrete_consulta", json!({ "language": "en", "parameters": four() })), "not_found", vec!["in that language"]),
    ];
    for (input, code, words) in cases {
        let error = world.ask(SEND, input.clone()).await.unwrap_err();
        assert_eq!(error.code.as_str(), code, "{input}: {error}");
        for word in words {
            assert!(error.message.contains(word), "{input}: {error}");
        }
        assert!(error.message.contains("Nothing was sent"), "{error}");
    }
    let wants = world.ask(SEND, base("resultado_pronto", json!({}))).await.unwrap_err().remedy;
    assert_eq!(wants, "It wants: `header.document_url`; `parameters` paciente (such as Ana); `parameters` exame (such as sangue).");
    assert_eq!((world.posts(), world.row("+551155500999").await), (0, None), "nothing left, and nobody new is in the inbox");
}

#[tokio::test]
async fn somebody_new_needs_a_number_to_be_written_from_and_a_whole_number() {
    let world = World::open().await;
    let to = |phone: &str| json!({ "conversation_selector": { "phone_number": phone }, "template_name": "lembrete_consulta", "parameters": four() });
    let several = world.ask(SEND, to(LARA)).await.unwrap_err();
    assert_eq!(several.code.as_str(), "ambiguous");
    assert!(several.message.contains("Bloom & Birch"), "{several}");
    assert_eq!(world.ask(SEND, to("555 01")).await.unwrap_err().code.as_str(), "invalid_value");
    let languages = json!({
        "conversation_selector": { "phone_number": LARA }, "whatsapp_config_id": config(&world, "106500000000065").await,
        "template_name": "order_shipped", "parameters": [{ "value": "a" }, { "value": "b" }, { "value": "c" }],
    });
    let which = world.ask(SEND, languages).await.unwrap_err();
    assert_eq!((which.code.as_str(), which.message.contains("ar, en")), ("ambiguous".to_owned(), true), "{which}");
}

#[tokio::test]
async fn a_closed_window_is_no_obstacle() {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.later(25 * 3600);
    let input = json!({ "conversation_selector": { "conversation_id": chat.conversation }, "template_name": "lembrete_consulta", "parameters": four() });
    world.ask(SEND, input).await.unwrap();
    world.until_newest_is(&chat, "accepted").await;
}

#[tokio::test]
async fn a_template_of_an_agent_waits_and_a_person_reads_all_of_it() {
    let world = World::open().await;
    let agent = world.agent("Claude Code").await;
    let nonsense = world.ask_as(&agent, SEND, reminder(&world, json!([])).await).await.unwrap_err();
    assert_eq!(nonsense.code.as_str(), "missing_field", "nobody is asked to approve what would not fit");
    let Reply::Pending(pending) = world.ask_as(&agent, SEND, reminder(&world, four()).await).await.unwrap() else {
        panic!("nobody was asked")
    };
    assert_eq!(world.row("+551155500999").await, None, "nobody new is in the inbox before a person decides");
    let waiting = world.act("desk_approvals", json!({})).await.unwrap()["approvals"][0].clone();
    let summary = waiting["summary"].as_str().unwrap();
    for part in
        ["lembrete_consulta (pt_BR)", "+551155500999, who never wrote", "Olá, Lara!", "Clínica Vértice · Unidade Pinheiros", "[Confirmar]"]
    {
        assert!(summary.contains(part), "{summary}");
    }
    assert!(!summary.contains("Nobody has looked at this address"), "{summary}");
    world.act("desk_decide", json!({ "request_id": pending["request_id"], "approve": true })).await.unwrap();
    assert_eq!(the_one(&world).await["template"]["name"], "lembrete_consulta");
}

#[tokio::test]
async fn ana_is_told_that_nobody_has_looked_at_a_headers_address() {
    let world = World::open().await;
    let agent = world.agent("Claude Code").await;
    let result = json!({
        "conversation_selector": { "phone_number": LARA }, "whatsapp_config_id": config(&world, CLINIC).await, "template_name": "resultado_pronto",
        "header": { "document_url": "https://clinica.example/r.pdf", "filename": "resultado.pdf" },
        "parameters": [{ "name": "paciente", "value": "Lara" }, { "name": "exame", "value": "sangue" }],
    });
    world.ask_as(&agent, SEND, result).await.unwrap();
    let waiting = world.act("desk_approvals", json!({})).await.unwrap()["approvals"][0].clone();
    let summary = waiting["summary"].as_str().unwrap();
    assert!(summary.contains("https://clinica.example/r.pdf") && summary.contains("Nobody has looked at this address"), "{summary}");
}
