//! Asking for an operation as whoever the request came from. There is no other way from here to the desk.

use std::time::Duration;

use axum::http::{HeaderMap, request::Parts};
use desk::{
    caller::Caller,
    desk::Desk,
    error::{Error, ErrorCode},
    gate::{self, Reply, Text},
    sessions::Origin,
};
use rmcp::{
    ErrorData, RoleServer,
    model::{CallToolResult, ContentBlock, ProgressNotificationParam, ProgressToken, ProtocolVersion},
    service::RequestContext,
};
use serde_json::{Value, json};
use tokio::time::{Instant, interval_at};

use crate::hole::Hole;

/// How often a client that asked for it hears that its call is still under way.
const PROGRESS: Duration = Duration::from_secs(1);

/// Marks a request whose answer must be one JSON document, so that nothing is sent before it.
#[derive(Clone)]
pub(crate) struct JsonOnly;

/// Who sent the request.
pub(crate) fn caller(context: &RequestContext<RoleServer>) -> Result<&Caller, ErrorData> {
    let caller = context.extensions.get::<Parts>().and_then(|parts| parts.extensions.get::<Caller>());
    caller.ok_or_else(|| ErrorData::internal_error("The request came without its caller.", None))
}

/// Who sent the request; the desk notes that they are there.
pub(crate) fn noted<'c>(desk: &Desk, context: &'c RequestContext<RoleServer>) -> Result<&'c Caller, ErrorData> {
    let caller = caller(context)?;
    let program = context.client_info();
    desk.note_session(
        caller,
        Origin {
            session: context.extensions.get::<Parts>().and_then(|parts| session_in(&parts.headers)).map(str::to_owned),
            program: program.as_ref().map(|program| program.name.clone()),
            program_version: program.map(|program| program.version),
            protocol_version: context.protocol_version().map(|version| version.to_string()),
        },
    );
    Ok(caller)
}

/// The header that names a session.
pub(crate) const SESSION_ID: &str = "mcp-session-id";

/// The session that a request is in.
pub(crate) fn session_in(headers: &HeaderMap) -> Option<&str> {
    headers.get(SESSION_ID).and_then(|id| id.to_str().ok())
}

/// What an operation that reads answers this caller. Rules, marks and audit are the gate's, as for a tool.
pub(crate) async fn read(desk: &Desk, caller: &Caller, operation: &str, input: Value) -> Result<Value, Error> {
    match gate::call(desk, caller, operation, input).await? {
        Reply::Done(answer) | Reply::Pending(answer) => Ok(answer),
    }
}

/// The same, to take ids alone out of it.
pub(crate) async fn ids(desk: &Desk, caller: &Caller, operation: &str, input: Value) -> Result<Value, Error> {
    match gate::call_for_ids(desk, caller, operation, input).await? {
        Reply::Done(answer) | Reply::Pending(answer) => Ok(answer),
    }
}

/// A failure where the protocol has no tool error.
pub(crate) fn refusal(error: &Error) -> ErrorData {
    let words = format!("{} {}", error.message, error.remedy);
    let whole = Some(json!({ "error": error }));
    match error.code {
        ErrorCode::Internal | ErrorCode::StoreUnwritable => ErrorData::internal_error(words, whole),
        _ => ErrorData::invalid_params(words, whole),
    }
}

/// Waits for `call` and says every second that it goes on, if the client asked to hear that. What `only_reads` ends when
/// nobody waits for it any more, with nothing; whatever else has begun is finished.
pub(crate) async fn follow<T>(call: impl Future<Output = T>, context: &RequestContext<RoleServer>, only_reads: bool) -> Option<T> {
    let mut call = std::pin::pin!(call);
    let token = wants_progress(context);
    let mut ticks = interval_at(Instant::now() + PROGRESS, PROGRESS);
    let mut seconds = 0.0;
    loop {
        tokio::select! {
            biased;
            answer = &mut call => return Some(answer),
            () = context.ct.cancelled(), if only_reads => return None,
            _ = ticks.tick(), if token.is_some() => {
                seconds += PROGRESS.as_secs_f64();
                let Some(token) = token.clone() else { continue };
                let news = ProgressNotificationParam::new(token, seconds).with_message("Still under way.");
                // Whoever does not listen gets the answer all the same.
                let _ = context.peer.notify_progress(news).await;
            }
        }
    }
}

/// An answer as a tool's result: with a hole for it where nothing else comes before it.
pub(crate) fn result(answer: Text, context: &RequestContext<RoleServer>) -> Result<CallToolResult, ErrorData> {
    if let Some(hole) = hole(context) {
        return Ok(hole.leave(answer));
    }
    let json = answer.json();
    let structured = serde_json::from_str(&json).map_err(|_| ErrorData::internal_error("The answer was lost.", None))?;
    let mut result = CallToolResult::success(vec![ContentBlock::text(json)]);
    result.structured_content = Some(structured);
    Ok(result)
}

/// Progress may come before the answer, on a stream that a client may take up again elsewhere: then there is no hole.
fn hole(context: &RequestContext<RoleServer>) -> Option<&Hole> {
    let parts = context.extensions.get::<Parts>()?;
    parts.extensions.get::<Hole>().filter(|_| wants_progress(context).is_none())
}

/// Whether the request came in the era without sessions.
pub(crate) fn is_stateless(context: &RequestContext<RoleServer>) -> bool {
    context.protocol_version().is_some_and(|version| version >= ProtocolVersion::V_2026_07_28)
}

fn wants_progress(context: &RequestContext<RoleServer>) -> Option<ProgressToken> {
    let json_only = context.extensions.get::<Parts>().is_some_and(|parts| parts.extensions.get::<JsonOnly>().is_some());
    context.meta.get_progress_token().filter(|_| !json_only)
}
