//! Each fault has its own code and words at the gate, and nothing leaves.

use std::collections::BTreeSet;

use desk::operations::OPERATIONS;
use serde_json::json;
use simulator::{Fault, Rule};

use crate::{
    faults::{Ids, Refusal, SAID, of_agents, of_any, of_sends, of_the_rest, of_twins, twins},
    world::{ANA, World},
};

#[tokio::test]
async fn each_fault_has_its_own_code_and_words_and_nothing_leaves() {
    let world = World::open().await;
    for (number, person, text) in SAID {
        world.hears_on(number, person, text).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let ask = async |name, input| world.ask(name, input).await.ok();
    let ids = Ids::found(ask, folder.path()).await.unwrap();
    let fault = Fault::Status { code: 200, body: Some(twins()) };
    world.control.fail(Rule { route: "GET */whatsapp/contacts".to_owned(), fault, after: 0, times: Some(1) });
    world.later(61);
    let zelia = async || world.ask("whatsapp_search_contacts", json!({ "query": "zelia" })).await.unwrap()["contacts"][0].is_object();
    world.until("the twin is here", zelia).await;
    let agent = world.agent("Claude Code").await;
    let before = |world: &World| world.control.requests().iter().filter(|request| request.method != "GET").count();
    let changes = before(&world);
    let mut wrong = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let of_all = OPERATIONS.iter().flat_map(|entry| of_any(entry.name()));
    let by_both: Vec<Refusal> = of_sends(&ids).into_iter().chain(of_the_rest(&ids)).collect();
    told.extend(by_both.iter().map(|(name, ..)| *name));
    let by_both: Vec<Refusal> = by_both.into_iter().chain(of_all).chain(of_twins()).collect();
    let by_agents = of_agents(&ids);
    for (caller, (name, input, code, word)) in
        by_both.iter().flat_map(|row| [(&ANA, row), (&agent, row)]).chain(by_agents.iter().map(|row| (&agent, row)))
    {
        match world.ask_as(caller, name, input.clone()).await {
            // An agent is told that files are not its own before anything else is looked at.
            Err(error) if caller.agent().is_some() && input.get("file_path").is_some() && error.code.as_str() == "not_allowed" => {}
            Err(error) if error.code.as_str() == *code && !error.remedy.is_empty() => {
                if !format!("{} {}", error.message, error.remedy).contains(word) {
                    wrong.push(format!("{name} {input}: {error} lacks {word}"));
                }
            }
            Err(error) => wrong.push(format!("{name} {input}: {} instead of {code}: {error}", error.code.as_str())),
            Ok(_) => wrong.push(format!("{name} {input} was answered")),
        }
    }
    let wrong: Vec<String> = wrong.into_iter().map(|line| line.chars().take(600).collect()).collect();
    assert!(wrong.is_empty(), "{} are wrong: {wrong:#?}", wrong.len());
    let untold: Vec<&str> = OPERATIONS.iter().map(|entry| entry.name()).filter(|name| !told.contains(name)).collect();
    assert_eq!(untold, [""; 0], "without a bad input");
    assert_eq!(before(&world), changes, "nothing left");
    assert_eq!(world.act("desk_approvals", json!({})).await.unwrap()["approvals"], json!([]), "nobody is asked to approve nonsense");
}
