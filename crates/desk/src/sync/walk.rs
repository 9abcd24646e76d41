//! A list that is read from its newest page to its end over many rounds and restarts.

use crate::{
    engine::Engine,
    error::Result,
    store::{Writer, settings::Setting},
};

/// Where a page leads. One that leads to itself is the last one.
pub(super) fn onward(from: Option<&String>, next: Option<String>) -> Option<String> {
    next.filter(|next| from != Some(next))
}

/// Where the reading of a list stands: its place is moved in the transaction that stores the rows before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Walk {
    cursor: Setting,
    once: Option<Once>,
}

/// What is kept of a list that is read once.
#[derive(Debug, Clone, Copy)]
struct Once {
    done: Setting,
    read: Setting,
}

impl Walk {
    /// A list that is read once; what was read is counted.
    pub(super) const fn once(cursor: Setting, done: Setting, read: Setting) -> Self {
        Self { cursor, once: Some(Once { done, read }) }
    }

    /// Whether it is read once.
    pub(super) fn is_first(self) -> bool {
        self.once.is_some()
    }

    /// A list that begins anew at its end.
    pub(super) const fn again_and_again(cursor: Setting) -> Self {
        Self { cursor, once: None }
    }

    /// Whether there is nothing left to read.
    pub(super) async fn is_done(self, engine: &Engine) -> Result<bool> {
        match self.once {
            Some(Once { done, .. }) => Ok(engine.read(move |store| store.setting(done)).await?.is_some()),
            None => Ok(false),
        }
    }

    /// The cursor of the next page; none for the first.
    pub(super) async fn place(self, engine: &Engine) -> Result<Option<String>> {
        engine.read(move |store| store.setting(self.cursor)).await
    }

    /// Notes that so many entries are being stored, and where their page ends; none after the last one.
    pub(super) fn advance(self, store: &Writer<'_>, read: usize, next: Option<&String>) -> Result<()> {
        if let Some(once) = self.once {
            store.add_read(once.read, read)?;
        }
        if let Some(next) = next {
            return store.set(self.cursor, next);
        }
        store.unset(self.cursor)?;
        self.once.map_or(Ok(()), |once| store.set(once.done, "1"))
    }
}
