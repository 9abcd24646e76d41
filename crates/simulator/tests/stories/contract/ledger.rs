//! What was validated against the published documents, and under which names things went.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use reqwest::Method;
use serde_json::Value;

use super::steps::Step;
use crate::{
    differences::Differences,
    documents::Document,
    stage::{Answer, CLINIC, MARIANA, Stage, answer, encode},
};

/// Where the two families of routes begin.
pub(super) const BASES: [&str; 2] = ["/platform/v1", "/meta/whatsapp/v24.0"];
const ACCOUNT: &str = "102300000000044";

/// The operations with the statuses that were found to be as promised, and one thing of each kind that a path can name.
pub(super) struct Ledger {
    documents: [Document; 2],
    differences: Differences,
    validated: BTreeMap<String, BTreeSet<u16>>,
    names: BTreeMap<String, String>,
}

impl Ledger {
    /// Begins with what the cast has.
    pub(super) async fn open(stage: &Stage) -> Self {
        let conversation = stage.platform(&format!("/whatsapp/conversations?limit=1&phone_number={MARIANA}")).await;
        let image = stage.platform(&format!("/whatsapp/messages?phone_number_id={CLINIC}&message_type=image&limit=1")).await;
        let inbound = stage.platform(&format!("/whatsapp/messages?phone_number={MARIANA}&direction=inbound&limit=1")).await;
        let stopped = stage.all("/whatsapp/contacts").await.into_iter().find(|one| one["wa_id"] == "528155500104").unwrap();
        let template = stage.proxy(&format!("/{ACCOUNT}/message_templates?status=APPROVED&name=resultado")).await;
        let mut ledger = Self {
            documents: [Document::platform(), Document::proxy()],
            differences: Differences::read(),
            validated: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        for (name, id) in [
            ("customer_id", &stage.all_pages("/customers").await[0]["id"]),
            ("user", &stage.platform("/users").await.body["data"][0]["user_id"]),
            ("conversation_id", &conversation.body["data"][0]["id"]),
            ("message_id", &image.body["data"][0]["id"]),
            ("inbound", &inbound.body["data"][0]["id"]),
            ("media_id", &image.body["data"][0]["image"]["id"]),
            ("identifier", &stopped["id"]),
            ("template_id", &template.body["data"][0]["id"]),
        ] {
            ledger.name(name, id.as_str().unwrap_or_else(|| panic!("the cast has no {name}")));
        }
        ledger.name("phone_number_id", CLINIC);
        ledger.name("business_account_id", ACCOUNT);
        ledger.name("wa_id", MARIANA);
        ledger
    }

    pub(super) fn name(&mut self, name: &str, id: &str) {
        self.names.insert(name.to_owned(), id.to_owned());
    }

    /// Does one step and holds its answer to its document.
    pub(super) async fn take(&mut self, stage: &Stage, step: &Step) {
        let (method, path) = step.operation.split_once(' ').unwrap();
        let base = BASES[usize::from(is_proxy(path))];
        let address = format!("{}{}", self.concrete(base, path), self.filled(step.query));
        let body: Value = serde_json::from_str(&self.filled(step.body)).unwrap();
        let verb: Method = method.parse().unwrap();
        let got = answer(stage.ask(verb, &address, Some(&body)).await).await;
        assert_eq!(got.status, step.status, "{} {address}: {}", step.operation, got.body);
        if let Some((name, pointer)) = step.keeps {
            self.name(name, got.body.pointer(pointer).and_then(Value::as_str).unwrap());
        }
        self.check(step.operation, got);
    }

    /// An answer must be as promised, but for the listed differences.
    pub(super) fn check(&mut self, operation: &str, mut answer: Answer) {
        let (method, path) = operation.split_once(' ').unwrap();
        self.differences.take_out(operation, &mut answer.body);
        let document = &self.documents[usize::from(is_proxy(path))];
        let flaws = document.flaws(method, path, answer.status, &answer.body);
        assert!(flaws.is_empty(), "{flaws:#?}\n{:#}", answer.body);
        self.note(operation, answer.status);
    }

    pub(super) fn note(&mut self, operation: &str, status: u16) {
        self.validated.entry(operation.to_owned()).or_default().insert(status);
    }

    /// Whether an operation answers a loud 501.
    pub(super) fn is_not_played(&self, operation: &str) -> bool {
        self.differences.is_not_played(operation)
    }

    /// The played operations of which no success was validated.
    pub(super) fn missing(&self) -> Vec<String> {
        let all = self.documents.iter().flat_map(Document::operations).map(|(method, path)| format!("{method} {path}"));
        let seen = |operation: &String| self.validated.get(operation).is_some_and(|all| all.iter().any(|status| *status < 300));
        all.filter(|operation| !self.is_not_played(operation) && !seen(operation)).collect()
    }

    /// The path with the names of things in it.
    pub(super) fn concrete(&self, base: &str, path: &str) -> String {
        let part = |part: &str| match part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            // This contact's choice is about another number than the clinic's.
            Some("phone_number_id") if path.contains("marketing_preferences") => "106500000000026".to_owned(),
            Some("webhook_id") if path.contains("phone_numbers") => self.names["number_webhook"].clone(),
            Some(name) => self.names.get(name).map_or_else(|| "1".to_owned(), |id| encode(id)),
            None => part.to_owned(),
        };
        format!("{base}{}", path.split('/').map(part).collect::<Vec<_>>().join("/"))
    }

    /// A text in which `<name>` stands for a thing's id.
    fn filled(&self, text: &str) -> String {
        self.names.iter().fold(text.to_owned(), |text, (name, id)| text.replace(&format!("<{name}>"), id))
    }
}

impl fmt::Display for Ledger {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{} operations validated:", self.validated.len())?;
        self.validated.iter().try_for_each(|(operation, statuses)| {
            let statuses: Vec<String> = statuses.iter().map(u16::to_string).collect();
            writeln!(out, "  {operation:<90} {}", statuses.join(" "))
        })
    }
}

/// The proxy's paths begin with the id of something; the Platform's begin with a name.
fn is_proxy(path: &str) -> bool {
    path.starts_with("/{") || path == "/media_download"
}
