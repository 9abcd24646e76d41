//! Numbers: all of them, every few minutes.

use super::asked;
use crate::{engine::Engine, error::Result, events::Topic, translate};

/// The most that Kapso gives at once.
const LIMIT: u32 = 100;

/// Every number.
pub(super) async fn all(engine: &Engine) -> Result<()> {
    let mut numbers = Vec::new();
    let mut page = 1;
    loop {
        let found = asked(engine.kapso().phone_numbers(page, LIMIT).await)?;
        numbers.extend(found.items.into_iter().filter_map(translate::number));
        if page >= found.pages.unwrap_or(1) {
            break;
        }
        page += 1;
    }
    if engine.write_copy(move |store| store.put_numbers(&numbers)).await? {
        engine.emit(Topic::Configs, None);
        engine.emit(Topic::Inbox, None);
    }
    Ok(())
}
