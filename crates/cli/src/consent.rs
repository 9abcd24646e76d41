//! The question before something reaches a customer or is gone.

use std::io::{self, IsTerminal, Write};

use desk::{
    error::{Error, ErrorCode, Result},
    operation::{Effect, Entry},
};
use serde_json::Value;

use desk::quoting::visible;

/// Asks y/N for what sends or deletes; anything but yes is an error, and nothing is done.
pub(crate) fn ask(entry: &dyn Entry, input: &Value) -> Result<()> {
    let question = match entry.effect() {
        Effect::Read | Effect::Write => return Ok(()),
        Effect::Send => "Send it?",
        Effect::Delete => "It takes something away. Do it?",
    };
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(refusal("Nothing was done: there is no terminal to ask at.", "Add --yes if it is meant."));
    }
    eprintln!("{}", entry.title());
    for (field, value) in input.as_object().into_iter().flatten() {
        eprintln!("  {field}: {}", visible(&value.to_string()));
    }
    eprint!("{question} [y/N] ");
    let mut said = String::new();
    io::stderr().flush().and_then(|()| io::stdin().read_line(&mut said)).map_err(|cause| Error::internal("terminal", cause))?;
    match said.trim().to_ascii_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(refusal("Nothing was done.", "Say y to do it.")),
    }
}

fn refusal(message: &str, remedy: &str) -> Error {
    Error::new(ErrorCode::NotAllowed, message, remedy)
}
