//! Texts that are sent often.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::id;
use crate::{
    action::{Action, Remembered},
    caller::Face,
    desk::Desk,
    engine::Engine,
    engine::no_thread,
    error::{Error, ErrorCode, Result},
    events::Topic,
    model::QuickReply,
    quick_reply::{self, Filled},
};

/// List the quick replies, by name.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuickReplies {}

/// The quick replies.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuickReplyList {
    /// All of them, by name.
    pub quick_replies: Vec<QuickReply>,
}

impl Action for QuickReplies {
    const NAME: &'static str = "desk_quick_replies";
    type Output = QuickReplyList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<QuickReplyList> {
        list(&*desk.engine()?).await
    }
}

/// Add a quick reply, or change one. `{name}`, `{first_name}`, `{phone}` and `{number}` are filled in when it is used.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeepQuickReply {
    /// The one to change; a new one when absent.
    #[serde(default)]
    #[schemars(length(min = 1, max = 20))]
    pub quick_reply_id: Option<String>,
    /// What it is found by; no two have the same.
    #[schemars(length(min = 1, max = 60))]
    pub name: String,
    /// The text.
    #[schemars(length(min = 1, max = 4096))]
    pub text: String,
}

/// There are at most so many.
const MOST: usize = 500;

impl Action for KeepQuickReply {
    const NAME: &'static str = "desk_keep_quick_reply";
    const REMEMBERED: Remembered = Remembered::Shape;
    type Output = QuickReplyList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<QuickReplyList> {
        let engine = desk.engine()?;
        let changed = self.quick_reply_id.as_deref().map(id).transpose()?;
        let (name, text, now) = (self.name.trim().to_owned(), self.text.trim().to_owned(), engine.now());
        if name.is_empty() || text.is_empty() {
            return Err(Error::new(ErrorCode::InvalidValue, "`name` or `text` is empty. Nothing was kept.", "Give both."));
        }
        quick_reply::check(&text)?;
        let keep = move |store: &crate::store::Writer<'_>| {
            if store.quick_reply_named(&name)?.is_some_and(|other| Some(other) != changed) {
                return Err(Error::new(
                    ErrorCode::Duplicate,
                    format!("Another quick reply is called {name}. Nothing was kept."),
                    "Choose another name, or change that one.",
                ));
            }
            if changed.is_none() && store.quick_replies()?.len() >= MOST {
                return Err(Error::new(
                    ErrorCode::InvalidValue,
                    format!("There are {MOST} quick replies, which is the most. Nothing was kept."),
                    "Remove one that nobody uses.",
                ));
            }
            if store.keep_quick_reply(changed, &name, &text, now)? { Ok(()) } else { Err(gone()) }
        };
        engine.write(keep).await?;
        engine.emit(Topic::QuickReplies, None);
        list(&engine).await
    }
}

/// Remove a quick reply.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveQuickReply {
    /// Which one.
    #[schemars(length(min = 1, max = 20))]
    pub quick_reply_id: String,
}

impl Action for RemoveQuickReply {
    const NAME: &'static str = "desk_remove_quick_reply";
    const REMEMBERED: Remembered = Remembered::Input;
    type Output = QuickReplyList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<QuickReplyList> {
        let (engine, id) = (desk.engine()?, id(&self.quick_reply_id)?);
        if !engine.write(move |store| store.remove_quick_reply(id)).await? {
            return Err(gone());
        }
        engine.emit(Topic::QuickReplies, None);
        list(&engine).await
    }
}

/// Fill a quick reply in for a contact. Nothing is sent: the text is for the composer.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FillQuickReply {
    /// Which one.
    #[schemars(length(min = 1, max = 20))]
    pub quick_reply_id: String,
    /// For the contact of this thread.
    #[schemars(length(min = 1, max = 20))]
    pub thread_id: String,
}

impl Action for FillQuickReply {
    const NAME: &'static str = "desk_fill_quick_reply";
    type Output = Filled;

    async fn run(self, desk: &Desk, _face: Face) -> Result<Filled> {
        let (engine, id, thread) = (desk.engine()?, id(&self.quick_reply_id)?, id(&self.thread_id)?);
        let now = engine.now();
        let fill = move |store: &crate::store::Writer<'_>| {
            let quick_reply = store.quick_reply(id)?.ok_or_else(gone)?;
            let conversation = store.thread(thread, now)?.ok_or_else(no_thread)?;
            let number = store.recipient(thread)?.and_then(|recipient| recipient.host_phone);
            store.quick_reply_used(id, now)?;
            Ok(quick_reply::fill(&quick_reply.text, &conversation, number.as_deref()))
        };
        engine.write(fill).await
    }
}

async fn list(engine: &Engine) -> Result<QuickReplyList> {
    Ok(QuickReplyList { quick_replies: engine.read(|store| store.quick_replies()).await? })
}

fn gone() -> Error {
    Error::new(ErrorCode::NotFound, "There is no such quick reply.", "Look at the list again.")
}
