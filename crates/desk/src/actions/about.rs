//! What this program can show of itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    action::Action,
    caller::Face,
    desk::Desk,
    error::{Error, Result},
};

/// The figures of the last run of all proofs, as `cargo xtask prove` left them before this program was built.
const FIGURES: &str = include_str!("../../../../docs/proofs.json");

/// Show what this program claims of itself and what the last run of its proofs reached.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proofs {}

/// The proofs of the last run; none when there was no run before this program was built.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct ProofList {
    /// A line each.
    #[serde(default)]
    pub proofs: Vec<Proof>,
}

/// One proof.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Proof {
    /// What was tried.
    pub claim: String,
    /// What had to come of it.
    pub wanted: String,
    /// What came of it.
    pub reached: String,
    /// What everything random was drawn from.
    pub seed: u64,
    /// How long it took, in seconds.
    pub seconds: u64,
}

impl Action for Proofs {
    const NAME: &'static str = "desk_proofs";
    type Output = ProofList;

    async fn run(self, _desk: &Desk, _face: Face) -> Result<ProofList> {
        read(FIGURES)
    }
}

fn read(figures: &str) -> Result<ProofList> {
    if figures.trim().is_empty() {
        return Ok(ProofList::default());
    }
    serde_json::from_str(figures).map_err(|cause| Error::internal("proofs", cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_figures_are_none_and_torn_ones_are_not() {
        for none in ["", "\n", "{}", "{\"proofs\":[]}"] {
            assert_eq!(read(none).map(|list| list.proofs.len()), Ok(0), "{none:?}");
        }
        assert!(read("{\"proofs\":[{").is_err());
    }

    #[test]
    fn the_figures_of_this_program_can_be_read() {
        assert!(read(FIGURES).is_ok_and(|list| list.proofs.iter().all(|proof| !proof.claim.is_empty() && !proof.reached.is_empty())));
    }
}
