//! The suite's program, which has no option for a token: it reaches the endpoint through a proxy that adds one.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
};

use desk::{
    desk::{Demo, Desk, Setup},
    secrets::Key,
};
use simulator::Simulator;
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
};

use crate::Outcome;

pub(crate) struct Suite {
    pub(crate) desk: Desk,
    token: String,
    _simulator: Simulator,
    home: TempDir,
}

impl Suite {
    /// A desk on the demo workspace, with a client for the suite.
    pub(crate) async fn open() -> Outcome<Self> {
        let (simulator, home) = (simulator::start(simulator::Options::default()).await?, TempDir::new()?);
        let demo = Demo::at(simulator.origin(), Key::new(simulator::DEMO_KEY.to_owned()));
        let desk = Desk::start(Setup { data_dir: Some(home.path().to_owned()), demo: Some(demo), ..Setup::default() }).await?;
        desk.open_demo().await?;
        let token = desk.add_client("Conformance").await?.token;
        Ok(Self { desk, token, _simulator: simulator, home })
    }

    /// Runs it against an endpoint; gives the scenarios that passed, and fails when one did not.
    pub(crate) async fn run(&self, url: &str, arguments: &[&str]) -> Outcome<Vec<String>> {
        let origin = url.trim_end_matches("/mcp");
        let mut proxy =
            node()?.arg("with_token.mjs").arg(origin).env("TOKEN", &self.token).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let mut lines = BufReader::new(proxy.stdout.take().ok_or("the proxy has no output")?).lines();
        let proxied = lines.next_line().await?.ok_or("the proxy ended")?;
        let results = self.home.path().join("results");
        let program = "node_modules/@modelcontextprotocol/conformance/dist/index.js";
        let mut suite = node()?;
        suite.args([program, "server", "--url", &format!("{proxied}/mcp"), "-o"]).arg(&results).args(arguments);
        let said = suite.output().await?;
        proxy.kill().await?;
        let out = String::from_utf8_lossy(&said.stdout).into_owned();
        let named = |mark: char| out.lines().filter_map(move |line| line.trim().strip_prefix(mark)).map(str::trim);
        // Extensions that are not offered are run too, and not required.
        let is_required = |failed: &&str| failed.contains(':') && !failed.starts_with("tasks-");
        let failed: Vec<&str> = named('✗').filter(is_required).collect();
        if !said.status.success() || !failed.is_empty() {
            let checks = failures(&results)?;
            return Err(
                format!("{arguments:?}: {} {failed:?}\n{out}\n{}\n{checks}", said.status, String::from_utf8_lossy(&said.stderr)).into()
            );
        }
        Ok(named('✓').map(str::to_owned).collect())
    }
}

/// Node out of the packages of `tests/clients`, which is new enough for the suite.
fn node() -> Outcome<Command> {
    let packages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/clients");
    let mut command = Command::new(packages.join("node_modules/node/bin/node"));
    command.current_dir(packages);
    Ok(command)
}

/// What the suite wrote down about checks that did not pass.
fn failures(results: &Path) -> Outcome<String> {
    let mut failures = String::new();
    let mut scenarios: Vec<PathBuf> = std::fs::read_dir(results)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    scenarios.sort();
    for scenario in scenarios {
        let checks: Vec<serde_json::Value> = serde_json::from_slice(&std::fs::read(scenario.join("checks.json"))?)?;
        for check in checks.iter().filter(|check| check.get("status").is_some_and(|status| status == "FAILURE" || status == "WARNING")) {
            failures.push_str(&format!("{}: {check:#}\n", scenario.display()));
        }
    }
    Ok(failures)
}
