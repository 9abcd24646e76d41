//! What of an answer its reader has seen.

use crate::{caller::Client, engine::Engine, error::Result};

/// What whoever asked is given of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// All that it says.
    Words,
    /// Ids alone. It was found by what others wrote, so it taints; but no message counts as read.
    Ids,
}

/// Notes what a client is about to be shown, by thread with the newest message of it.
pub(super) async fn note(engine: &Engine, client: &Client, seen: Seen, mut shown: Vec<(i64, i64)>) -> Result<()> {
    if seen == Seen::Ids {
        shown.iter_mut().for_each(|(_, newest)| *newest = 0);
    }
    engine.agent_reads(client, shown).await
}
