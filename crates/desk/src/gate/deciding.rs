//! A person's decision about what an agent asked: it is run as it was asked, byte for byte, or as the person edited it, at most once.

use jiff::Timestamp;
use serde_json::Value;

use super::{
    agents, find, late, previewing,
    refusing::{expired, no_request},
    remembering::Memory,
};
use crate::{
    approvals::{self, ApprovalState, Approved, decided_before},
    caller::{Caller, Client, Face},
    desk::Desk,
    engine::Engine,
    error::{Error, ErrorCode, Result},
    events::Topic,
    model::Decided,
    operation::{Act, Effect, Entry, Subject, changed},
    policy::Scope,
    store::approvals::{Request, Said},
};

/// What a person says.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// Let it go.
    Approve {
        /// This instead of what was asked.
        edited: Option<Value>,
        /// And the same client may do the same in this conversation for an hour.
        for_an_hour: bool,
        /// How many messages of the contact, written after the request, the person was shown with it.
        new_messages: u32,
    },
    /// Nothing is done.
    Reject {
        /// Why; the agent is told.
        reason: Option<String>,
    },
}

/// Decides a request.
pub async fn decide(desk: &Desk, face: Face, request_id: &str, verdict: Verdict) -> Result<Decided> {
    let engine = desk.engine()?;
    let now = engine.now();
    let id: i64 = request_id.parse().map_err(|_| no_request())?;
    engine.expire_requests(now).await?;
    let request = engine.read(move |store| store.request(id)).await?.ok_or_else(no_request)?;
    let input = match &verdict {
        Verdict::Approve { edited: Some(edited), .. } => edited.clone(),
        _ => previewing::asked(&request)?,
    };
    let mut memory = Memory::of_call(&engine, &Caller::Person(face), &request.operation, &input).with_words(&input);
    (memory.thread_id, memory.request_id) = (request.thread_id, Some(id));
    let outcome = decided(&engine, &request, &verdict, input, now).await;
    memory.decision = match (&outcome, &verdict) {
        (Err(_), _) => "refused",
        (Ok(_), Verdict::Approve { edited: Some(_), .. }) => "edited",
        (Ok(_), Verdict::Approve { .. }) => "approved",
        (Ok(_), Verdict::Reject { .. }) => "rejected",
    };
    memory.keep(&engine, outcome.as_ref().err());
    let outcome = outcome?;
    engine.emit(Topic::Approvals, None);
    engine.emit(Topic::Inbox, None);
    engine.emit(Topic::Thread, request.thread_id);
    Ok(Decided { approval: engine.approval(id).await?, outcome })
}

async fn decided(engine: &Engine, request: &Request, verdict: &Verdict, input: Value, now: Timestamp) -> Result<Option<Value>> {
    match (request.state, verdict) {
        (ApprovalState::Waiting, Verdict::Approve { edited, for_an_hour, new_messages }) => {
            let heard = late::person_has_seen(engine, request, *new_messages).await?;
            let let_go = LetGo { input, is_edited: edited.is_some(), for_an_hour: *for_an_hour, heard };
            approved(engine, request, let_go, now).await.map(Some)
        }
        (ApprovalState::Waiting, Verdict::Reject { reason }) => {
            let (id, reason) = (request.id, reason.clone());
            let said = move |store: &crate::store::Writer<'_>| {
                store.decide_request(id, ApprovalState::Rejected, Said { reason: reason.as_deref(), edited: None }, now)
            };
            if engine.write(said).await? { Ok(None) } else { Err(decided_before()) }
        }
        (ApprovalState::Expired, _) => Err(expired()),
        (ApprovalState::Approved | ApprovalState::Rejected, _) => Err(decided_before()),
    }
}

/// What a person lets go.
struct LetGo {
    input: Value,
    is_edited: bool,
    for_an_hour: bool,
    heard: Option<i64>,
}

async fn approved(engine: &Engine, request: &Request, let_go: LetGo, now: Timestamp) -> Result<Value> {
    let LetGo { input, is_edited, for_an_hour, heard } = let_go;
    let entry = find(&request.operation)?;
    if for_an_hour && !agents::can_be_allowed(entry, request.thread_id) {
        return Err(Error::new(
            ErrorCode::Contradiction,
            "Only messages in a conversation can be allowed for an hour: no template, and no first message. Nothing was sent.",
            "Approve this one by itself.",
        ));
    }
    let _turn = if entry.effect() == Effect::Send { Some(engine.agents_turn.lock().await) } else { None };
    if engine.agents_paused() {
        return Err(Error::new(
            ErrorCode::NotAllowed,
            "All agents are read-only now. The request was left as it is, and nothing was sent.",
            "Let agents write again first, or reject it.",
        ));
    }
    let caller = Caller::Agent(Client { id: request.client_id, name: request.client.clone() });
    let subject = entry.about(engine, &caller, &input).await?;
    if is_edited {
        goes_to_the_same(request, &input, &subject)?;
    }
    if !is_edited || request.file.is_some() {
        let asked = if is_edited { entry.about(engine, &caller, &previewing::asked(request)?).await? } else { subject.clone() };
        let digest = approvals::sealed_digest(&request.operation, &request.input, asked.seal.as_ref(), request.file.as_ref());
        if digest != request.digest {
            return Err(changed());
        }
    }
    let file = previewing::looked_at(request, &input)?;
    let approved = Approved { id: request.id, at: now, edited: is_edited.then(|| input.to_string()) };
    // A message is put into the outbox together with the say. Everything else is done after it: at most once.
    if entry.effect() != Effect::Send {
        let approved = approved.clone();
        engine.write(move |store| store.approve_request(&approved)).await?;
    }
    let act = Act { caller, approved: Some(approved), once: None, seal: subject.seal, heard, file };
    let answer = entry.run(engine, &act, input).await?;
    if for_an_hour {
        engine.allow_for_an_hour(allowance(entry, request)).await?;
    }
    Ok(answer.shown)
}

/// An edit changes what is said, never to whom or from which number.
fn goes_to_the_same(request: &Request, edited: &Value, subject: &Subject) -> Result<()> {
    let asked = previewing::asked(request)?;
    let same = ["conversation_selector", "whatsapp_config_id"].iter().all(|field| asked.get(field) == edited.get(field));
    if same && subject.thread_id == request.thread_id {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::Contradiction,
        "An edit cannot change to whom it goes or from which number. Nothing was sent.",
        "Reject the request, and write to them yourself.",
    ))
}

fn allowance(entry: &dyn Entry, request: &Request) -> Scope {
    Scope {
        client_id: Some(request.client_id),
        operation: Some(entry.name().to_owned()),
        phone_number_id: None,
        thread_id: request.thread_id,
    }
}
