//! The servers, each a process of its own.

use std::{path::Path, process::Stdio, sync::Arc};

use axum::{Router, serve::ListenerExt};
use rmcp::{
    ErrorData, RoleServer, ServerHandler,
    model::{CallToolRequestParams, CallToolResponse, CallToolResult, ContentBlock, ServerCapabilities, ServerConfig},
    service::RequestContext,
    transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService, session::never::NeverSessionManager},
};
use serde_json::Value;
use tempfile::NamedTempFile;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::TcpListener,
    process::{Child, Command},
};

use crate::{
    Outcome,
    load::{Era, Target},
};

/// A server, and how to reach it.
pub(crate) struct Process {
    child: Child,
    port: u16,
    tokens: Vec<String>,
    _answer: Option<NamedTempFile>,
}

impl Process {
    /// `kdesk serve`, which says its address when it is ready.
    pub(crate) async fn kdesk(command: std::process::Command, tokens: Vec<String>) -> Outcome<Self> {
        let (mut process, ready) = Self::start(&mut command.into(), None).await?;
        let ready: Value = serde_json::from_str(&ready)?;
        let url = ready.get("url").and_then(Value::as_str).ok_or("it did not say its address")?;
        process.port = url.trim_end_matches("/mcp").rsplit(':').next().ok_or("no port")?.parse()?;
        process.tokens = tokens;
        Ok(process)
    }

    /// rmcp, with a tool that answers `answer`.
    pub(crate) async fn constant(answer: &str) -> Outcome<Self> {
        let file = written(answer)?;
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("constant").arg(file.path());
        let (mut process, said) = Self::start(&mut command, Some(file)).await?;
        process.port = said.parse()?;
        Ok(process)
    }

    /// The TypeScript SDK, with a tool that answers `answer`. Its packages are those of `tests/clients`.
    pub(crate) async fn typescript(answer: &str) -> Outcome<Self> {
        let file = written(answer)?;
        let checkout = Path::new(env!("CARGO_MANIFEST_DIR"));
        let packages = checkout.join("../../tests/clients");
        // Node looks for packages from where a program is.
        let program = packages.join(".constant.mjs");
        std::fs::copy(checkout.join("benches/speed/constant.mjs"), &program)?;
        let mut command = Command::new(packages.join("node_modules/node/bin/node"));
        command.arg(&program).env("ANSWER", file.path());
        let started = Self::start(&mut command, Some(file)).await;
        std::fs::remove_file(program)?;
        let (mut process, said) = started?;
        process.port = said.parse()?;
        Ok(process)
    }

    async fn start(command: &mut Command, answer: Option<NamedTempFile>) -> Outcome<(Self, String)> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let said = lines.next_line().await?.ok_or("a server ended at once")?;
        Ok((Self { child, port: 0, tokens: Vec::new(), _answer: answer }, said))
    }

    /// Ends it in order.
    pub(crate) async fn stop(&mut self) -> Outcome {
        Command::new("kill").arg(self.id().to_string()).status().await?;
        self.child.wait().await?;
        Ok(())
    }

    pub(crate) fn target(&self, agent: usize, era: Era) -> Target {
        Target { port: self.port, token: self.tokens.get(agent).cloned().unwrap_or_default(), era }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id().unwrap_or_default()
    }
}

fn written(answer: &str) -> Outcome<NamedTempFile> {
    let file = NamedTempFile::new()?;
    std::fs::write(file.path(), answer)?;
    Ok(file)
}

/// Memory that is resident in a process, in thousands of bytes. None where the system does not say.
pub(crate) fn resident(process: u32) -> Option<u32> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u32 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kib.checked_mul(128)?.checked_div(125)
}

/// One tool that has its answer ready.
#[derive(Clone)]
struct Constant(Arc<(String, Value)>);

impl ServerHandler for Constant {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
    }

    async fn call_tool(&self, _: CallToolRequestParams, _: RequestContext<RoleServer>) -> Result<CallToolResponse, ErrorData> {
        let mut answer = CallToolResult::success(vec![ContentBlock::text(self.0.0.clone())]);
        answer.structured_content = Some(self.0.1.clone());
        Ok(answer.into())
    }
}

/// The process of [`Process::constant`].
pub(crate) async fn constant(path: &str) -> Outcome {
    let text = std::fs::read_to_string(path)?;
    let value = serde_json::from_str(&text)?;
    let handler = Constant(Arc::new((text, value)));
    let config = StreamableHttpServerConfig::default().with_json_response(true).with_sse_retry(None).with_legacy_session_mode(false);
    let service = StreamableHttpService::new(move || Ok(handler.clone()), Arc::new(NeverSessionManager::default()), config);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?.port());
    let listener = listener.tap_io(|connection| {
        let _ = connection.set_nodelay(true);
    });
    axum::serve(listener, Router::new().nest_service("/mcp", service)).await?;
    Ok(())
}
