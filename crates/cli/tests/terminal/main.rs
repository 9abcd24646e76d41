//! `kdesk` as a person or a script at a terminal meets it.

mod calling;
mod contacts;
mod customers;
mod failing;
mod flags;
mod kdesk;
mod messaging;
mod serving;
