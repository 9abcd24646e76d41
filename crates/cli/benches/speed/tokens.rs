//! What the list of tools costs a model.

use crate::table::Table;

/// Counts what a model is shown of every tool: name, description and input.
pub(crate) fn count(table: &mut Table) {
    let counter = bpe_openai::o200k_base();
    let shown = mcp::shown_to_models();
    let whole: usize = shown.iter().map(|tool| counter.count(&tool.to_string())).sum();
    let each = whole / shown.len().max(1);
    table.must("tokens a tool, on average (o200k)", "<= 90", each.to_string(), each <= 90);
}
