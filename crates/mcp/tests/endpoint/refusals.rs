//! Each fault of the one table, as an agent meets it in both eras: the gate's own words in a tool error, and nothing leaves.

use desk::{
    caller::{Caller, Face},
    error::ErrorCode,
    gate::{self, Reply},
    operations::OPERATIONS,
};
use serde_json::{Value, json};
use simulator::{Fault, Rule};

use crate::{
    faults::{Ids, Refusal, SAID, of_agents, of_any, of_sends, of_the_rest, of_twins, twins},
    running::{Era, Outcome, Running, answer},
};

#[tokio::test]
async fn an_agent_reads_what_the_gate_says_of_each_fault_and_nothing_leaves() -> Outcome {
    let simulator = simulator::start(simulator::Options { life: simulator::Life::ByHand, ..simulator::Options::default() }).await?;
    let control = simulator.control();
    for (number, person, text) in SAID {
        control.receive(number, person, text)?;
    }
    let fault = Fault::Status { code: 200, body: Some(twins()) };
    control.fail(Rule { route: "GET */whatsapp/contacts".to_owned(), fault, after: 0, times: None });
    let running = Running::over(simulator).await?;
    let ask = async |name, input| match gate::call(&running.desk, &Caller::Person(Face::Window), name, input).await {
        Ok(Reply::Done(value)) => Some(value),
        _ => None,
    };
    let ids = Ids::found(ask, running.directory()).await.ok_or("the ids are not there")?;
    let agent = running.desk.client_of(&running.token).await.ok_or("no agent")?;
    let of_all = OPERATIONS.iter().flat_map(|entry| of_any(entry.name()));
    let by_all = of_sends(&ids).into_iter().chain(of_the_rest(&ids)).chain(of_twins());
    let rows: Vec<Refusal> = by_all.chain(of_agents(&ids)).chain(of_all).collect();
    let changes = || control.requests().iter().filter(|request| request.method != "GET").count();
    let before = changes();
    for era in Era::BOTH {
        let client = running.client(era).await?;
        let mut wrong = Vec::new();
        for (name, input, code, word) in &rows {
            let Err(said) = gate::call(&running.desk, &agent, name, input.clone()).await else {
                return Err(format!("{name} {input}").into());
            };
            // An agent is told that files are not its own before anything else is looked at.
            if said.code != ErrorCode::NotAllowed && !(said.code.as_str() == *code && said.to_string().contains(word)) {
                wrong.push(format!("{name} {input}: {said} is not {code} with {word}"));
            }
            let refused = client.call(name, input.clone()).await?;
            let read = answer(&refused)?;
            let expected = json!([said.code.as_str(), unmarked(&said.message), said.remedy]);
            let text = |field: &str| read.pointer(field).and_then(Value::as_str).unwrap_or_default();
            let found = json!([text("/error/code"), unmarked(text("/error/message")), text("/error/remedy")]);
            if refused.is_error != Some(true) || found != expected {
                wrong.push(format!("{name}: {found} instead of {expected}"));
            }
        }
        assert!(wrong.is_empty(), "{era:?}: {} of {} are wrong: {wrong:#?}", wrong.len(), rows.len());
    }
    assert_eq!(changes(), before, "something left");
    Ok(())
}

/// Without the marks around others' words, which are drawn anew for each answer.
fn unmarked(text: &str) -> String {
    text.split('⟦').map(|part| part.split_once('⟧').map_or(part, |(_, rest)| rest)).collect()
}
