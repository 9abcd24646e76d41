//! Messages that leave, and taking them back.

use std::sync::atomic::Ordering;

use jiff::{SignedDuration, Timestamp};

use super::{Engine, asking::number};
use crate::{
    caller::Caller,
    error::{Error, ErrorCode, Result},
    events::Topic,
    model::Message,
    once::Wished,
    operation::Act,
    outbox::{self, Attempt, Content, Wish},
    selector::{Addressee, Recipient},
    store::{Writer, outbox::Sender},
    values::{AuthorKind, Delivery, MessageKind},
};

/// Characters of the text below a file (Cloud API).
const LONGEST_CAPTION: usize = 1024;

/// A message in the outbox.
#[derive(Debug)]
pub struct Sent {
    /// As the thread shows it now.
    pub message: Message,
    /// Whether the same wish, which carried no key, was granted a moment ago, and nothing more was sent.
    pub deduplicated: bool,
}

impl Engine {
    /// Puts a message into the outbox and gives it as the thread shows it now. The same wish gives the same message.
    pub async fn send(&self, to: &Recipient, content: Content, act: &Act) -> Result<Sent> {
        self.send_to(Addressee::Known(to.clone()), content, act).await.map(|(_, sent)| sent)
    }

    /// The same; somebody who never wrote gets a thread with it.
    pub async fn send_to(&self, to: Addressee, content: Content, act: &Act) -> Result<(Recipient, Sent)> {
        let sender = match &act.caller {
            Caller::Person(_) => Sender { kind: AuthorKind::Person, name: None, client_id: None, approval: None, heard: act.heard },
            Caller::Agent(client) => Sender {
                kind: AuthorKind::Agent,
                name: Some(client.name.clone()),
                client_id: Some(client.id),
                approval: act.approved.as_ref().map(|approved| (approved.id, approved.at)),
                heard: act.heard,
            },
        };
        let now = self.now();
        let leaves_at = self.after_the_undo_window(now);
        let (once, approved) = (act.once.clone(), act.approved.clone());
        let has_no_key = once.as_ref().is_some_and(|once| once.key.is_none());
        let (id, recipient, again) = self
            .write(move |store| {
                // In one transaction, so that no end of the program can part a person's say from what it lets go.
                if let Some(approved) = &approved {
                    store.approve_request(approved)?;
                }
                let recipient = match to {
                    Addressee::Known(recipient) => recipient,
                    Addressee::New(stranger) => store.start_thread(&stranger)?,
                };
                let add = |store: &Writer<'_>, to: &Recipient| {
                    if sender.kind == AuthorKind::Person {
                        store.use_draft(to.thread_id, &content)?;
                        store.take_unread_mark(to.thread_id)?;
                    }
                    store.add_send(to, &content, &sender, now, leaves_at)
                };
                let Some(once) = once else {
                    return Ok((add(store, &recipient)?, recipient, false));
                };
                if let Some(Wished::Send(id)) = store.wished(&once, now)? {
                    return Ok((id, recipient, true));
                }
                let id = add(store, &recipient)?;
                store.keep_wish(&once, Wished::Send(id), now)?;
                Ok((id, recipient, false))
            })
            .await?;
        if !again {
            self.send_changed(recipient.thread_id);
        }
        Ok((recipient, Sent { message: self.shown_send(id).await?, deduplicated: again && has_no_key }))
    }

    /// Refuses an answer to a message that is not in the recipient's thread: WhatsApp would show it as an answer to nothing.
    pub async fn must_answer_here(&self, to: &Recipient, reply_to: Option<&str>) -> Result<()> {
        let Some(wamid) = reply_to.map(str::to_owned) else { return Ok(()) };
        match self.read(move |store| store.row_of_message(&wamid)).await? {
            Some((thread, _)) if thread == to.thread_id => Ok(()),
            _ => Err(Error::new(
                ErrorCode::NotFound,
                "The message that `reply_to_message_id` names is not in this conversation. Nothing was sent.",
                "Take a message id from a detailed `whatsapp_get_conversation_context` of it, or leave it out.",
            )),
        }
    }

    /// Takes back a message that has not left.
    pub async fn undo_send(&self, send_id: &str) -> Result<Message> {
        self.wish(send_id, Wish::Undo).await
    }

    /// Puts another text into a message that has not left, which then has the whole undo window before it again.
    pub async fn edit_send(&self, send_id: &str, text: String) -> Result<Message> {
        let (id, now) = (number(send_id)?, self.now());
        let leaves_at = self.after_the_undo_window(now);
        let thread = self
            .write(move |store| {
                let (thread, message) = store.send(id)?.ok_or_else(no_send)?;
                if !outbox::can(message.delivery, Wish::Edit) {
                    return Err(too_late(message.delivery));
                }
                if message.kind != MessageKind::Text && text.chars().count() > LONGEST_CAPTION {
                    return Err(no_text("A caption has at most 1024 characters."));
                }
                if store.edit_send(id, &text, now, leaves_at)? {
                    Ok(thread)
                } else {
                    Err(no_text("Only texts and captions can be changed."))
                }
            })
            .await?;
        self.send_changed(thread);
        self.shown_send(id).await
    }

    /// Sends a failed or uncertain message once more.
    pub async fn retry_send(&self, send_id: &str) -> Result<Message> {
        self.wish(send_id, Wish::Retry).await
    }

    /// Takes a failed, cancelled or uncertain message out of the thread.
    pub async fn discard_send(&self, send_id: &str) -> Result<Message> {
        self.wish(send_id, Wish::Discard).await
    }

    /// Whether a message is due and has not begun to leave.
    pub async fn has_something_to_send(&self) -> Result<bool> {
        let next = self.read(|store| store.next_send_at()).await?;
        Ok(next.is_some_and(|at| at <= self.now().as_millisecond()))
    }

    /// How many messages could not leave yet.
    pub async fn waiting_sends(&self) -> Result<u32> {
        self.read(|store| store.waiting_sends()).await
    }

    async fn wish(&self, send_id: &str, wish: Wish) -> Result<Message> {
        let id = number(send_id)?;
        let now = self.now();
        let retried_at = self.after_the_undo_window(now);
        let thread = self
            .write(move |store| {
                let (thread, message) = store.send(id)?.ok_or_else(no_send)?;
                if !outbox::can(message.delivery, wish) {
                    return Err(too_late(message.delivery));
                }
                match wish {
                    Wish::Undo | Wish::Edit => store.wish_send(id, Delivery::Cancelled, now, false)?,
                    Wish::Retry => store.wish_send(id, Delivery::Held, retried_at, false)?,
                    Wish::Discard => store.wish_send(id, Delivery::Cancelled, now, true)?,
                }
                Ok(thread)
            })
            .await?;
        self.send_changed(thread);
        self.shown_send(id).await
    }

    /// Tells the sender and every view that a thread's sends changed.
    pub(crate) fn send_changed(&self, thread_id: i64) {
        self.outbox_rings.notify_one();
        self.emit(Topic::Thread, Some(thread_id));
        self.emit(Topic::Inbox, None);
    }

    /// Whoever reads the thread is told that what an attempt came to could not be written down.
    pub(crate) fn note_unrecorded(&self, send_id: i64, attempt: &Attempt) {
        self.store.note_unrecorded(send_id, attempt);
    }

    /// It is written down after all.
    pub(crate) fn note_recorded(&self, send_id: i64) {
        self.store.note_recorded(send_id);
    }

    /// A message of the outbox as its thread shows it now.
    pub(crate) async fn shown_send(&self, id: i64) -> Result<Message> {
        let sent = self.read(move |store| store.send(id)).await?;
        sent.map(|(_, message)| message).ok_or_else(no_send)
    }

    fn after_the_undo_window(&self, now: Timestamp) -> Timestamp {
        now.checked_add(SignedDuration::from_secs(i64::from(self.undo_seconds.load(Ordering::Relaxed)))).unwrap_or(now)
    }
}

fn no_send() -> Error {
    Error::new(ErrorCode::NotFound, "There is no such message in the outbox.", "Look at the conversation again.")
}

fn no_text(why: &str) -> Error {
    Error::new(ErrorCode::InvalidValue, format!("{why} The message is as it was."), "Take it back, and write another one.")
}

fn too_late(state: Delivery) -> Error {
    let what = match state {
        Delivery::Sending => "is leaving right now",
        Delivery::Held | Delivery::Queued => "has not left yet",
        Delivery::Cancelled => "was taken back before",
        _ => "has been sent already",
    };
    Error::new(
        ErrorCode::AlreadyDecided,
        format!("The message {what}. Nothing was changed."),
        "Look at the conversation: it shows how the message stands.",
    )
}
