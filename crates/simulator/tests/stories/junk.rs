//! Junk at every documented address: refused in the contract's words, and never a fault that was not asked for.

use rand::{RngExt, SeedableRng, rngs::StdRng};
use reqwest::Method;
use serde_json::{Value, json};
use simulator::{Life, Options};

use crate::{
    documents::Document,
    stage::{CLINIC, MARIANA, Stage, answer, encode},
};

const CALLS: usize = 1500;

const VALUES: [&str; 16] = [
    "1",
    "-1",
    "0",
    "101",
    "99999999999999999999",
    "true",
    "maybe",
    "2026-03-02T14:25:01Z",
    "yesterday",
    "%00",
    "%ff",
    "%25",
    "'; DROP TABLE messages; --",
    "eyJ2YWx1ZXMiOlsxLDJdfQ==",
    "🌿",
    "active",
];

#[tokio::test]
async fn junk_is_refused_in_the_contracts_words() {
    let stage = Stage::with(Options { life: Life::ByHand, plan_limit: u32::MAX, ..Options::default() }).await;
    let (documents, bases) = ([Document::platform(), Document::proxy()], ["/platform/v1", "/meta/whatsapp/v24.0"]);
    let operations: Vec<(Method, String, Vec<String>)> = documents
        .iter()
        .zip(bases)
        .flat_map(|(document, base)| {
            let whole = move |(method, path): (String, String)| {
                (method.parse().unwrap(), format!("{base}{path}"), document.parameters(&method, &path))
            };
            document.operations().into_iter().map(whole)
        })
        .collect();
    let mut dice = StdRng::seed_from_u64(2026);
    let mut seen = std::collections::BTreeMap::new();
    for _ in 0..CALLS {
        let (method, path, names) = &operations[dice.random_range(0..operations.len())];
        let path: Vec<String> =
            path.split('/').map(|part| if part.starts_with('{') { thing(&mut dice) } else { part.to_owned() }).collect();
        let query: Vec<String> = names.iter().filter(|_| dice.random_bool(0.4)).cloned().collect();
        let query: Vec<String> = query
            .iter()
            .map(|name| format!("{name}={}", encode(&VALUES[dice.random_range(0..VALUES.len())].replace(' ', "%20"))))
            .collect();
        let address = format!("{}?{}", path.join("/"), query.join("&"));
        let body = (method != Method::GET).then(|| junk(&mut dice, 0));
        let told = answer(stage.ask(method.clone(), &address, body.as_ref()).await).await;
        *seen.entry(told.status).or_insert(0) += 1;
        assert!(told.status < 500 || told.status == 501, "{method} {address} {body:?}: {told:?}");
        if told.status >= 400 {
            let said = told.body.get("error").or(told.body.get("message"));
            assert!(said.is_some(), "{method} {address} {body:?}: {told:?}");
        }
    }
    assert!(seen.len() >= 5, "many kinds of answer were met: {seen:?}");
    assert_eq!(stage.platform("/users").await.status, 200, "the simulator stands");
}

/// Something that may or may not exist.
fn thing(dice: &mut StdRng) -> String {
    let things =
        [CLINIC, MARIANA, "102300000000044", "lembrete_consulta", "990e0000-0000-4000-8000-000000000004", "%2e%2e", "%00", "%ff", "0"];
    things[dice.random_range(0..things.len())].to_owned()
}

/// A body that is sometimes nearly right.
fn junk(dice: &mut StdRng, depth: usize) -> Value {
    let names = [
        "messaging_product",
        "to",
        "recipient",
        "type",
        "text",
        "template",
        "interactive",
        "contact",
        "customer",
        "setup_link",
        "status",
        "name",
        "body",
        "id",
    ];
    match dice.random_range(0..if depth > 2 { 5 } else { 9 }) {
        0 => Value::Null,
        1 => json!(dice.random_range(-5..5)),
        2 => json!("whatsapp"),
        3 => json!(["text", "template", "read", MARIANA, "", "ended"][dice.random_range(0..6)]),
        4 => json!(true),
        5 => Value::Array((0..dice.random_range(0..3)).map(|_| junk(dice, depth + 1)).collect()),
        _ => {
            let mut object = json!({ "messaging_product": "whatsapp", "to": MARIANA });
            for _ in 0..dice.random_range(0..5) {
                object[names[dice.random_range(0..names.len())]] = junk(dice, depth + 1);
            }
            object
        }
    }
}
