//! What an agent asks: permitted by rules that only a person sets, and answered so that others' words stay others' words.

use serde_json::Value;

use super::{
    Reply, asking, find, granted, kept, late, places,
    reading::{self, Seen},
    remembering::Memory,
    showing,
    text::Answered,
    wish,
};
use crate::{
    caller::{Caller, Client},
    engine::{self, Engine},
    error::Result,
    once::Wished,
    operation::{Act, Effect, Entry, Subject},
    policy::Decision,
};

/// Asks for an operation as an agent.
pub(super) async fn call(engine: &Engine, client: &Client, name: &str, input: Value, seen: Seen, memory: &mut Memory) -> Result<Answered> {
    let outcome = through(engine, client, name, input, seen, memory).await;
    outcome.map_err(showing::without_traps)
}

async fn through(engine: &Engine, client: &Client, name: &str, input: Value, seen: Seen, memory: &mut Memory) -> Result<Answered> {
    let entry = find(name)?;
    if !engine.lists(client, entry) {
        return Err(engine::off(false));
    }
    let caller = Caller::Agent(client.clone());
    let (subject, repeated) = match entry.about(engine, &caller, &input).await {
        Ok(subject) => (subject, None),
        Err(error) => (Subject::default(), Some(granted::by_its_key(engine, entry, &caller, &input).await.ok_or(error)?)),
    };
    memory.thread_id = subject.thread_id;
    let places = places::touched(engine, &input, &subject).await?;
    // One at a time: what is allowed is counted, and stopping everybody stops the next one.
    let _turn = if entry.effect() == Effect::Send { Some(engine.agents_turn.lock().await) } else { None };
    let said = engine.decision(client, entry, &places);
    if said == Decision::Off {
        return Err(engine::off(engine.agents_paused() && entry.effect() != Effect::Read));
    }
    let once = wish(entry, &caller, name, &input, subject.thread_id);
    let before = if repeated.is_some() { repeated } else { granted::before(engine, once.as_ref()).await? };
    if let (Some(granted), true) = (before, repeated.is_some() || matches!(before, Some(Wished::Request(_)))) {
        let (id, reply) = asking::standing(engine, entry, granted, once.is_some_and(|once| once.key.is_none())).await?;
        memory.request_id = id;
        return Ok(Answered::Built(reply));
    }
    let heard = if before.is_none() { late::must_not_be(engine, Some(client), &subject).await? } else { None };
    if said == Decision::Ask || (entry.effect() == Effect::Send && needs_a_person(engine, client, &subject).await?) {
        memory.decision = "asked";
        let (id, reply) = asking::ask(engine, client, entry, &input, subject, once).await?;
        memory.request_id = id;
        return Ok(Answered::Built(reply));
    }
    memory.decision = "allowed";
    let act = Act { caller, approved: None, once, seal: subject.seal, heard, file: None };
    if entry.stays() && !engine.has_something_off(client) {
        let kept = kept::answer(engine, entry, &act, input).await?;
        reading::note(engine, client, seen, kept.read.clone()).await?;
        return Ok(Answered::Kept(kept));
    }
    let answer = entry.run(engine, &act, input).await?;
    showing::answer(engine, client, entry, seen, answer).await.map(|shown| Answered::Built(Reply::Done(shown)))
}

/// Whatever the rules allow: somebody who never got a message, an agent that has read what others wrote, too many messages.
async fn needs_a_person(engine: &Engine, client: &Client, subject: &Subject) -> Result<bool> {
    let Some(thread_id) = subject.thread_id else { return Ok(true) };
    Ok(engine.is_tainted(client, thread_id) || !engine.is_within_limits(client, thread_id).await?)
}

/// Whether an hour's allowance may be given for what was asked: never for templates, never for a first message.
pub(crate) fn can_be_allowed(entry: &dyn Entry, thread_id: Option<i64>) -> bool {
    entry.effect() == Effect::Send && thread_id.is_some() && entry.name() != "whatsapp_send_template"
}
