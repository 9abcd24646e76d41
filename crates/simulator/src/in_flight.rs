//! The sends under way: Kapso takes one at a time per conversation and answers 409 to a second.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

type Chats = Arc<Mutex<HashSet<(String, String)>>>;

/// The chats with a send under way, each named by its number and its recipient.
#[derive(Default)]
pub(crate) struct InFlight(Chats);

/// The right to send in one chat; dropping it lets the next one in.
pub(crate) struct Turn {
    chat: (String, String),
    all: Chats,
}

impl InFlight {
    /// Takes the chat's turn, or nothing while somebody else has it.
    pub(crate) fn enter(&self, number: &str, recipient: &str) -> Option<Turn> {
        let chat = (number.to_owned(), recipient.to_owned());
        let entered = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(chat.clone());
        entered.then(|| Turn { chat, all: Arc::clone(&self.0) })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.all.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.chat);
    }
}
