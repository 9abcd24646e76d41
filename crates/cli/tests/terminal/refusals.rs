//! Each fault of the one table, as a person meets it at a terminal: two lines, the code and the exit code, and nothing leaves.

use desk::operations::OPERATIONS;
use serde_json::Value;
use simulator::{Fault, Rule};
use tempfile::tempdir;

use crate::{
    faults::{Ids, Refusal, SAID, of_any, of_sends, of_the_rest, of_twins, twins},
    kdesk::{Outcome, Run, Running, kdesk, run},
};

const KEY: &str = "kapso-key-of-this-test";

#[test]
fn a_terminal_says_of_each_fault_what_happened_and_what_to_do_and_nothing_leaves() -> Outcome {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let options = simulator::Options { key: KEY.to_owned(), life: simulator::Life::ByHand, ..simulator::Options::default() };
    let simulator = runtime.block_on(simulator::start(options))?;
    let control = simulator.control();
    for (number, person, text) in SAID {
        control.receive(number, person, text)?;
    }
    let fault = Fault::Status { code: 200, body: Some(twins()) };
    control.fail(Rule { route: "GET */whatsapp/contacts".to_owned(), fault, after: 0, times: None });
    let (home, folder) = (tempdir()?, tempdir()?);
    let mut serve = kdesk(home.path(), &["serve", "--port", "0"]);
    let serving = Running::start(serve.env("KAPSO_API_KEY", KEY).env("KAPSO_API_BASE_URL", simulator.origin()))?;
    let call = |name: &str, input: &Value| -> Outcome<Run> {
        run(&mut kdesk(home.path(), &["call", name, &input.to_string(), "--json", "--yes"]))
    };
    let ask = async |name, input: Value| call(name, &input).and_then(|run| run.answer()).ok();
    let ids = runtime.block_on(Ids::found(ask, folder.path())).ok_or("the ids are not there")?;
    let changes = || control.requests().iter().filter(|request| request.method != "GET").count();
    let before = changes();
    let of_all = OPERATIONS.iter().flat_map(|entry| of_any(entry.name()));
    let rows: Vec<Refusal> = of_sends(&ids).into_iter().chain(of_the_rest(&ids)).chain(of_twins()).chain(of_all).collect();
    let mut wrong = Vec::new();
    for (name, input, code, word) in &rows {
        let refused = call(name, input)?;
        let number = if matches!(*code, "window_closed" | "already_used") { 3 } else { 2 };
        // What is named as the next step is what can be typed here.
        let says = refused.err.trim_end().ends_with(&format!("({code})")) && refused.err.lines().count() == 2;
        let says = says && refused.err.replace("`kdesk call ", "`").contains(word);
        let says = says && OPERATIONS.iter().all(|entry| !refused.err.contains(&format!("`{}`", entry.name())));
        if (refused.code, refused.out.as_str()) != (Some(number), "") || !says {
            wrong.push(format!("{name}: {code}, {word}: {refused:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} are wrong: {wrong:#?}", wrong.len(), rows.len());
    assert_eq!(changes(), before, "something left");
    drop(serving);
    Ok(())
}
