//! The table of operations, as tools.

use std::sync::{Arc, LazyLock};

use desk::{
    operation::{Effect, Entry},
    operations::OPERATIONS,
};
use rmcp::model::{Tool, ToolAnnotations};

use crate::{listing, portable};

/// Every operation as a tool, in the table's order. Each client is shown those that are not off for it.
pub(crate) static TOOLS: LazyLock<Vec<Tool>> = LazyLock::new(|| OPERATIONS.iter().map(|entry| tool(*entry)).collect());

fn tool(entry: &dyn Entry) -> Tool {
    let mut input = portable::input(entry.input().schema());
    listing::shorten(entry.name(), &mut input, entry.effect() == Effect::Read);
    Tool::new(entry.name(), entry.description().replace('\n', " "), Arc::new(input))
        .with_title(entry.title())
        .with_raw_output_schema(Arc::new(portable::output(entry.output_schema())))
        .with_annotations(annotations(entry))
}

/// Every hint is said, because clients assume the worst of those that are not.
fn annotations(entry: &dyn Entry) -> ToolAnnotations {
    let said = ToolAnnotations::with_title(entry.title());
    match entry.effect() {
        // Reads answer from this desk's own copy.
        Effect::Read => said.read_only(true).destructive(false).idempotent(true).open_world(false),
        Effect::Write => said.read_only(false).destructive(false).idempotent(false).open_world(false),
        Effect::Send => said.read_only(false).destructive(false).idempotent(false).open_world(true),
        // A setup link revokes the one before it, so that doing it twice is not doing it once.
        Effect::Delete => said.read_only(false).destructive(true).idempotent(false).open_world(true),
    }
}
