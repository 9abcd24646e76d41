//! The one table of what every face can ask for.

pub mod contacts;
pub mod conversations;
pub mod inbox;
pub mod messaging;
mod paging;
pub mod platform;
pub mod project;
pub mod requests;
pub mod search;
pub mod templates;

use crate::operation::{Entry, Erased};

/// Every operation, in the order in which faces list them.
pub static OPERATIONS: &[&dyn Entry] = &[
    &SEND_TEXT_MESSAGE,
    &SEND_TEMPLATE,
    &SEND_MEDIA,
    &SEND_INTERACTIVE,
    &TEMPLATES,
    &INBOX,
    &GET_CONVERSATION_CONTEXT,
    &GET_CONTACT_CONTEXT,
    &MARK_INBOUND_READ,
    &CONFIGS_OVERVIEW,
    &SEARCH_CONTACTS,
    &SEARCH_CONVERSATIONS,
    &SEARCH_MESSAGES,
    &CONTACT_ADD_NOTE,
    &CONTACT_UPDATE,
    &CONVERSATION_SET_STATUS,
    &CREATE_CUSTOMER,
    &GENERATE_SETUP_LINK,
    &LIST_CUSTOMERS,
    &LIST_CUSTOMER_CONFIGS,
    &LIST_SETUP_LINKS,
    &REVOKE_SETUP_LINK,
    &PROJECT_INFO,
    &DESK_REQUEST_STATUS,
];

static SEND_TEXT_MESSAGE: Erased<messaging::SendTextMessage> = Erased::new();
static SEND_TEMPLATE: Erased<messaging::SendTemplate> = Erased::new();
static SEND_MEDIA: Erased<messaging::SendMedia> = Erased::new();
static SEND_INTERACTIVE: Erased<messaging::SendInteractive> = Erased::new();
static TEMPLATES: Erased<templates::Templates> = Erased::new();
static INBOX: Erased<inbox::Inbox> = Erased::new();
static GET_CONVERSATION_CONTEXT: Erased<inbox::GetConversationContext> = Erased::new();
static GET_CONTACT_CONTEXT: Erased<contacts::GetContactContext> = Erased::new();
static MARK_INBOUND_READ: Erased<conversations::MarkInboundRead> = Erased::new();
static CONFIGS_OVERVIEW: Erased<project::ConfigsOverview> = Erased::new();
static SEARCH_CONTACTS: Erased<contacts::SearchContacts> = Erased::new();
static SEARCH_CONVERSATIONS: Erased<search::SearchConversations> = Erased::new();
static SEARCH_MESSAGES: Erased<search::SearchMessages> = Erased::new();
static CONTACT_ADD_NOTE: Erased<contacts::changes::ContactAddNote> = Erased::new();
static CONTACT_UPDATE: Erased<contacts::changes::ContactUpdate> = Erased::new();
static CONVERSATION_SET_STATUS: Erased<conversations::ConversationSetStatus> = Erased::new();
static CREATE_CUSTOMER: Erased<platform::CreateCustomer> = Erased::new();
static GENERATE_SETUP_LINK: Erased<platform::GenerateSetupLink> = Erased::new();
static LIST_CUSTOMERS: Erased<platform::ListCustomers> = Erased::new();
static LIST_CUSTOMER_CONFIGS: Erased<platform::ListCustomerConfigs> = Erased::new();
static LIST_SETUP_LINKS: Erased<platform::ListSetupLinks> = Erased::new();
static REVOKE_SETUP_LINK: Erased<platform::RevokeSetupLink> = Erased::new();
static DESK_REQUEST_STATUS: Erased<requests::DeskRequestStatus> = Erased::new();
static PROJECT_INFO: Erased<project::ProjectInfo> = Erased::new();

/// The operation of that name.
pub fn find(name: &str) -> Option<&'static dyn Entry> {
    OPERATIONS.iter().copied().find(|entry| entry.name() == name)
}
