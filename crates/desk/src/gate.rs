//! The one door that every face enters: parse → permit → run → remember, in that order.
//! Permit comes after parse, because nobody should be asked to approve nonsense.

mod agents;
mod asking;
mod deciding;
mod granted;
mod kept;
mod late;
mod places;
mod previewing;
mod reading;
mod refusing;
mod remembering;
mod showing;
mod text;

pub(crate) use agents::can_be_allowed;
pub use deciding::{Verdict, decide};
pub(crate) use kept::Shelf;
pub(crate) use previewing::preview;
pub use text::Text;

use serde_json::{Value, json};

use crate::{
    action::Remembered,
    actions,
    caller::{Caller, Face},
    desk::Desk,
    engine::Engine,
    error::{Error, ErrorCode, Result},
    once::Once,
    operation::{Act, Effect, Entry},
    operations,
};
use reading::Seen;
use remembering::Memory;
use text::Answered;

/// What an operation answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// It was done; this is its output.
    Done(Value),
    /// A person decides first. Nothing was done; this says what happens next.
    Pending(Value),
}

impl Reply {
    fn map(self, change: impl FnOnce(Value) -> Value) -> Self {
        match self {
            Self::Done(value) => Self::Done(change(value)),
            Self::Pending(value) => Self::Pending(change(value)),
        }
    }
}

/// Asks for an operation by name.
pub async fn call(desk: &Desk, caller: &Caller, name: &str, input: Value) -> Result<Reply> {
    asked(desk, caller, name, input, Seen::Words).await?.into_reply()
}

/// The same for ids alone: whoever gets them has seen nothing of what was said, but has come near it.
pub async fn call_for_ids(desk: &Desk, caller: &Caller, name: &str, input: Value) -> Result<Reply> {
    asked(desk, caller, name, input, Seen::Ids).await?.into_reply()
}

/// The same, written out: what is ready as text need not be built again.
pub async fn call_for_text(desk: &Desk, caller: &Caller, name: &str, input: Value) -> Result<Text> {
    asked(desk, caller, name, input, Seen::Words).await?.into_text()
}

async fn asked(desk: &Desk, caller: &Caller, name: &str, input: Value, seen: Seen) -> Result<Answered> {
    let engine = desk.engine()?;
    if caller.agent().is_some() && !engine.has_room_to_note() {
        return Err(cannot_be_noted());
    }
    let input = if input.is_null() { json!({}) } else { input };
    let mut memory = Memory::of_call(&engine, caller, name, &input);
    let outcome = match caller {
        Caller::Person(_) => by_a_person(&engine, caller, name, input, &mut memory).await.map(Answered::Built),
        Caller::Agent(client) => agents::call(&engine, client, name, input, seen, &mut memory).await,
    };
    memory.keep(&engine, outcome.as_ref().err());
    outcome
}

/// Does what only a person at the desk can do. No agent reaches this.
pub async fn act(desk: &Desk, face: Face, name: &str, input: Value) -> Result<Value> {
    let entry = actions::find(name).ok_or_else(|| unknown(name))?;
    let (remembered, Ok(engine)) = (entry.remembered(), desk.engine()) else { return entry.run(desk, face, input).await };
    if remembered == Remembered::Not {
        return entry.run(desk, face, input).await;
    }
    let mut memory = Memory::of_call(&engine, &Caller::Person(face), name, &input);
    if remembered == Remembered::Input {
        memory = memory.with_words(&input);
    }
    drop(engine);
    let outcome = entry.run(desk, face, input).await;
    memory.decision = if outcome.is_ok() { "allowed" } else { "refused" };
    // A project that was closed meanwhile notes nothing more.
    if let Ok(engine) = desk.engine() {
        memory.keep(&engine, outcome.as_ref().err());
    }
    outcome
}

async fn by_a_person(engine: &Engine, caller: &Caller, name: &str, input: Value, memory: &mut Memory) -> Result<Reply> {
    let entry = find(name)?;
    let subject = match entry.about(engine, caller, &input).await {
        Ok(subject) => subject,
        Err(error) => {
            let granted = granted::by_its_key(engine, entry, caller, &input).await.ok_or(error)?;
            return asking::standing(engine, entry, granted, false).await.map(|(_, reply)| reply);
        }
    };
    memory.thread_id = subject.thread_id;
    let once = wish(entry, caller, name, &input, subject.thread_id);
    let heard = match granted::before(engine, once.as_ref()).await? {
        Some(_) => None,
        None => late::must_not_be(engine, None, &subject).await?,
    };
    memory.decision = "allowed";
    let act = Act { caller: caller.clone(), approved: None, once, seal: None, heard, file: None };
    Ok(Reply::Done(entry.run(engine, &act, input).await?.shown))
}

/// What tells a wish that has an effect outside from another one.
fn wish(entry: &dyn Entry, caller: &Caller, name: &str, input: &Value, thread_id: Option<i64>) -> Option<Once> {
    matches!(entry.effect(), Effect::Send | Effect::Delete).then(|| Once::of(caller, name, input, thread_id))
}

fn find(name: &str) -> Result<&'static dyn Entry> {
    operations::find(name).ok_or_else(|| unknown(name))
}

fn cannot_be_noted() -> Error {
    Error::new(
        ErrorCode::StoreUnwritable,
        "The local store takes nothing, and no more calls of agents can be remembered until it does. Nothing was done.",
        "A person has to free some space or make the data directory writable.",
    )
}

fn unknown(name: &str) -> Error {
    let known: Vec<&str> = operations::OPERATIONS.iter().map(|entry| entry.name()).collect();
    let name: String = name.chars().take(80).collect();
    Error::new(ErrorCode::UnknownOperation, format!("There is no operation `{name}`."), format!("There are: {}.", known.join(", ")))
}
