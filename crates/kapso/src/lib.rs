//! kapso
