use crate::values::*;
pub enum Page {
    Offset(u64),
    After(String),
}
pub struct Cut {
    pub phone_number_id: Option<String>,
    pub status: Option<ConversationStatus>,
    pub filter: Option<InboxFilter>,
    pub now: jiff::Timestamp,
}
