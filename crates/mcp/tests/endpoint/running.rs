//! A desk on the demo workspace, with its endpoint up.

use std::{path::Path, time::Duration};

use desk::{
    desk::{Demo, Desk, Setup},
    model::SyncPhase,
    secrets::Key,
};
use mcp::{Options, Serving};
use rmcp::{
    RoleClient,
    model::{CallToolRequestParams, CallToolResult, ClientConfig, Implementation, ProtocolVersion},
    service::{ClientLifecycleMode, ClientServiceExt, RunningService},
    transport::{StreamableHttpClientTransport, streamable_http_client::StreamableHttpClientTransportConfig},
};
use serde_json::{Map, Value};
use simulator::Simulator;
use tempfile::TempDir;
use tokio::time::sleep;

use crate::raw;

/// Why a test could not go on.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

pub(crate) struct Running {
    pub(crate) desk: Desk,
    pub(crate) serving: Serving,
    pub(crate) token: String,
    pub(crate) simulator: Simulator,
    directory: TempDir,
}

impl Running {
    pub(crate) async fn start() -> Outcome<Self> {
        Self::over(simulator::start(simulator::Options::default()).await?).await
    }

    /// The same over a simulator in which something happened before.
    pub(crate) async fn over(simulator: Simulator) -> Outcome<Self> {
        let directory = TempDir::new()?;
        let demo = Demo::at(simulator.origin(), Key::new(simulator::DEMO_KEY.to_owned()));
        let setup = Setup { data_dir: Some(directory.path().to_owned()), demo: Some(demo), ..Setup::default() };
        let desk = Desk::start(setup).await?;
        desk.open_demo().await?;
        while desk.engine()?.sync_state().phase == SyncPhase::Filling {
            sleep(Duration::from_millis(10)).await;
        }
        let token = desk.add_client("Claude Code").await?.token;
        let serving = mcp::serve(desk.clone(), Options::default()).await?;
        Ok(Self { desk, serving, token, simulator, directory })
    }

    pub(crate) fn port(&self) -> Outcome<u16> {
        let (_, rest) = self.serving.url().rsplit_once(':').ok_or("no port in the address")?;
        Ok(rest.trim_end_matches("/mcp").parse()?)
    }

    /// Stops the endpoint and starts it again where it was, as a restart of the app does.
    pub(crate) async fn restart(self) -> Outcome<Self> {
        let port = self.port()?;
        let Self { desk, serving, token, simulator, directory } = self;
        serving.stop().await;
        let serving = mcp::serve(desk.clone(), Options { port, ..Options::default() }).await?;
        Ok(Self { desk, serving, token, simulator, directory })
    }

    pub(crate) fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// Opens a session by hand; gives the headers that every request in it carries, the session's own last.
    pub(crate) async fn session(&self) -> Outcome<Vec<String>> {
        let port = self.port()?;
        let mut headers = vec![
            format!("Host: 127.0.0.1:{port}"),
            format!("Authorization: Bearer {}", self.token),
            "Content-Type: application/json".to_owned(),
            "Accept: application/json, text/event-stream".to_owned(),
        ];
        let lines = |headers: &[String]| headers.iter().map(String::as_str).collect::<Vec<_>>().join("\r\n");
        let opened = raw::send(port, &raw::request("POST /mcp", &[&lines(&headers)], raw::HELLO)).await?;
        let session = opened.head.lines().find(|line| line.starts_with("mcp-session-id: ")).ok_or("no session")?;
        headers.push(session.to_owned());
        let ready = raw::send(port, &raw::request("POST /mcp", &[&lines(&headers)], raw::READY)).await?;
        assert_eq!(ready.status, 202, "{}", ready.body);
        Ok(headers)
    }

    pub(crate) async fn client(&self, era: Era) -> Outcome<Client> {
        let config = StreamableHttpClientTransportConfig::with_uri(self.serving.url()).auth_header(self.token.clone());
        let identity = ClientConfig::new(Default::default(), Implementation::new("test", "1"));
        let transport = StreamableHttpClientTransport::from_config(config);
        Ok(Client(identity.serve_with_lifecycle(transport, era.lifecycle()).await?))
    }
}

/// The two ways in which clients speak.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Era {
    /// With `initialize` and a session, until 2025-11-25.
    Sessions,
    /// Stateless, since 2026-07-28.
    Stateless,
}

impl Era {
    pub(crate) const BOTH: [Self; 2] = [Self::Sessions, Self::Stateless];

    pub(crate) fn lifecycle(self) -> ClientLifecycleMode {
        match self {
            Self::Sessions => ClientLifecycleMode::Initialize,
            Self::Stateless => ClientLifecycleMode::Discover { preferred_versions: vec![ProtocolVersion::V_2026_07_28] },
        }
    }
}

pub(crate) struct Client(pub(crate) RunningService<RoleClient, ClientConfig>);

impl Client {
    pub(crate) async fn call(&self, tool: &'static str, input: Value) -> Outcome<CallToolResult> {
        let input: Map<String, Value> = serde_json::from_value(input)?;
        let asked = CallToolRequestParams::new(tool).with_arguments(input);
        Ok(self.0.call_tool(asked).await?)
    }
}

/// What a model reads: both forms of the answer, which must say the same; without the marks around others' words.
pub(crate) fn answer(result: &CallToolResult) -> Outcome<Value> {
    let mut read = marked_answer(result)?;
    let Some(marks) = read.as_object_mut().and_then(|fields| fields.remove("untrusted")) else { return Ok(read) };
    let mark = |name: &str| marks.get(name).and_then(Value::as_str).map(str::to_owned).ok_or("no mark");
    Ok(serde_json::from_str(&read.to_string().replace(&mark("opens")?, "").replace(&mark("closes")?, ""))?)
}

/// The same as it comes.
pub(crate) fn marked_answer(result: &CallToolResult) -> Outcome<Value> {
    let text = result.content.first().and_then(|content| content.as_text()).ok_or("an answer without text")?;
    let read: Value = serde_json::from_str(&text.text)?;
    assert_eq!(Some(&read), result.structured_content.as_ref(), "text and structured content differ");
    assert_eq!(result.content.len(), 1);
    Ok(read)
}
