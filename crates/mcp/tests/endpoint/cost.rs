//! What the list of tools costs a model that is shown it whole.

/// Tokens (o200k) that a tool may cost on average.
const EACH: usize = 90;

#[test]
fn the_whole_list_costs_a_model_little() {
    let (counter, tools) = (bpe_openai::o200k_base(), mcp::shown_to_models());
    let costs: Vec<(usize, String)> = tools.iter().map(|tool| (counter.count(&tool.to_string()), tool["name"].to_string())).collect();
    let whole: usize = costs.iter().map(|(cost, _)| cost).sum();
    assert!(whole <= EACH * tools.len(), "{whole} tokens for {} tools, {} each: {costs:?}", tools.len(), whole / tools.len());
}
