//! The guard against late answers: who has not seen what the contact wrote meanwhile sends nothing, and gets to see it.

use serde_json::Value;

use crate::{
    caller::Client,
    engine::Engine,
    error::{Error, ErrorCode, Result},
    model::Message,
    operation::Subject,
    store::approvals::Request,
    values::Direction,
};

/// A page that holds every new message in all but the busiest threads.
const PAGE: u32 = 50;

/// Refuses a message whose author has not seen the contact's newest one. Agents are guarded by what they read; whoever
/// says what they have seen is taken at their word.
/// Gives the newest one, if the author is guarded: it must still be that when the message leaves.
pub(super) async fn must_not_be(engine: &Engine, agent: Option<&Client>, subject: &Subject) -> Result<Option<i64>> {
    let (Some(thread_id), Some(_)) = (subject.thread_id, &subject.seal) else { return Ok(None) };
    let newest = engine.read(move |store| store.newest_heard(thread_id, None)).await?;
    let seen = match &subject.expects {
        Some(wamid) => Some(expected(engine, thread_id, wamid.clone()).await?),
        None => agent.and_then(|client| engine.last_read(client, thread_id)),
    };
    let Some(seen) = seen else { return Ok(agent.map(|_| newest)) };
    let new = new_messages(engine, thread_id, seen).await?;
    if new.is_empty() {
        return Ok(Some(newest));
    }
    if let Some(client) = agent {
        engine.agent_reads(client, vec![(thread_id, newest)]).await?;
    }
    Err(stale(&new, "The contact wrote since you last read this conversation.", "Read `new_messages`, then send what still fits."))
}

/// Refuses an approval whose person was shown fewer of the contact's messages than there are by now. Gives the newest one.
pub(super) async fn person_has_seen(engine: &Engine, request: &Request, shown: u32) -> Result<Option<i64>> {
    let Some(thread_id) = request.thread_id else { return Ok(None) };
    let newest = engine.read(move |store| store.newest_heard(thread_id, None)).await?;
    let new = new_messages(engine, thread_id, request.heard).await?;
    if new.len() <= usize::try_from(shown).unwrap_or(usize::MAX) {
        return Ok(Some(newest));
    }
    let remedy = "Read what they wrote. Then approve it all the same, edit it, or reject it.";
    Err(stale(&new, "The contact wrote after this was asked. The request waits on.", remedy))
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

fn stale(new: &[Message], what: &str, remedy: &str) -> Error {
    let mut error = Error::new(ErrorCode::Stale, format!("{what} Nothing was sent."), remedy);
    let objects = new.iter().filter_map(|message| serde_json::to_value(message).ok());
    error.new_messages = objects.filter_map(|message| if let Value::Object(fields) = message { Some(fields) } else { None }).collect();
    error
}
