//! The inbox as a person at this desk sees it: what is put aside stands apart, and anything can be made unread again.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::id;
use crate::{
    action::Action,
    caller::Face,
    desk::Desk,
    error::{Error, ErrorCode, Result},
    model::{Conversation, Counts, SnoozedThread},
    store::{
        snoozes::Snooze,
        threads::{Asleep, Cut, Page},
    },
    values::{ConversationStatus, InboxFilter},
};

/// List conversations, newest first, without those that are put aside and those on numbers that this desk does not show.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeskInbox {
    /// Only this number: its config id. All numbers when absent.
    #[serde(default)]
    #[schemars(length(min = 1, max = 100))]
    pub whatsapp_config_id: Option<String>,
    /// Which of them; all when absent.
    #[serde(default)]
    pub view: Option<InboxView>,
    /// Rows to pass over.
    #[serde(default)]
    #[schemars(range(min = 0, max = 10_000_000))]
    pub offset: Option<u64>,
    /// Rows a page; 50 when absent.
    #[serde(default)]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<u32>,
}

/// Which conversations a person looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum InboxView {
    /// The contact wrote and nobody has looked yet, or somebody marked it unread.
    Unread,
    /// The contact wrote last.
    NeedsReply,
    /// The reply window is open and closes within 4 hours: the least time left first.
    ExpiresSoon,
    /// Ended ones.
    Ended,
    /// Those that are put aside.
    Snoozed,
}

/// A page of the inbox.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DeskInboxPage {
    /// The conversations.
    pub conversations: Vec<Conversation>,
    /// How many there are in each view; those that are put aside count only as such.
    pub counts: Counts,
    /// How many are put aside.
    pub snoozed: u64,
    /// Conversations in this view, over all pages.
    pub total_count: u64,
    /// Until when those of this page are put aside, for `snoozed`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub snoozes: Vec<SnoozedThread>,
    /// Threads with something typed and not sent, at most 1,000.
    pub drafts: Vec<String>,
    /// When the next one comes back by itself: read again then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_wake_at: Option<Timestamp>,
    /// When Kapso last confirmed this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Timestamp>,
}

impl Action for DeskInbox {
    const NAME: &'static str = "desk_inbox";
    type Output = DeskInboxPage;

    async fn run(self, desk: &Desk, _face: Face) -> Result<DeskInboxPage> {
        let engine = desk.engine()?;
        engine.wake_due().await?;
        let (status, filter) = match self.view {
            Some(InboxView::Unread) => (None, Some(InboxFilter::Unread)),
            Some(InboxView::NeedsReply) => (None, Some(InboxFilter::NeedsReply)),
            Some(InboxView::ExpiresSoon) => (None, Some(InboxFilter::ExpiresSoon)),
            Some(InboxView::Ended) => (Some(ConversationStatus::Ended), None),
            Some(InboxView::Snoozed) | None => (None, None),
        };
        let asleep = if self.view == Some(InboxView::Snoozed) { Asleep::Alone } else { Asleep::Apart };
        let cut = Cut { phone_number_id: None, hidden: desk.hidden_numbers()?, status, filter, asleep, now: engine.now() };
        let (page, limit) = (Page::Offset(self.offset.unwrap_or(0)), self.limit.unwrap_or(50));
        let (found, as_of) = engine.inbox(cut, self.whatsapp_config_id, page, limit).await?;
        let (snoozes, drafts, next_wake_at) =
            engine.read(|store| Ok((store.snoozes()?, store.drafts(MOST_DRAFTS)?, store.next_wake_at()?))).await?;
        let shown = |snooze: &Snooze| {
            let thread_id = snooze.thread_id.to_string();
            let here = asleep == Asleep::Alone && found.rows.iter().any(|row| row.thread_id.as_ref() == Some(&thread_id));
            here.then_some(SnoozedThread { thread_id, until: snooze.until })
        };
        Ok(DeskInboxPage {
            snoozes: snoozes.iter().filter_map(shown).collect(),
            drafts: drafts.into_iter().map(|draft| draft.thread_id.to_string()).collect(),
            conversations: found.rows,
            counts: found.counts,
            snoozed: found.asleep,
            total_count: found.total,
            next_wake_at,
            as_of,
        })
    }
}

const MOST_DRAFTS: u32 = 1_000;

/// Put conversations aside until a time or until the contact writes, or bring them back. What the contact writes always
/// brings a conversation back; one whose time has come comes back unread.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SnoozeThreads {
    /// Which threads.
    #[schemars(length(min = 1, max = 500), inner(length(min = 1, max = 20)))]
    pub thread_ids: Vec<String>,
    /// Until then: ISO 8601, within a year.
    #[serde(default)]
    #[schemars(length(max = 40))]
    pub until: Option<String>,
    /// Until the contact writes.
    #[serde(default)]
    pub until_they_write: bool,
}

/// What is put aside now.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Snoozed {
    /// Every thread that is put aside.
    pub snoozes: Vec<SnoozedThread>,
    /// How many were changed.
    pub changed: u64,
}

impl Action for SnoozeThreads {
    const NAME: &'static str = "desk_snooze";
    type Output = Snoozed;

    async fn run(self, desk: &Desk, _face: Face) -> Result<Snoozed> {
        let engine = desk.engine()?;
        let threads = self.thread_ids.iter().map(|thread| id(thread)).collect::<Result<Vec<i64>>>()?;
        let until = match (self.until.as_deref(), self.until_they_write) {
            (Some(_), true) => {
                return Err(Error::new(
                    ErrorCode::Contradiction,
                    "`until` and `until_they_write` exclude each other. Nothing was changed.",
                    "Give one of them, or neither to bring the conversations back.",
                ));
            }
            (Some(until), false) => Some(Some(time(until, engine.now())?)),
            (None, true) => Some(None),
            (None, false) => None,
        };
        let changed = engine.snooze(threads, until).await?;
        let snoozes = engine.read(|store| store.snoozes()).await?;
        let shown = |snooze: Snooze| SnoozedThread { thread_id: snooze.thread_id.to_string(), until: snooze.until };
        Ok(Snoozed { snoozes: snoozes.into_iter().map(shown).collect(), changed })
    }
}

/// Mark conversations unread on this desk, to come back to them. WhatsApp is not told.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkUnread {
    /// Which threads.
    #[schemars(length(min = 1, max = 500), inner(length(min = 1, max = 20)))]
    pub thread_ids: Vec<String>,
}

/// How many were changed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Changed {
    /// Threads that were not so before.
    pub changed: u64,
}

impl Action for MarkUnread {
    const NAME: &'static str = "desk_mark_unread";
    type Output = Changed;

    async fn run(self, desk: &Desk, _face: Face) -> Result<Changed> {
        let threads = self.thread_ids.iter().map(|thread| id(thread)).collect::<Result<Vec<i64>>>()?;
        Ok(Changed { changed: desk.engine()?.mark_unread(threads).await? })
    }
}

fn time(given: &str, now: Timestamp) -> Result<Timestamp> {
    let refused = |why: &str| {
        Error::new(ErrorCode::InvalidValue, format!("`until` {why}. Nothing was changed."), "Give a time such as 2026-03-02T09:00:00Z.")
    };
    let until: Timestamp = given.parse().map_err(|_| refused("is no time"))?;
    let away = until.duration_since(now);
    if away <= jiff::SignedDuration::ZERO {
        return Err(refused("has passed"));
    }
    if away > jiff::SignedDuration::from_hours(366 * 24) {
        return Err(refused("is more than a year away"));
    }
    Ok(until)
}
