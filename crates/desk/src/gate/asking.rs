//! Asking a person: a request that waits, bound to exactly what was asked. The agent is told at once.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Reply, showing};
use crate::{
    approvals::{self, ApprovalState},
    caller::Client,
    engine::Engine,
    error::{Error, Result},
    events::Topic,
    once::{Once, Wished},
    operation::{Effect, Entry, Subject},
    store::approvals::Request,
};

/// Stores the request; gives its id and what the agent is told. The same wish is one request.
pub(super) async fn ask(
    engine: &Engine,
    client: &Client,
    entry: &dyn Entry,
    input: &Value,
    subject: Subject,
    once: Option<Once>,
) -> Result<(Option<i64>, Reply)> {
    let asked_at = engine.now();
    let expires_at = asked_at.checked_add(approvals::LIFETIME).unwrap_or(asked_at);
    let input = input.to_string();
    let mut request = Request {
        id: 0,
        client_id: client.id,
        client: client.name.clone(),
        operation: entry.name().to_owned(),
        digest: approvals::sealed_digest(entry.name(), &input, subject.seal.as_ref(), None),
        input,
        thread_id: subject.thread_id,
        summary: subject.summary,
        state: ApprovalState::Waiting,
        asked_at,
        expires_at,
        heard: 0,
        decided_at: None,
        reason: None,
        edited: None,
        file: None,
    };
    let has_no_key = once.as_ref().is_some_and(|once| once.key.is_none());
    let wished = engine
        .write(move |store| {
            if let Some(before) = once.as_ref().map(|once| store.wished(once, asked_at)).transpose()?.flatten() {
                return Ok(Err(before));
            }
            request.heard = request.thread_id.map(|thread| store.newest_heard(thread, None)).transpose()?.unwrap_or(0);
            let id = store.add_request(&request)?;
            once.map(|once| store.keep_wish(&once, Wished::Request(id), asked_at)).transpose()?;
            Ok(Ok(id))
        })
        .await?;
    let id = match wished {
        Ok(id) => id,
        Err(before) => return standing(engine, entry, before, has_no_key).await,
    };
    engine.emit(Topic::Approvals, None);
    if let Some(thread) = subject.thread_id {
        engine.emit(Topic::Thread, Some(thread));
        engine.emit(Topic::Inbox, None);
    }
    Ok((Some(id), Reply::Pending(pending(entry, id, expires_at))))
}

fn pending(entry: &dyn Entry, id: i64, expires_at: Timestamp) -> Value {
    json!({
        "status": "pending_approval",
        "request_id": id.to_string(),
        "expires_at": expires_at.to_string(),
        "next": if entry.effect() == Effect::Send { NEXT_MESSAGE } else { NEXT },
    })
}

/// How a wish stands that was made before.
pub(super) async fn standing(engine: &Engine, entry: &dyn Entry, wished: Wished, has_no_key: bool) -> Result<(Option<i64>, Reply)> {
    let (id, reply) = match wished {
        Wished::Send(id) => (None, Reply::Done(json!({ "status": "queued", "message": engine.shown_send(id).await?, "next": NEXT_LEFT }))),
        Wished::Request(id) => {
            let request = engine.read(move |store| store.request(id)).await?.ok_or_else(|| Error::internal("approval", "it is gone"))?;
            (Some(id), decided(entry, request))
        }
    };
    let reply = reply.map(|mut answer| {
        if let (true, Some(fields)) = (has_no_key, answer.as_object_mut()) {
            fields.insert("deduplicated".to_owned(), true.into());
        }
        showing::mark(&mut answer);
        answer
    });
    Ok((id, reply))
}

fn decided(entry: &dyn Entry, request: Request) -> Reply {
    let next = match request.state {
        ApprovalState::Waiting => return Reply::Pending(pending(entry, request.id, request.expires_at)),
        ApprovalState::Approved => NEXT_APPROVED.to_owned(),
        ApprovalState::Rejected => {
            format!("A person refused this{}. Nothing was done.", request.reason.map(|why| format!(": {why}")).unwrap_or_default())
        }
        ApprovalState::Expired => "Nobody decided in time. Nothing was done.".to_owned(),
    };
    Reply::Done(json!({ "status": request.state.as_str(), "request_id": request.id.to_string(), "next": next }))
}

const NEXT_LEFT: &str = "The same was asked before, and it is done once: `message` says how far it came.";
const NEXT_APPROVED: &str = "The same was asked before and approved. It is done once; look at the conversation before you ask for more.";
const NEXT_MESSAGE: &str =
    "A person at the desk decides. Nothing has been sent. Do not ask again: `desk_request_status` says what became of it.";
const NEXT: &str = "A person at the desk decides. Nothing was done yet. Do not ask again: `desk_request_status` says what became of it.";
