//! A connection to the endpoint that has proven to be this desk before it is shown the token.

use std::{net::Ipv4Addr, time::Duration};

use desk::{
    desk::Pass,
    error::{Error, ErrorCode, Result},
};
use http_body_util::{BodyExt, Full, Limited};
use hyper::{
    HeaderMap, Method, Request, Response, StatusCode,
    body::{Bytes, Incoming},
    client::conn::http1::{SendRequest, handshake},
    header::{AUTHORIZATION, HOST, HeaderValue},
};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::{net::TcpStream, time::timeout};

/// What became of a request.
pub(super) enum Asked {
    Answered(Response<Incoming>),
    /// Not a byte of it left.
    Unsent,
    /// The connection ended before it was answered.
    Lost,
}

/// Who is the desk answers a challenge at once, and briefly.
const PATIENCE: Duration = Duration::from_secs(5);
const LONGEST_PROOF: usize = 4096;

/// A connection that has proven itself.
pub(super) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: HeaderValue,
    bearer: HeaderValue,
}

impl Connection {
    /// Connects, and asks for the proof on the very connection that the token will be shown on.
    pub(super) async fn open(pass: &Pass) -> Result<Self> {
        let host = pass.url.trim_start_matches("http://").split('/').next().unwrap_or_default();
        let port: u16 = host.rsplit(':').next().and_then(|port| port.parse().ok()).ok_or_else(|| gone("its address is strange"))?;
        let host = HeaderValue::from_str(host).map_err(|_| gone("its address is strange"))?;
        let mut bearer = HeaderValue::from_str(&format!("Bearer {}", pass.token)).map_err(|_| gone("its token is strange"))?;
        bearer.set_sensitive(true);
        let mut connection = Self { sender: reach(port).await?, host, bearer };
        let challenge = Pass::challenge();
        let answer = challenged(&mut connection.sender, &connection.host, &challenge).await?;
        let proves = |proof: &str| pass.is_proof(port, &challenge, proof);
        if ["proof", "installed"].iter().any(|field| answer.get(field).and_then(Value::as_str).is_some_and(proves)) {
            return Ok(connection);
        }
        Err(Error::new(
            ErrorCode::PortTaken,
            format!("Another program answers on port {port}. It was shown no token, and nothing was sent."),
            "See with `kdesk doctor` which program it is; stop it, and start Kapso Desk again.",
        ))
    }

    /// Whether another request can be made.
    pub(super) fn is_usable(&self) -> bool {
        self.sender.is_ready()
    }

    /// Makes a request.
    pub(super) async fn ask(&mut self, method: Method, headers: HeaderMap, body: String) -> Asked {
        let mut request = Request::new(Full::from(body));
        *request.method_mut() = method;
        *request.uri_mut() = hyper::Uri::from_static("/mcp");
        *request.headers_mut() = headers;
        request.headers_mut().insert(AUTHORIZATION, self.bearer.clone());
        request.headers_mut().insert(HOST, self.host.clone());
        match self.sender.try_send_request(request).await {
            Ok(answer) => Asked::Answered(answer),
            Err(failed) if failed.message().is_some() => Asked::Unsent,
            Err(_) => Asked::Lost,
        }
    }
}

/// What whoever answers on a port calls its run. It has proven nothing by that.
pub(super) async fn run_on(port: u16) -> Result<String> {
    let host = HeaderValue::from_str(&format!("127.0.0.1:{port}")).map_err(|_| gone("its address is strange"))?;
    let answer = challenged(&mut reach(port).await?, &host, &Pass::challenge()).await?;
    answer.get("run").and_then(Value::as_str).map(str::to_owned).ok_or_else(|| gone("it is another program"))
}

async fn reach(port: u16) -> Result<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.map_err(|cause| gone(&cause.kind().to_string()))?;
    let _ = stream.set_nodelay(true);
    let (sender, connection) = handshake(TokioIo::new(stream)).await.map_err(|_| gone("it does not speak HTTP"))?;
    tokio::spawn(connection);
    Ok(sender)
}

/// What is answered to a challenge; nothing where it is refused.
async fn challenged(sender: &mut SendRequest<Full<Bytes>>, host: &HeaderValue, challenge: &str) -> Result<Value> {
    let request = Request::builder().uri(format!("/proof/{challenge}")).header(HOST, host).body(Full::default());
    let request = request.map_err(|cause| Error::internal("bridge", cause))?;
    let exchange = async {
        let answer = sender.send_request(request).await.map_err(|_| gone("it closed the connection"))?;
        let is_answer = answer.status() == StatusCode::OK;
        let body = Limited::new(answer.into_body(), LONGEST_PROOF).collect().await.map_err(|_| gone("it closed the connection"))?;
        Ok(if is_answer { serde_json::from_slice(&body.to_bytes()).unwrap_or_default() } else { Value::Null })
    };
    timeout(PATIENCE, exchange).await.unwrap_or_else(|_| Err(gone("it does not answer")))
}

fn gone(why: &str) -> Error {
    Error::new(ErrorCode::NotRunning, format!("The endpoint could not be reached ({why})."), "Start Kapso Desk again.")
}
