//! The guard against late answers: who has not seen what the contact wrote meanwhile sends nothing, and gets to see it.

use serde_json::Value;

use crate::{
    caller::Client,
    engine::Engine,
    error::{Error, ErrorCode, Result},
    model::Message,
    operation::Subject,
    values::Direction,
};

/// A page that holds every new message in all but the busiest threads.
const PAGE: u32 = 50;

/// Refuses a message whose author has not seen the contact's newest one. Agents are guarded by what they read; whoever
/// says what they have seen is taken at their word.
pub(super) async fn must_not_be(engine: &Engine, agent: Option<&Client>, subject: &Subject) -> Result<()> {
    let (Some(thread_id), Some(_)) = (subject.thread_id, &subject.seal) else { return Ok(()) };
    let seen = match &subject.expects {
        Some(wamid) => Some(expected(engine, thread_id, wamid.clone()).await?),
        None => agent.and_then(|client| engine.last_read(client, thread_id)),
    };
    let Some(seen) = seen else { return Ok(()) };
    let new = new_messages(engine, thread_id, seen).await?;
    if new.is_empty() {
        return Ok(());
    }
    if let Some(client) = agent {
        let newest = engine.read(move |store| store.newest_heard(thread_id, None)).await?;
        engine.agent_reads(client, vec![(thread_id, newest)]).await?;
    }
    Err(stale(&new))
}

async fn expected(engine: &Engine, thread_id: i64, wamid: String) -> Result<i64> {
    match engine.read(move |store| store.row_of_message(&wamid)).await? {
        Some((thread, id)) if thread == thread_id => Ok(id),
        _ => Err(Error::new(
            ErrorCode::NotFound,
            "`expected_last_message_id` is no message of this conversation. Nothing was sent.",
            "Take `message_id` of its newest message from `whatsapp_get_conversation_context`.",
        )),
    }
}

async fn new_messages(engine: &Engine, thread_id: i64, seen: i64) -> Result<Vec<Message>> {
    engine
        .read(move |store| {
            let new = store.heard_after(thread_id, seen)?;
            if new.is_empty() {
                return Ok(Vec::new());
            }
            let is_new = |message: &Message| message.message_id.as_ref().is_some_and(|wamid| new.contains(wamid));
            let page = store.thread_page(thread_id, None, PAGE)?.messages;
            Ok(page.into_iter().filter(|message| message.direction == Direction::Inbound && is_new(message)).collect())
        })
        .await
}

fn stale(new: &[Message]) -> Error {
    let mut error = Error::new(
        ErrorCode::Stale,
        "The contact wrote since you last read this conversation. Nothing was sent.",
        "Read `new_messages`, then send what still fits.",
    );
    let objects = new.iter().filter_map(|message| serde_json::to_value(message).ok());
    error.new_messages = objects.filter_map(|message| if let Value::Object(fields) = message { Some(fields) } else { None }).collect();
    error
}
