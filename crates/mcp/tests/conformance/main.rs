//! The official conformance suite: whole, with its fixtures in the place of our operations behind the same door and on the
//! same protocol; and what of it needs no fixtures, on the product.

#![expect(deprecated, reason = "the suite still asks for what the newest revision takes away: logging and sampling")]

mod asks;
mod content;
mod fixtures;
mod rounds;
mod suite;

use crate::{fixtures::Fixtures, suite::Suite};

/// Why a test could not go on.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

#[tokio::test(flavor = "multi_thread")]
async fn every_required_server_scenario_passes_with_its_fixtures() -> Outcome {
    let suite = Suite::open().await?;
    let (changed, _) = tokio::sync::broadcast::channel(8);
    let serving = mcp::serve_fixtures(suite.desk.clone(), mcp::Options::default(), Fixtures::new(changed)).await?;
    for (requirements, scenarios) in [("2025-11-25", 30), ("2026-07-28", 37)] {
        let passed = suite.run(serving.url(), &["--requirements", requirements]).await?;
        assert!(passed.len() >= scenarios, "{requirements}: only {} scenarios were run: {passed:?}", passed.len());
    }
    serving.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_needs_no_fixtures_passes_on_the_product() -> Outcome {
    const SESSIONS: &[&str] = &[
        "server-initialize",
        "ping",
        "completion-complete",
        "tools-list",
        "resources-list",
        "prompts-list",
        "dns-rebinding-protection",
        "server-sse-multiple-streams",
    ];
    const STATELESS: &[&str] = &[
        "completion-complete",
        "tools-list",
        "resources-list",
        "prompts-list",
        "dns-rebinding-protection",
        "caching",
        "server-sse-multiple-streams",
        "sep-2164-resource-not-found",
        "input-required-result-unsupported-methods",
        "http-header-validation",
    ];
    let suite = Suite::open().await?;
    let serving = mcp::serve(suite.desk.clone(), mcp::Options::default()).await?;
    for (version, scenarios) in [("2025-11-25", SESSIONS), ("2026-07-28", STATELESS)] {
        for scenario in scenarios {
            suite.run(serving.url(), &["--spec-version", version, "--scenario", scenario]).await?;
        }
    }
    serving.stop().await;
    Ok(())
}
