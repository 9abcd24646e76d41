//! Pages of lists: by keyset with cursors, or by offset.

pub(crate) mod keyset;
pub(crate) mod offset;
#[cfg(test)]
mod plans;
