//! The files of all fifteen clients, on every system, in a scratch home: written, looked at, undone.

mod clients;
mod others;
mod readers;
mod scratch;
