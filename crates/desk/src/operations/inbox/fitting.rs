//! As much of conversations as an agent is given that does not say how much: of each the newest messages.

use super::{ConversationContext, MESSAGES, Thread};
use crate::{
    engine::Engine,
    error::Result,
    operation::room::{FRAME, ROOM, fitting, taken_by},
    values::ResponseFormat,
};

/// Bytes that a thread takes: without messages, and each message, newest first.
struct Taken {
    around: usize,
    messages: Vec<usize>,
}

/// These conversations with as many messages of each as there is place for; when one of each is too much, fewer conversations.
pub(super) async fn context(
    engine: &Engine,
    ids: Vec<String>,
    cursor: Option<String>,
    format: ResponseFormat,
) -> Result<ConversationContext> {
    let place = ROOM.saturating_sub(FRAME).saturating_sub(ids.iter().map(|id| id.len().saturating_add(3)).sum());
    let mut limit = MESSAGES;
    loop {
        let (mut conversations, as_of) = engine.threads(ids.clone(), limit, cursor.clone()).await?;
        let taken: Vec<Taken> = conversations.iter().map(|thread| Taken::by(thread, format)).collect();
        // What has not left stands beside the newest, whatever the limit: so it is asked again until it fits.
        let all = taken.iter().map(|thread| thread.with(usize::MAX)).sum::<usize>();
        if all > place && limit > 1 {
            let fits =
                |messages: &u32| taken.iter().map(|thread| thread.with(usize::try_from(*messages).unwrap_or(1))).sum::<usize>() <= place;
            limit = (1..limit).rev().find(fits).unwrap_or(1);
            continue;
        }
        conversations.truncate(fitting(taken.iter().map(|thread| thread.with(usize::MAX)), place).max(1));
        let left_off = ids.into_iter().skip(conversations.len()).collect();
        return Ok(ConversationContext { conversations, left_off, as_of });
    }
}

impl Taken {
    fn by(thread: &Thread, format: ResponseFormat) -> Self {
        let without = Thread { messages: Vec::new(), ..thread.clone() };
        let messages = thread.messages.iter().rev().map(|message| taken_by(message, format)).collect();
        Self { around: taken_by(&without, format), messages }
    }

    /// Bytes with at most so many messages.
    fn with(&self, messages: usize) -> usize {
        self.messages.iter().take(messages).sum::<usize>().saturating_add(self.around)
    }
}
