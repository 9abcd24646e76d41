//! s
use schemars::JsonSchema;
use serde::Deserialize;
/// A key.
#[derive(Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Key(String);
