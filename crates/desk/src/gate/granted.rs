//! A wish that was granted before is told how it stands, whatever has become of its contact or of the rules meanwhile.

use serde_json::Value;

use super::wish;
use crate::{
    caller::Caller,
    engine::Engine,
    error::Result,
    once::{Once, Wished},
    operation::Entry,
};

/// What the same wish came to before. A key that came with another call is an error.
pub(super) async fn before(engine: &Engine, once: Option<&Once>) -> Result<Option<Wished>> {
    let Some(once) = once.cloned() else { return Ok(None) };
    let now = engine.now();
    engine.read(move |store| store.wished(&once, now)).await
}

/// The same for a call that cannot be made any more: only its key tells what it was.
pub(super) async fn by_its_key(engine: &Engine, entry: &dyn Entry, caller: &Caller, input: &Value) -> Option<Wished> {
    let once = wish(entry, caller, entry.name(), input, None).filter(|once| once.key.is_some());
    before(engine, once.as_ref()).await.ok().flatten()
}
