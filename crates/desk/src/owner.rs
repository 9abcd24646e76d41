//! Other processes of the same user: a terminal asks the owner of the data directory instead of opening the store itself.
//!
//! A local socket in the directory (a named pipe on Windows), open to this user only; one JSON line each way.

use std::path::Path;

use interprocess::local_socket::{
    GenericFilePath, GenericNamespaced, ListenerOptions, Name, NameType, ToFsName, ToNsName,
    tokio::{Listener, Stream, prelude::*},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};

use crate::{
    actions,
    caller::{Caller, Face},
    desk::Desk,
    error::{Error, ErrorCode, Result},
    gate::{self, Reply},
};

/// A question is at most this long.
const LONGEST: u64 = 4 * 1024 * 1024;
/// Longer links lead nowhere.
const LONGEST_LINK: usize = 500;

#[derive(Serialize, Deserialize)]
struct Question {
    name: String,
    input: Value,
}

/// Asks the owner of `data_dir`; none when nobody owns it. Only a person at a terminal asks this way.
pub async fn ask_owner(data_dir: &Path, name: &str, input: Value) -> Result<Option<Result<Value, Value>>> {
    let Ok(stream) = Stream::connect(socket(data_dir)?).await else { return Ok(None) };
    let broken = |cause: std::io::Error| Error::internal("socket", cause.kind());
    let mut line = serde_json::to_vec(&Question { name: name.to_owned(), input }).map_err(|cause| Error::internal("socket", cause))?;
    line.push(b'\n');
    (&stream).write_all(&line).await.map_err(broken)?;
    let mut answer = String::new();
    BufReader::new(&stream).read_line(&mut answer).await.map_err(broken)?;
    let mut answer: Value = serde_json::from_str(&answer).map_err(|cause| Error::internal("socket", cause))?;
    Ok(Some(match answer.get_mut("error") {
        Some(error) => Err(error.take()),
        None => Ok(answer.get_mut("ok").map(Value::take).unwrap_or_default()),
    }))
}

/// Answers other processes until the desk is gone.
pub(crate) fn answer(desk: &Desk) {
    let listener = socket(desk.data_dir()).and_then(|name| {
        private(ListenerOptions::new().name(name).try_overwrite(true))
            .create_tokio()
            .map_err(|cause| Error::internal("socket", cause.kind()))
    });
    match listener {
        Ok(listener) => drop(tokio::spawn(serve(listener, desk.downgrade()))),
        Err(error) => tracing::warn!(code = %error.code.as_str(), "terminals cannot reach this desk: its socket could not be made"),
    }
}

/// Only this user may connect. Elsewhere than on Linux the directory, which is this user's alone, sees to it.
fn private(options: ListenerOptions<'_>) -> ListenerOptions<'_> {
    #[cfg(target_os = "linux")]
    let options = interprocess::os::unix::local_socket::ListenerOptionsExt::mode(options, 0o600);
    options
}

async fn serve(listener: Listener, desk: crate::desk::WeakDesk) {
    while let Ok(stream) = listener.accept().await {
        let Some(desk) = desk.upgrade() else { return };
        tokio::spawn(async move {
            if let Err(cause) = converse(&desk, &stream).await {
                tracing::debug!(kind = %cause.kind(), "a terminal went away");
            }
        });
    }
}

async fn converse(desk: &Desk, stream: &Stream) -> std::io::Result<()> {
    let mut line = String::new();
    BufReader::new(stream.take(LONGEST)).read_line(&mut line).await?;
    let answer = match serde_json::from_str::<Question>(&line) {
        Ok(question) => done(desk, question).await,
        Err(cause) => Err(Error::new(
            ErrorCode::InvalidValue,
            format!("The question was not understood: {cause}."),
            "Use the same version of kdesk as of the app.",
        )),
    };
    let answer = match answer {
        Ok(value) => serde_json::json!({ "ok": value }),
        Err(error) => serde_json::json!({ "error": error }),
    };
    let mut writer = stream;
    writer.write_all(format!("{answer}\n").as_bytes()).await
}

/// What the app asks of a desk without a window that was started for an agent.
const GIVE_WAY: &str = "give_way";

/// Asks the owner of `data_dir` to end, if it was started for an agent; waits until it has. False when it stays.
pub async fn make_room(data_dir: &Path) -> bool {
    if !matches!(ask_owner(data_dir, GIVE_WAY, Value::Null).await, Ok(Some(Ok(_)))) {
        return false;
    }
    for _ in 0..GLANCES {
        tokio::time::sleep(GLANCE).await;
        if matches!(ask_owner(data_dir, GIVE_WAY, Value::Null).await, Ok(None)) {
            return true;
        }
    }
    false
}

/// It has 10 seconds to end.
const GLANCES: u32 = 200;
const GLANCE: std::time::Duration = std::time::Duration::from_millis(50);

/// What the bridge asks: where the endpoint is, and a token for its client.
pub const PASS: &str = "bridge_pass";

/// What a second start asks: to be shown the window, with a link that may lead somewhere in it.
pub const VISIT: &str = "visit";

async fn done(desk: &Desk, Question { name, input }: Question) -> Result<Value> {
    if name == GIVE_WAY {
        return desk.give_way().map(|()| Value::Null);
    }
    if name == VISIT {
        let link = input.get("link").and_then(Value::as_str).map(|link| link.chars().take(LONGEST_LINK).collect());
        let no_window =
            || Error::new(ErrorCode::NotFound, "The desk that is running has no window.", "Use it with kdesk, or end it first.");
        return if desk.visit(link) { Ok(Value::Bool(true)) } else { Err(no_window()) };
    }
    if name == PASS {
        let client = input.get("client").and_then(Value::as_str).unwrap_or_default();
        return serde_json::to_value(desk.pass(client).await?).map_err(|cause| Error::internal("socket", cause));
    }
    if actions::find(&name).is_some() {
        return gate::act(desk, Face::Terminal, &name, input).await;
    }
    match gate::call(desk, &Caller::Person(Face::Terminal), &name, input).await? {
        Reply::Done(value) | Reply::Pending(value) => Ok(value),
    }
}

/// The socket's name: a file in the directory where sockets are files, a name made of the directory elsewhere.
fn socket(data_dir: &Path) -> Result<Name<'static>> {
    let named = if GenericFilePath::is_supported() {
        data_dir.join("desk.sock").to_fs_name::<GenericFilePath>()
    } else {
        let digest = crate::approvals::digest("socket", &data_dir.to_string_lossy());
        let name = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect::<String>();
        format!("kapso-desk-{name}").to_ns_name::<GenericNamespaced>()
    };
    named.map_err(|cause| Error::internal("socket", cause.kind()))
}
