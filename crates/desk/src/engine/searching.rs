//! Searching the store.

use jiff::Timestamp;

use super::{
    Engine,
    asking::{no_conversation, number, number_of_config},
};
use crate::{
    error::Result,
    operation::Operation as _,
    operations::search::{
        ConversationHit, ConversationsFound, HitOrder, MessageHit, MessagesFound, Said, SearchConversations, SearchMessages,
    },
    question::Question,
    search::{self, Query, Snippet},
    store::{
        Reader,
        messages::FoundIn,
        search::{ConversationCut, FoundConversation, Hit, Order, Place, Spot, Wanted},
    },
};

impl Engine {
    /// Messages by what they say, in one snapshot of the store.
    pub async fn search_messages(
        &self,
        asked: SearchMessages,
        since: Option<Timestamp>,
        until: Option<Timestamp>,
    ) -> Result<MessagesFound> {
        let cut_by = (&asked.query, &asked.conversation_id, &asked.whatsapp_config_id, asked.direction, asked.kind, since, until);
        let question = Question::of(SearchMessages::NAME, &cut_by);
        let start = asked.cursor.as_deref().map(|cursor| Place::parse(question.place(cursor)?)).transpose()?;
        let context = asked.per_hit_context.unwrap_or(0);
        self.read(move |store| {
            let wanted = Wanted { since, until, ..wanted(store, &asked)? };
            let found = store.search_messages(&wanted, start, asked.limit.unwrap_or(20))?;
            let hits = found.hits.into_iter().map(|hit| shown(store, hit, &wanted.query, context)).collect::<Result<_>>()?;
            let order = match found.order {
                Order::Ranked => HitOrder::Ranked,
                Order::Newest => HitOrder::Newest,
            };
            Ok(MessagesFound { hits, order, next_cursor: found.next.map(|place| question.cursor(&place.cursor())), as_of: store.as_of()? })
        })
        .await
    }

    /// Conversations by whom they are with and by what was said in them, in one snapshot of the store.
    pub async fn search_conversations(
        &self,
        asked: SearchConversations,
        (since, until): (Option<Timestamp>, Option<Timestamp>),
    ) -> Result<ConversationsFound> {
        let cut_by = (&asked.query, asked.status, &asked.whatsapp_config_id, since, until);
        let question = Question::of(SearchConversations::NAME, &cut_by);
        let start = asked.cursor.as_deref().map(|cursor| Spot::parse(question.place(cursor)?)).transpose()?;
        let (now, limit) = (self.now(), usize::try_from(asked.limit.unwrap_or(20)).unwrap_or(20));
        self.read(move |store| {
            let phone_number_id = asked.whatsapp_config_id.as_deref().map(|id| number_of_config(store, id)).transpose()?;
            let query = Query::parse(asked.query.as_deref().unwrap_or_default());
            let cut = ConversationCut { typed: asked.query, status: asked.status, phone_number_id, since, until, now };
            let (found, next) = store.search_conversations(&cut, start, limit)?;
            let messages = if asked.include_messages { MESSAGES_SHOWN } else { 0 };
            let hits = found.into_iter().map(|found| shown_conversation(store, found, &query, messages)).collect::<Result<_>>()?;
            Ok(ConversationsFound { hits, next_cursor: next.map(|spot| question.cursor(&spot.cursor())), as_of: store.as_of()? })
        })
        .await
    }
}

/// Messages of each conversation that was found, where they are asked for.
const MESSAGES_SHOWN: u32 = 10;

fn wanted(store: &Reader<'_>, asked: &SearchMessages) -> Result<Wanted> {
    let thread_id = match &asked.conversation_id {
        Some(id) => Some(store.thread_of_conversation(id)?.ok_or_else(no_conversation)?),
        None => None,
    };
    let phone_number_id = asked.whatsapp_config_id.as_deref().map(|id| number_of_config(store, id)).transpose()?;
    let query = Query::parse(&asked.query);
    Ok(Wanted { query, thread_id, phone_number_id, direction: asked.direction, kind: asked.kind, since: None, until: None })
}

/// A hit is shown by the part of it in which most of what was looked for stands.
fn shown(store: &Reader<'_>, hit: Hit, query: &Query, context: u32) -> Result<MessageHit> {
    let (before, after) = if context == 0 { (Vec::new(), Vec::new()) } else { store.around(hit.thread_id, hit.id, context)? };
    let (found_in, snippet) = best_part(&hit, query);
    Ok(MessageHit {
        contact_name: hit.contact_name,
        phone_number: hit.digits.map(|digits| format!("+{digits}")),
        config_name: hit.config_name,
        direction: hit.direction,
        kind: hit.kind,
        at: hit.at,
        found_in,
        snippet,
        message_id: Some(hit.wamid),
        conversation_id: hit.conversation_id,
        thread_id: Some(hit.thread_id.to_string()),
        before,
        after,
    })
}

fn shown_conversation(store: &Reader<'_>, (conversation, hit): FoundConversation, query: &Query, messages: u32) -> Result<ConversationHit> {
    let thread_id = conversation.thread_id.as_deref().map(number).transpose()?;
    let messages = match thread_id {
        Some(thread_id) if messages > 0 => store.thread_page(thread_id, None, messages)?.messages,
        _ => Vec::new(),
    };
    let said = hit.map(|hit| Said { at: hit.at, snippet: best_part(&hit, query).1, message_id: Some(hit.wamid) });
    Ok(ConversationHit { conversation, said, messages })
}

/// The part in which most of what was looked for stands, and how it is shown.
fn best_part(hit: &Hit, query: &Query) -> (FoundIn, Snippet) {
    let mut best = (FoundIn::Text, "", Vec::new(), 0);
    for (part, text) in hit.parts.readable(hit.text.as_deref()) {
        let (marks, phrases) = search::marks(text, query);
        if phrases > best.3 {
            best = (part, text, marks, phrases);
        }
    }
    let (found_in, text, marks, _) = best;
    (found_in, search::snippet(text, &marks))
}
