//! What must hold, tried with many cases. `cargo xtask prove` runs these for long and prints the table; `docs/proofs.md` says how.

mod claim;
mod simulation;
mod statuses;
