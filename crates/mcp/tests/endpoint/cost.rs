//! What the list of tools costs a model that is shown it whole.

use serde_json::json;

use crate::running::{Era, Outcome, Running};

/// Tokens that a tool may cost on average, as it stands with a little room. Names, types and lists of words alone, without one word
/// of description, are 120 of them.
const EACH: usize = 210;

#[tokio::test]
async fn the_whole_list_costs_a_model_little() -> Outcome {
    let running = Running::start().await?;
    let client = running.client(Era::Stateless).await?;
    let tools = client.0.list_all_tools().await?;
    let counter = bpe_openai::o200k_base();
    let mut costs = Vec::new();
    for tool in &tools {
        // What clients pass on: titles, annotations and output schemas stay with them.
        let shown = json!({ "name": tool.name, "description": tool.description, "input_schema": tool.input_schema });
        costs.push((counter.count(&shown.to_string()), tool.name.clone()));
    }
    costs.sort_unstable_by(|one, other| other.cmp(one));
    let whole: usize = costs.iter().map(|(cost, _)| cost).sum();
    assert!(whole <= EACH * tools.len(), "{whole} tokens for {} tools, {} each: {costs:?}", tools.len(), whole / tools.len());
    Ok(())
}
