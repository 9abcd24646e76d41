//! The routes as such: none is played beyond the documents, so that the walk meets them all.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::Method;
use serde_json::json;
use simulator::{Life, Options};

use super::ledger::BASES;
use crate::{
    differences::Differences,
    documents::Document,
    stage::{Stage, answer},
};

/// The methods of each documented path, whose parameters are made nameless: the same address may stand there twice.
fn documented(document: &Document) -> BTreeMap<String, BTreeSet<String>> {
    let mut methods: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (method, path) in document.operations() {
        methods.entry(nameless(&path)).or_default().insert(method);
    }
    methods
}

fn nameless(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part }).collect::<Vec<_>>().join("/")
}

#[test]
fn every_route_stands_in_the_documents_or_among_the_differences() {
    let differences = Differences::read();
    for (source, document) in
        [(include_str!("../../../src/platform.rs"), Document::platform()), (include_str!("../../../src/proxy.rs"), Document::proxy())]
    {
        let known = documented(&document);
        let routes = source.split(".route(").skip(1).filter_map(|rest| rest.split('"').nth(1));
        let beyond: Vec<&str> = routes
            .map(|route| route.trim_start_matches("/meta/whatsapp"))
            .filter(|route| !known.contains_key(&nameless(route)) && !differences.is_beyond(route))
            .collect();
        assert!(beyond.is_empty(), "no document has {beyond:?}: nothing holds their answers to a schema");
    }
}

#[tokio::test]
async fn a_method_that_no_document_has_is_refused_loudly() {
    let stage = Stage::with(Options { life: Life::ByHand, plan_limit: u32::MAX, ..Options::default() }).await;
    for (document, base) in [Document::platform(), Document::proxy()].iter().zip(BASES) {
        for (path, methods) in documented(document).iter().filter(|(path, _)| *path != "/media_download") {
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE"].into_iter().filter(|method| !methods.contains(*method)) {
                let address = format!("{base}{}", path.replace("{}", "1"));
                let verb: Method = method.parse().unwrap();
                let status = answer(stage.ask(verb, &address, Some(&json!({}))).await).await.status;
                assert_eq!(status, 501, "{method} {address}");
            }
        }
    }
}
