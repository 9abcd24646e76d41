//! `kdesk simulator`: Kapso, played on this machine.

use desk::error::{Error, ErrorCode, Result};
use serde_json::json;

use crate::{answer, arguments, stopping::stop_signal};

/// Plays until it is told to stop. What was said to it is forgotten then.
pub(crate) async fn simulate(options: arguments::Simulator) -> Result<()> {
    let stop = stop_signal()?;
    let arguments::Simulator { port, key, seed, contacts, messages, weather } = options;
    let size = contacts.zip(messages).map(|(contacts, messages)| simulator::Size { contacts, messages });
    let weather = weather.map(|file| simulator::Forecast::read(&file)).transpose().map_err(in_our_words)?.unwrap_or_default();
    let simulator = start(simulator::Options { port, key, seed, size, weather, ..simulator::Options::default() }).await?;
    answer(&json!({ "origin": simulator.origin() }))?;
    stop.await;
    simulator.stop().await;
    Ok(())
}

/// Starts it, or says why not in the desk's words.
pub(crate) async fn start(options: simulator::Options) -> Result<simulator::Simulator> {
    simulator::start(options).await.map_err(in_our_words)
}

fn in_our_words(cause: simulator::StartError) -> Error {
    let code = match cause {
        simulator::StartError::Bind { .. } => ErrorCode::PortTaken,
        simulator::StartError::Store(_) | simulator::StartError::Version { .. } => ErrorCode::StoreUnwritable,
        simulator::StartError::Weather { .. } => ErrorCode::InvalidValue,
        simulator::StartError::Cast(_) => ErrorCode::Internal,
    };
    Error::new(code, format!("The simulator does not start: {cause}."), "Nothing else was changed.")
}
