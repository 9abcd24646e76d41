//! One line of the table of proofs: what is claimed, and what a run of it reached.
//!
//! `PROVE` says how long a proof runs: nothing for the few cases of an everyday test, `long` for as many as the claim names, or a
//! number of cases. `PROVE_SEED` is a number that everything random is drawn from. `PROVE_INTO` is a directory for the figures:
//! one file a claim, which says that the claim was not reached until it is.

use std::{env, fs, path::PathBuf, time::Instant};

use serde_json::json;

/// A claim while it is being proved.
pub(crate) struct Claim {
    name: &'static str,
    says: &'static str,
    wanted: &'static str,
    /// What everything random is drawn from.
    pub(crate) seed: u64,
    began: Instant,
}

impl Claim {
    /// Begins to prove it. `name` is that of its file; `says` and `wanted` are what the table shows of it.
    pub(crate) fn begin(name: &'static str, says: &'static str, wanted: &'static str) -> Self {
        let seed = env::var("PROVE_SEED").map_or(7, |seed| seed.parse().unwrap());
        let claim = Self { name, says, wanted, seed, began: Instant::now() };
        claim.write("it did not come to an end", false);
        claim
    }

    /// How many cases are tried: `few` in an everyday test, `many` in the long run.
    pub(crate) fn cases(&self, few: usize, many: usize) -> usize {
        match env::var("PROVE").as_deref() {
            Err(_) => few,
            Ok("long") => many,
            Ok(cases) => cases.parse().unwrap(),
        }
    }

    /// Ends it with the figure that it reached, and fails unless that is the one that was wanted.
    pub(crate) fn end(self, reached: &str, holds: bool) {
        self.write(reached, holds);
        println!("{}: {reached} (seed {}, {:.1} s)", self.says, self.seed, self.began.elapsed().as_secs_f32());
        assert!(holds, "{}\nwanted: {}\nreached: {reached}\nseed: {}", self.says, self.wanted, self.seed);
    }

    fn write(&self, reached: &str, holds: bool) {
        let Some(place) = env::var_os("PROVE_INTO").map(PathBuf::from) else { return };
        let seconds = self.began.elapsed().as_secs();
        let line = json!({
            "claim": self.says, "wanted": self.wanted, "reached": reached, "holds": holds, "seed": self.seed, "seconds": seconds
        });
        fs::create_dir_all(&place).unwrap();
        fs::write(place.join(format!("{}.json", self.name)), line.to_string()).unwrap();
    }
}
