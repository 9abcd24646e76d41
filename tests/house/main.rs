//! The rules of the house that a machine can read. A finding says the file, the line and the rule.

mod capabilities;
mod edges;
mod rust;
mod source;
mod text;
mod ui;
