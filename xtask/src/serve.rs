//! What `run` does where no window can open: the demo workspace over MCP, said in a person's words.

use std::{
    io::{BufRead, BufReader},
    process::{Command, ExitCode, Stdio},
};

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::background::{self, Background};

/// Serves until Ctrl-C.
///
/// # Errors
/// When `kdesk` does not build, or ends before it said where it listens.
pub(crate) fn demo(shell: &Shell, args: &[String]) -> Result<ExitCode> {
    let args = args.iter().filter(|arg| *arg != "--demo"); // it is the demo already
    let mut command: Command = cmd!(shell, "cargo run --package cli --bin kdesk -- serve --demo {args...}").into();
    background::end_together()?;
    let mut kdesk = Background::start(command.stdout(Stdio::piped()))?;
    let mut lines = BufReader::new(kdesk.child().stdout.take().context("kdesk has no output")?).lines();
    match lines.next().transpose()? {
        Some(line) => println!("{}", words(&line)?),
        None => bail!("kdesk ended before it said where it listens ({})", kdesk.wait()?),
    }
    for line in lines {
        println!("{}", line?);
    }
    let status = kdesk.wait()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Turns `{"url":…,"token":…}` into what a person does next.
fn words(line: &str) -> Result<String> {
    let said: serde_json::Value = serde_json::from_str(line).with_context(|| format!("kdesk said something else first: {line}"))?;
    let part = |name: &str| said.get(name).and_then(serde_json::Value::as_str).with_context(|| format!("kdesk did not say its {name}"));
    let (url, token) = (part("url")?, part("token")?);
    Ok(format!(
        "
The demo workspace is open to agents. Its people are invented, and nothing is sent to anybody.

  URL    {url}
  Token  {token}

Connect Claude Code:

  claude mcp add --scope user --transport http kapso {url} --header \"Authorization: Bearer {token}\"

Ctrl-C stops it."
    ))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_person_reads_where_it_listens_and_what_to_type() -> anyhow::Result<()> {
        let said = words(r#"{"url":"http://127.0.0.1:4821/mcp","token":"t0ken"}"#)?;
        assert!(said.contains("  URL    http://127.0.0.1:4821/mcp\n"), "{said}");
        assert!(said.contains("  Token  t0ken\n"), "{said}");
        assert!(said.contains("kapso http://127.0.0.1:4821/mcp --header \"Authorization: Bearer t0ken\""), "{said}");
        Ok(())
    }

    #[test]
    fn a_first_line_that_is_not_the_address_is_an_error_that_shows_it() {
        let error = words("port 4821 is taken").map_err(|error| error.to_string());
        assert_eq!(error, Err("kdesk said something else first: port 4821 is taken".to_owned()));
    }
}
