//! What the desk asks of Kapso: the first reading, and afterwards, while nothing happens.

use std::{error::Error, time::Duration};

use desk::{
    caller::Face,
    desk::{Demo, Desk, Setup},
    gate,
    model::SyncPhase,
    secrets::Key,
};
use serde_json::json;
use simulator::{Control, DEMO_KEY, Life, Options, Size};

use crate::{filled::Filled, process, table::Table};

/// For how long nothing happens.
const IDLE: Duration = Duration::from_secs(60);
/// What was lively a moment ago is still looked at often for a minute.
const CALM: Duration = Duration::from_secs(75);

/// The requests of the first reading, beside the fewest that can read the same.
pub(crate) async fn first_fill(table: &mut Table) -> Result<(), Box<dyn Error>> {
    let size = Some(Size { contacts: 1_000, messages: 20_000 });
    let options = Options { life: Life::ByHand, plan_limit: 1_000_000, size, ..Options::default() };
    let simulator = simulator::start(options).await?;
    let folder = tempfile::tempdir()?;
    let demo = Demo::at(simulator.origin(), Key::new(DEMO_KEY.to_owned()));
    let desk = Desk::start(Setup { data_dir: Some(folder.path().to_owned()), demo: Some(demo), ..Setup::default() }).await?;
    desk.open_demo().await?;
    while desk.engine()?.sync_state().phase != SyncPhase::Following {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let (asked, fewest) = requests(&simulator.control());
    let ratio = f64::from(asked) / f64::from(fewest);
    table.must("first fill, requests", "<= 1.05 of the fewest", format!("{asked} of {fewest}: {ratio:.3}"), ratio <= 1.05);
    desk.stop().await;
    Ok(())
}

/// All requests, and one for each different page: what is asked twice is one too many.
fn requests(control: &Control) -> (u32, u32) {
    let asked = control.requests();
    let mut pages: Vec<String> = asked.iter().map(|request| format!("{}?{}", request.path, request.query)).collect();
    pages.sort_unstable();
    pages.dedup();
    (u32::try_from(asked.len()).unwrap_or(u32::MAX), u32::try_from(pages.len()).unwrap_or(u32::MAX))
}

/// Requests and processor time while nothing happens, with the window hidden and in sight.
pub(crate) async fn idle(filled: &Filled, table: &mut Table) -> Result<(), Box<dyn Error>> {
    for (name, visible) in [("window hidden", false), ("window in sight", true)] {
        gate::act(&filled.desk, Face::Terminal, "desk_watch", json!({ "visible": visible })).await?;
        tokio::time::sleep(CALM).await;
        let (requests, used) = (filled.project.simulator.control().requests().len(), process::processor_time());
        tokio::time::sleep(IDLE).await;
        let requests = filled.project.simulator.control().requests().len() - requests;
        table.must(&format!("idle, {name}: requests a minute"), "< 20", requests.to_string(), requests < 20);
        let measure = format!("idle, {name}: of a core");
        match (used, process::processor_time()) {
            (Some(before), Some(after)) => {
                let share = after.saturating_sub(before).as_secs_f64() / IDLE.as_secs_f64();
                table.must(&measure, "< 1 %", format!("{:.2} %", share * 100.0), share < 0.01);
            }
            _ => table.unmeasured(&measure, "< 1 %"),
        }
    }
    Ok(())
}
