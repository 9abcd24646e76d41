//! What must hold, tried with many cases. `cargo xtask prove` runs these for long and prints the table; `docs/proofs.md` says how.

mod approvals;
mod claim;
mod injection;
mod once;
mod simulation;
mod statuses;
mod taint;
