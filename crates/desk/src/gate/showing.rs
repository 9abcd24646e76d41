//! What an agent is shown: nothing of conversations that are off for it, others' words between marks, and a note of what it read.

use std::collections::BTreeMap;

use serde_json::Value;

use super::reading::{self, Seen};

use crate::{
    caller::Client,
    engine::{ELSEWHERE, Engine},
    error::{Error, ErrorCode, Result},
    operation::{Answer, Effect, Entry},
    policy::Decision,
    quoting,
    store::Reader,
};

/// An answer as this agent may see it.
pub(super) async fn answer(engine: &Engine, client: &Client, entry: &dyn Entry, seen: Seen, mut answer: Answer) -> Result<Value> {
    if !entry.quotes() {
        return Ok(answer.shown);
    }
    let whole = answer.whole.clone().unwrap_or_else(|| answer.shown.clone());
    let threads = named(engine, whole).await?;
    let hidden = if engine.has_something_off(client) { threads.hidden(engine, client, entry).await? } else { Vec::new() };
    if !hidden.is_empty() {
        answer.without(&|item| threads.of(item).iter().any(|thread| hidden.contains(thread)));
        let whole = answer.whole.clone().unwrap_or_else(|| answer.shown.clone());
        if named(engine, whole).await?.read.keys().any(|thread| hidden.contains(thread)) {
            return Err(crate::engine::off(false));
        }
    }
    let mut shown = answer.shown;
    let quotes = mark(&mut shown);
    // What a send answers is the agent's own message.
    if quotes && entry.effect() != Effect::Send {
        // What was looked up is what is shown, unless something was taken out of it.
        let threads = if hidden.is_empty() { threads } else { named(engine, answer.whole.unwrap_or_else(|| shown.clone())).await? };
        reading::note(engine, client, seen, threads.read()).await?;
    }
    Ok(shown)
}

/// An answer for whoever has nothing off, not marked yet, and what its reader has read then.
pub(super) async fn open(engine: &Engine, answer: Answer) -> Result<(Value, Vec<(i64, i64)>)> {
    let read = named(engine, answer.whole.unwrap_or_else(|| answer.shown.clone())).await?.read();
    Ok((answer.shown, read))
}

/// Marks others' words in an answer; true when there are any.
pub(super) fn mark(answer: &mut Value) -> bool {
    quoting::mark(answer, &nonce())
}

/// A failure as an agent sees it: names and others' words in it are marked like everywhere.
pub(super) fn without_traps(mut error: Error) -> Error {
    let nonce = nonce();
    if quotes_others(error.code) {
        error.message = quoting::quoted(&error.message, &nonce);
    } else {
        error.message = quoting::visible(&error.message);
    }
    error.remedy = quoting::visible(&error.remedy);
    for message in &mut error.new_messages {
        quoting::mark_fields(message, &nonce);
    }
    error
}

/// Failures whose words name contacts or repeat what Kapso said.
fn quotes_others(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::Ambiguous
            | ErrorCode::WindowClosed
            | ErrorCode::UpstreamRefused
            | ErrorCode::UpstreamUnreadable
            | ErrorCode::PaymentRequired
            | ErrorCode::Duplicate
    )
}

/// What nobody could know before.
pub(super) fn nonce() -> String {
    format!("{:08x}", rand::random::<u32>())
}

/// The threads that an answer shows something of, with the newest message of the contact that is in it or was known to it.
struct Named {
    read: BTreeMap<i64, i64>,
    conversations: BTreeMap<String, i64>,
    messages: BTreeMap<String, i64>,
}

async fn named(engine: &Engine, whole: Value) -> Result<Named> {
    engine
        .read(move |store| {
            let mut named = Named { read: BTreeMap::new(), conversations: BTreeMap::new(), messages: BTreeMap::new() };
            named.look(store, &whole)?;
            Ok(named)
        })
        .await
}

impl Named {
    fn look(&mut self, store: &Reader<'_>, value: &Value) -> Result<()> {
        match value {
            Value::Array(items) => items.iter().try_for_each(|item| self.look(store, item)),
            Value::Object(fields) => {
                self.look_at(store, value)?;
                fields.values().try_for_each(|field| self.look(store, field))
            }
            _ => Ok(()),
        }
    }

    fn look_at(&mut self, store: &Reader<'_>, item: &Value) -> Result<()> {
        let text = |field: &str| item.get(field).and_then(Value::as_str);
        if let Some(thread) = text("thread_id").and_then(|id| id.parse().ok()) {
            let until = item.pointer("/window/last_inbound_at").and_then(Value::as_str).and_then(|at| at.parse().ok());
            let newest = if until.is_some() { store.newest_heard(thread, until)? } else { 0 };
            self.saw(thread, newest);
        }
        if let Some(conversation) = text("conversation_id")
            && let Some(thread) = store.thread_of_conversation(conversation)?
        {
            self.conversations.insert(conversation.to_owned(), thread);
            self.saw(thread, 0);
        }
        if let Some(wamid) = text("message_id")
            && let Some((thread, id)) = store.row_of_message(wamid)?
        {
            self.messages.insert(wamid.to_owned(), thread);
            self.saw(thread, if text("direction") == Some("outbound") { 0 } else { id });
        }
        Ok(())
    }

    /// What of it was read; what stands in no thread was read elsewhere.
    fn read(self) -> Vec<(i64, i64)> {
        if self.read.is_empty() { vec![(ELSEWHERE, 0)] } else { self.read.into_iter().collect() }
    }

    fn saw(&mut self, thread: i64, message: i64) {
        let newest = self.read.entry(thread).or_insert(message);
        *newest = message.max(*newest);
    }

    /// The threads that one object names itself.
    fn of(&self, item: &Value) -> Vec<i64> {
        let text = |field: &str| item.get(field).and_then(Value::as_str);
        let by_thread = text("thread_id").and_then(|id| id.parse().ok());
        let by_conversation = text("conversation_id").and_then(|id| self.conversations.get(id).copied());
        let by_message = text("message_id").and_then(|id| self.messages.get(id).copied());
        by_thread.into_iter().chain(by_conversation).chain(by_message).collect()
    }

    /// Those of them that are off for this agent.
    async fn hidden(&self, engine: &Engine, client: &Client, entry: &dyn Entry) -> Result<Vec<i64>> {
        let threads: Vec<i64> = self.read.keys().copied().collect();
        let places =
            engine.read(move |store| threads.into_iter().map(|thread| store.place_of_thread(thread)).collect::<Result<Vec<_>>>()).await?;
        let is_off = |place: &crate::policy::Place| engine.decision(client, entry, std::slice::from_ref(place)) == Decision::Off;
        Ok(places.iter().filter(|place| is_off(place)).filter_map(|place| place.thread_id).collect())
    }
}
