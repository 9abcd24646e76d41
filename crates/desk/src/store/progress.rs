//! How far the first reading is, kept in the transactions that store what was read.

use jiff::Timestamp;

use super::{Reader, Writer, settings::Setting};
use crate::{error::Result, model::FillProgress};

impl Writer<'_> {
    /// Adds to how many entries of a list were read.
    pub fn add_read(&self, count: Setting, read: usize) -> Result<()> {
        let before = self.millis(count)?.unwrap_or(0);
        self.set(count, &before.saturating_add(i64::try_from(read).unwrap_or(i64::MAX)).to_string())
    }

    /// Notes how far back a list was read; it goes no way forward.
    pub fn note_back_to(&self, setting: Setting, oldest: Option<Timestamp>) -> Result<()> {
        let Some(oldest) = oldest.map(Timestamp::as_millisecond) else { return Ok(()) };
        if self.millis(setting)?.is_none_or(|before| oldest < before) { self.set(setting, &oldest.to_string()) } else { Ok(()) }
    }
}

impl Reader<'_> {
    /// How far the first reading is.
    pub fn fill_progress(&self) -> Result<FillProgress> {
        let read = |count| Ok(self.millis(count)?.and_then(|count| u64::try_from(count).ok()).unwrap_or(0));
        let is_done = |done| Ok(self.setting(done)?.is_some());
        let at = |setting| Ok(self.millis(setting)?.and_then(|at| Timestamp::from_millisecond(at).ok()));
        let conversations_done = is_done(Setting::ConversationsFilled)?;
        Ok(FillProgress {
            conversations: read(Setting::ConversationsRead)?,
            conversations_done,
            contacts: read(Setting::ContactsRead)?,
            contacts_done: is_done(Setting::ContactsFilled)?,
            messages: read(Setting::MessagesRead)?,
            messages_done: is_done(Setting::Filled)?,
            messages_back_to: at(Setting::MessagesBackTo)?,
            messages_begin_at: if conversations_done { at(Setting::ConversationsBegin)? } else { None },
        })
    }
}
