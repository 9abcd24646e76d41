//! Marking what was dealt with: read marks and the status of conversations.

use jiff::{SignedDuration, Timestamp};

use super::Engine;
use crate::{
    error::{Error, ErrorCode, Result},
    events::Topic,
    model::Conversation,
    store::messages::Place,
    translate, upstream,
    values::{ConversationStatus, Direction},
};

/// WhatsApp takes no read mark for messages older than this.
const OLDEST: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What a read mark came to.
#[derive(Debug, Clone)]
pub struct Marked {
    /// The message that it stands on.
    pub place: Place,
    /// Messages that were unread until now.
    pub count: u64,
}

impl Engine {
    /// Marks one inbound message read, and with it what came before.
    pub async fn mark_message_read(&self, wamid: String) -> Result<Marked> {
        let place = self.read(move |store| store.place_of_message(&wamid)).await?.ok_or_else(|| {
            Error::new(
                ErrorCode::NotFound,
                "There is no such message on this desk. Nothing was marked.",
                "Take a message id from a detailed `whatsapp_get_conversation_context`.",
            )
        })?;
        if place.direction == Direction::Outbound {
            return Err(Error::new(
                ErrorCode::InvalidValue,
                "That message was sent by us; only what a contact wrote can be marked read. Nothing was marked.",
                "Take the id of an inbound message from a detailed `whatsapp_get_conversation_context`.",
            ));
        }
        self.mark_read(place).await
    }

    /// Marks what a contact wrote until then read.
    pub async fn mark_read_until(&self, conversation_id: String, until: Timestamp) -> Result<Marked> {
        let newest = self
            .read(move |store| {
                let thread = store.thread_of_conversation(&conversation_id)?.ok_or_else(super::asking::no_conversation)?;
                store.newest_inbound(thread, until)
            })
            .await?;
        self.mark_read(newest.ok_or_else(|| {
            Error::new(
                ErrorCode::NotFound,
                format!("The contact wrote nothing before {until}. Nothing was marked."),
                "Give a later `before`.",
            )
        })?)
        .await
    }

    async fn mark_read(&self, place: Place) -> Result<Marked> {
        let now = self.now();
        if now.duration_since(place.at) > OLDEST {
            return Err(Error::new(
                ErrorCode::InvalidValue,
                format!("The message is from {}; WhatsApp takes no read mark after 30 days. Nothing was marked.", place.at),
                "Mark a newer message; the older ones are covered by it.",
            ));
        }
        let until = place.clone();
        let count = self.read(move |store| store.count_unread_until(&until)).await?;
        let thread = place.thread_id;
        if count == 0 && self.write(move |store| store.take_unread_mark(thread)).await? {
            self.emit(Topic::Inbox, None);
        }
        if count > 0 {
            let marked = self.kapso().mark_read(&place.phone_number_id, &place.wamid).await;
            marked.map_err(|error| upstream::explain_unrepeated(&error, "Ask again; to mark twice does no harm."))?;
            let until = place.clone();
            self.write(move |store| store.mark_read_until(&until, now)).await?;
            self.emit(Topic::Thread, Some(place.thread_id));
            self.emit(Topic::Inbox, None);
        }
        Ok(Marked { place, count })
    }

    /// Ends a conversation or makes it active again; gives its thread, and whether that changed anything.
    pub async fn set_conversation_status(&self, id: String, status: ConversationStatus) -> Result<(Conversation, bool)> {
        let now = self.now();
        let known = id.clone();
        let thread = self.read(move |store| store.thread_of_conversation(&known)).await?.ok_or_else(super::asking::no_conversation)?;
        let row = self.read(move |store| store.thread(thread, now)).await?.ok_or_else(super::asking::no_conversation)?;
        if let Some(newer) = row.conversation_id.filter(|newer| *newer != id && status == ConversationStatus::Active) {
            return Err(Error::new(
                ErrorCode::InvalidValue,
                "That conversation has ended, and the contact has a newer one. Nothing was changed.",
                format!("Use the newer one: {newer}."),
            ));
        }
        let unchanged = |error: kapso::Error| upstream::explain_unrepeated(&error, "Ask again; to set it twice does no harm.");
        let mut there = self.kapso().conversation(&id).await.map_err(unchanged)?;
        let changed = there.status.as_deref() != Some(status.as_str());
        if changed {
            there = self.kapso().set_conversation_status(&id, status.as_str()).await.map_err(unchanged)?;
        }
        if let Some(seen) = translate::conversation(there) {
            self.write(move |store| {
                store.put_conversation(&seen)?;
                store.refresh_thread(thread)
            })
            .await?;
        }
        self.emit(Topic::Thread, Some(thread));
        self.emit(Topic::Inbox, None);
        let row = self.read(move |store| store.thread(thread, now)).await?.ok_or_else(super::asking::no_conversation)?;
        Ok((row, changed))
    }
}
