//! The one door that every face enters: parse → permit → run → remember, in that order.
//! Permit comes after parse, because nobody should be asked to approve nonsense.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{
    actions,
    actions::approvals::Decided,
    approvals::{self, ApprovalState, Approved, Digest},
    caller::{Caller, Client, Face},
    desk::Desk,
    engine::Engine,
    error::{Error, ErrorCode, Result},
    events::Topic,
    once::{Once, Wished},
    operation::{Act, Effect, Entry, Subject},
    operations,
    policy::{self, Decision},
    store::{approvals::Request, audit::AuditEntry},
};

/// What an operation answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// It was done; this is its output.
    Done(Value),
    /// A person decides first. Nothing was done; this says what happens next.
    Pending(Value),
}

/// Asks for an operation by name.
pub async fn call(desk: &Desk, caller: &Caller, name: &str, input: Value) -> Result<Reply> {
    let engine = desk.engine()?;
    let asked_at = engine.now();
    let input = if input.is_null() { json!({}) } else { input };
    let digest = approvals::digest(name, &input.to_string());
    let (decision, outcome) = through(&engine, caller, name, input, digest).await;
    remember(&engine, caller, name, digest, asked_at, decision, outcome.as_ref().err());
    outcome
}

async fn through(engine: &Engine, caller: &Caller, name: &str, input: Value, digest: Digest) -> (&'static str, Result<Reply>) {
    let (entry, subject) = match parse(engine, caller, name, &input).await {
        Ok(parsed) => parsed,
        Err(error) => return ("refused", Err(error)),
    };
    let is_once = matches!(entry.effect(), Effect::Send | Effect::Delete);
    let once = is_once.then(|| Once::of(caller, name, &input, subject.thread_id));
    match (policy::decide(caller, entry.effect()), caller) {
        (Decision::Ask, Caller::Agent(client)) => ("asked", ask(engine, client, entry, &input, digest, subject, once).await),
        (Decision::Ask, Caller::Person(_)) | (Decision::Allow, _) => {
            let act = Act { caller: caller.clone(), approved: None, once };
            ("allowed", entry.run(engine, &act, input).await.map(Reply::Done))
        }
    }
}

async fn parse(engine: &Engine, caller: &Caller, name: &str, input: &Value) -> Result<(&'static dyn Entry, Subject)> {
    let entry = operations::find(name).ok_or_else(|| unknown(name))?;
    let subject = entry.about(engine, caller, input).await?;
    Ok((entry, subject))
}

fn unknown(name: &str) -> Error {
    let known: Vec<&str> = operations::OPERATIONS.iter().map(|entry| entry.name()).collect();
    let name: String = name.chars().take(80).collect();
    Error::new(ErrorCode::UnknownOperation, format!("There is no operation `{name}`."), format!("There are: {}.", known.join(", ")))
}

async fn ask(
    engine: &Engine,
    client: &Client,
    entry: &dyn Entry,
    input: &Value,
    digest: Digest,
    subject: Subject,
    once: Option<Once>,
) -> Result<Reply> {
    let asked_at = engine.now();
    let expires_at = asked_at.checked_add(approvals::LIFETIME).unwrap_or(asked_at);
    let request = Request {
        id: 0,
        client_id: client.id,
        client: client.name.clone(),
        operation: entry.name().to_owned(),
        input: input.to_string(),
        digest,
        thread_id: subject.thread_id,
        summary: subject.summary,
        state: ApprovalState::Waiting,
        asked_at,
        expires_at,
        decided_at: None,
        reason: None,
    };
    let has_no_key = once.as_ref().is_some_and(|once| once.key.is_none());
    let wished = engine
        .write(move |store| {
            if let Some(before) = once.as_ref().map(|once| store.wished(once, asked_at)).transpose()?.flatten() {
                return Ok(Err(before));
            }
            let id = store.add_request(&request)?;
            once.map(|once| store.keep_wish(&once, Wished::Request(id), asked_at)).transpose()?;
            Ok(Ok(id))
        })
        .await?;
    let id = match wished {
        Ok(id) => id,
        Err(before) => return standing(engine, before, has_no_key).await,
    };
    engine.emit(Topic::Approvals, None);
    if let Some(thread) = subject.thread_id {
        engine.emit(Topic::Thread, Some(thread));
        engine.emit(Topic::Inbox, None);
    }
    Ok(Reply::Pending(pending(id, expires_at, subject.thread_id.is_some())))
}

fn pending(id: i64, expires_at: Timestamp, in_thread: bool) -> Value {
    json!({
        "status": "pending_approval",
        "request_id": id.to_string(),
        "expires_at": expires_at.to_string(),
        "next": if in_thread { NEXT_MESSAGE } else { NEXT },
    })
}

