//! A property-based tester that others keep, driven by the published documents: Schemathesis asks what they allow, and
//! what they do not, of every operation.

use std::{collections::BTreeMap, fmt::Write, path::Path};

use simulator::{DEMO_KEY, Life, Options, Request};
use tokio::process::Command;

use crate::{checkout, differences::Differences, documents::Document, said};

/// Where the routes of the two documents begin.
const BASES: [&str; 2] = ["/platform/v1", "/meta/whatsapp/v24.0"];
/// How many calls there are at least, over both documents.
const CALLS: usize = 5000;

#[tokio::test]
async fn nothing_that_the_documents_allow_or_forbid_meets_a_fault_or_an_answer_beyond_its_schema() {
    let differences = Differences::read();
    let options = Options { life: Life::ByHand, plan_limit: u32::MAX, ..Options::default() };
    let simulator = simulator::start(options).await.unwrap();
    let here = tempfile::tempdir().unwrap();
    std::fs::write(here.path().join("schemathesis.toml"), settings(&differences)).unwrap();
    let mut told = String::new();
    for (document, base) in ["openapi-platform.yaml", "openapi-whatsapp.yaml"].into_iter().zip(BASES) {
        let output = tester(here.path(), document, &format!("{}{base}", simulator.origin())).output().await.unwrap();
        if !output.status.success() {
            write!(told, "{document}: {}", said(&output)).unwrap();
        }
    }
    assert!(told.is_empty(), "{told}");

    let asked = simulator.control().requests();
    let mut statuses = BTreeMap::new();
    asked.iter().for_each(|one| *statuses.entry(one.status).or_insert(0) += 1);
    println!("{} calls: {statuses:?}", asked.len());
    let documents = [Document::platform(), Document::proxy()];
    let faults: Vec<&Request> = asked
        .iter()
        .filter(|one| one.status == 0 || one.status >= 500)
        .filter(|one| !is_announced(&differences, &documents, one))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(asked.len() >= CALLS, "only {} calls were made", asked.len());
    simulator.stop().await;
}

/// A few cases of every operation, and all that schemas can be told apart by; the same ones every time.
fn tester(here: &Path, document: &str, base: &str) -> Command {
    let mut command = Command::new(checkout().join(".tools/schemathesis/bin/schemathesis"));
    command.current_dir(here).arg("run").arg(checkout().join("crates/simulator/openapi").join(document)).args(["--url", base]);
    command.args(["--header", &format!("X-API-Key: {DEMO_KEY}"), "--seed", "7", "--max-examples", "20", "--no-shrink"]);
    command.args(["--phases", "coverage,fuzzing", "--continue-on-failure", "--warnings", "off", "--no-color"]);
    command.args(["--checks", "response_schema_conformance"]);
    command
}

/// What is refused with 5xx is judged by the journal; where answers go beyond their schemas on purpose, they are not held to them.
fn settings(differences: &Differences) -> String {
    let mut settings = String::new();
    for operation in differences.beyond_their_schemas() {
        let checks = "checks.response_schema_conformance.enabled = false";
        write!(settings, "\n[[operations]]\ninclude-name = \"{operation}\"\n{checks}\n").unwrap();
    }
    settings
}

/// Whether a fault is an announced one: a 501 of an operation that is not played or that no document has, or a status that
/// the operation's document names.
fn is_announced(differences: &Differences, documents: &[Document; 2], asked: &Request) -> bool {
    let (document, base) = if asked.path.starts_with(BASES[0]) { (&documents[0], BASES[0]) } else { (&documents[1], BASES[1]) };
    let path = asked.path.strip_prefix(base).unwrap_or_default();
    let operations = document.operations().into_iter().filter(|(method, template)| *method == asked.method && is_of(template, path));
    let announced = |(method, template): (String, String)| {
        let refused = asked.status == 501 && differences.is_not_played(&format!("{method} {template}"));
        refused || document.announced_faults(&method, &template).contains(&asked.status)
    };
    operations.map(announced).reduce(|any, one| any || one).unwrap_or(asked.status == 501)
}

/// Whether a path is one that the template of an operation stands for.
fn is_of(template: &str, path: &str) -> bool {
    let (mut templates, mut parts) = (template.split('/'), path.split('/'));
    template.split('/').count() == path.split('/').count()
        && templates.by_ref().zip(parts.by_ref()).all(|(template, part)| template.starts_with('{') || template == part)
}
