//! Concise answers: the same shapes without the ids.

use jiff::Timestamp;

use crate::model::{Config, Contact, Conversation, Customer, Message, Note, SetupLink, Template};

/// Takes away what only another call needs.
pub trait Brief {
    /// Drops every stable id.
    fn brief(&mut self);
}

impl Brief for Conversation {
    fn brief(&mut self) {
        self.conversation_id = None;
        self.thread_id = None;
        self.business_scoped_user_id = None;
        self.whatsapp_config_id = None;
        self.phone_number_id = None;
        // Whole seconds tell when, and how long the window is still open tells when it closes.
        self.last_active_at = whole_second(self.last_active_at);
        if let Some(message) = &mut self.last_message {
            message.at = whole_second(message.at);
        }
        self.window.last_inbound_at = None;
        self.window.closes_at = None;
    }
}

fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

impl Brief for Message {
    fn brief(&mut self) {
        self.message_id = None;
        self.send_id = None;
        self.conversation_id = None;
        if let Some(media) = &mut self.media {
            media.media_id = None;
        }
        if let Some(quote) = &mut self.reply_to {
            quote.message_id = None;
        }
        if let Some(reaction) = &mut self.reaction {
            reaction.message_id = None;
        }
        for choice in self.interactive.iter_mut().flat_map(|interactive| &mut interactive.options) {
            choice.id = None;
        }
    }
}

impl Brief for Contact {
    fn brief(&mut self) {
        self.contact_id = None;
        self.business_scoped_user_id = None;
        self.customer_id = None;
    }
}

impl Brief for Note {
    fn brief(&mut self) {
        self.note_id = None;
    }
}

impl Brief for Config {
    fn brief(&mut self) {
        self.whatsapp_config_id = None;
        self.phone_number_id = None;
        self.business_account_id = None;
        self.customer_id = None;
    }
}

impl Brief for Template {
    fn brief(&mut self) {
        self.template_id = None;
        self.business_account_id = None;
    }
}

impl Brief for Customer {
    fn brief(&mut self) {
        self.customer_id = None;
    }
}

impl Brief for SetupLink {
    /// The address goes, too: it is a secret, and only another call or a person needs it.
    fn brief(&mut self) {
        self.setup_link_id = None;
        self.url = None;
        self.settings.theme_config = None;
    }
}

impl<T: Brief> Brief for Vec<T> {
    fn brief(&mut self) {
        self.iter_mut().for_each(Brief::brief);
    }
}