/// How a wish stands that was made before.
async fn standing(engine: &Engine, wished: Wished, has_no_key: bool) -> Result<Reply> {
    let (mut answer, waits) = match wished {
        Wished::Send(id) => (json!({ "status": "queued", "message": engine.shown_send(id).await?, "next": NEXT_LEFT }), false),
        Wished::Request(id) => {
            let request = engine.read(move |store| store.request(id)).await?.ok_or_else(no_request)?;
            let next = match request.state {
                ApprovalState::Waiting => String::new(),
                ApprovalState::Approved => NEXT_LEFT.to_owned(),
                ApprovalState::Rejected => {
                    format!("A person refused this{}. Nothing was done.", request.reason.map(|why| format!(": {why}")).unwrap_or_default())
                }
                ApprovalState::Expired => "Nobody decided in time. Nothing was done.".to_owned(),
            };
            match request.state {
                ApprovalState::Waiting => (pending(request.id, request.expires_at, request.thread_id.is_some()), true),
                state => (json!({ "status": state.as_str(), "request_id": request.id.to_string(), "next": next }), false),
            }
        }
    };
    if let (true, Some(fields)) = (has_no_key, answer.as_object_mut()) {
        fields.insert("deduplicated".to_owned(), true.into());
    }
    Ok(if waits { Reply::Pending(answer) } else { Reply::Done(answer) })
}

const NEXT_LEFT: &str = "The same was asked before and approved. It is done once; look at the conversation before you ask for more.";

const NEXT_MESSAGE: &str =
    "A person at the desk decides. Nothing has been sent. Do not ask again; the conversation shows the message when it was approved.";
const NEXT: &str = "A person at the desk decides. Nothing was done yet. Do not ask again; the list shows it when it was approved.";

/// A person's decision. What was asked is run as it was asked, byte for byte, and at most once.
pub async fn decide(desk: &Desk, face: Face, request_id: &str, approve: bool, reason: Option<String>) -> Result<Decided> {
    let engine = desk.engine()?;
    let now = engine.now();
    let id: i64 = request_id.parse().map_err(|_| no_request())?;
    engine.expire_requests(now).await?;
    let request = engine.read(move |store| store.request(id)).await?.ok_or_else(no_request)?;
    let outcome = decided(&engine, &request, approve, reason, now).await;
    let decision = match (&outcome, approve) {
        (Err(_), _) => "refused",
        (Ok(_), true) => "approved",
        (Ok(_), false) => "rejected",
    };
    remember(&engine, &Caller::Person(face), &request.operation, request.digest, now, decision, outcome.as_ref().err());
    let outcome = outcome?;
    engine.emit(Topic::Approvals, None);
    engine.emit(Topic::Inbox, None);
    engine.emit(Topic::Thread, request.thread_id);
    Ok(Decided { approval: engine.approval(id).await?, outcome })
}

async fn decided(engine: &Engine, request: &Request, approve: bool, reason: Option<String>, now: Timestamp) -> Result<Option<Value>> {
    match request.state {
        ApprovalState::Waiting if approve => approved(engine, request, now).await.map(Some),
        ApprovalState::Waiting => {
            let id = request.id;
            let rejected = engine.write(move |store| store.decide_request(id, ApprovalState::Rejected, reason.as_deref(), now)).await?;
            if rejected { Ok(None) } else { Err(decided_before()) }
        }
        ApprovalState::Expired => Err(Error::new(
            ErrorCode::Expired,
            "The request has expired. Nothing was sent.",
            "If it is still wanted, let the agent ask again.",
        )),
        ApprovalState::Approved | ApprovalState::Rejected => Err(decided_before()),
    }
}

async fn approved(engine: &Engine, request: &Request, now: Timestamp) -> Result<Value> {
    if approvals::digest(&request.operation, &request.input) != request.digest {
        return Err(Error::internal("approval", "the stored request is not the one that was asked"));
    }
    let input: Value = serde_json::from_str(&request.input).map_err(|cause| Error::internal("approval", cause))?;
    let caller = Caller::Agent(Client { id: request.client_id, name: request.client.clone() });
    let (entry, _) = parse(engine, &caller, &request.operation, &input).await?;
    let id = request.id;
    if !engine.write(move |store| store.decide_request(id, ApprovalState::Approved, None, now)).await? {
        return Err(decided_before());
    }
    entry.run(engine, &Act { caller, approved: Some(Approved { id, at: now }), once: None }, input).await
}

fn decided_before() -> Error {
    Error::new(ErrorCode::AlreadyDecided, "The request was decided before. Nothing more was done.", "Look at the history of requests.")
}

fn no_request() -> Error {
    Error::new(ErrorCode::NotFound, "There is no such request.", "Take an id from the list of requests.")
}

/// Does what only a person at the desk can do. No agent reaches this.
pub async fn act(desk: &Desk, face: Face, name: &str, input: Value) -> Result<Value> {
    let entry = actions::find(name).ok_or_else(|| unknown(name))?;
    entry.run(desk, face, input).await
}

fn remember(
    engine: &Arc<Engine>,
    caller: &Caller,
    operation: &str,
    digest: Digest,
    asked_at: Timestamp,
    decision: &str,
    error: Option<&Error>,
) {
    let took = engine.now().duration_since(asked_at);
    engine.note(AuditEntry {
        at: asked_at,
        caller: caller.name().to_owned(),
        client_id: caller.agent().map(|client| client.id),
        operation: operation.chars().take(80).collect(),
        digest,
        decision: decision.to_owned(),
        outcome: error.map_or_else(|| "ok".to_owned(), |error| error.code.as_str()),
        millis: u64::try_from(took.as_millis()).unwrap_or(0),
    });
}
