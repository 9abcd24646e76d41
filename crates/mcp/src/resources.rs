//! What can be read by its address: the inbox, a conversation, a contact, a customer. Each is an operation's answer.

use desk::{
    caller::Caller,
    desk::Desk,
    error::{Error, ErrorCode},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use rmcp::model::{Resource, ResourceContents, ResourceTemplate};
use serde_json::{Value, json};

use crate::asking;

/// What every address begins with.
const SCHEME: &str = "kapso://";
const JSON: &str = "application/json";

/// What stands unescaped in an address.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A kind of thing that has addresses.
struct Kind {
    name: &'static str,
    title: &'static str,
    description: &'static str,
    /// The operation that answers, and its field that the address fills in.
    operation: &'static str,
    variable: &'static str,
}

/// What there is one of; its address has no variable.
const ONES: [Kind; 2] = [
    Kind {
        name: "inbox",
        title: "Inbox",
        description: "The newest conversations: who, the last message, what is unread, the time left to reply.",
        operation: "whatsapp_inbox",
        variable: "",
    },
    Kind {
        name: "customers",
        title: "Customers",
        description: "The newest customers and how their setup links stand.",
        operation: "platform_list_customers",
        variable: "",
    },
];

/// The rest, by an id or a phone number.
const KINDS: [Kind; 3] = [
    Kind {
        name: "conversation",
        title: "Conversation",
        description: "A conversation with its newest messages.",
        operation: "whatsapp_get_conversation_context",
        variable: "conversation_id",
    },
    Kind {
        name: "contact",
        title: "Contact",
        description: "A contact with notes and conversations, by phone number or id.",
        operation: "whatsapp_get_contact_context",
        variable: "identifier",
    },
    Kind {
        name: "customer",
        title: "Customer",
        description: "A customer and the WhatsApp numbers that it connected.",
        operation: "platform_list_customer_configs",
        variable: "customer_id",
    },
];

impl Kind {
    /// Its address, or the template of its addresses.
    fn address(&self) -> String {
        let id = if self.variable.is_empty() { String::new() } else { format!("/{{{}}}", self.variable) };
        format!("{SCHEME}{}{id}", self.name)
    }
}

/// What this caller can read without knowing an id.
pub(crate) fn list(desk: &Desk, caller: &Caller) -> Vec<Resource> {
    let resource = |kind: &Kind| {
        let resource = Resource::new(kind.address(), kind.name).with_title(kind.title);
        resource.with_description(kind.description).with_mime_type(JSON)
    };
    ONES.iter().filter(|kind| desk.lists(caller, kind.operation)).map(resource).collect()
}

/// What this caller can read by an id.
pub(crate) fn templates(desk: &Desk, caller: &Caller) -> Vec<ResourceTemplate> {
    let listed = KINDS.iter().filter(|kind| desk.lists(caller, kind.operation));
    let template = |kind: &Kind| {
        let template = ResourceTemplate::new(kind.address(), kind.name).with_title(kind.title);
        template.with_description(kind.description).with_mime_type(JSON)
    };
    listed.map(template).collect()
}

/// The address of a conversation.
pub(crate) fn of_conversation(id: &str) -> String {
    format!("{SCHEME}conversation/{}", utf8_percent_encode(id, ESCAPED))
}

/// What stands at an address, as JSON.
pub(crate) async fn read(desk: &Desk, caller: &Caller, uri: &str) -> Result<ResourceContents, Error> {
    let (operation, input) = parse(uri).ok_or_else(|| nothing_at(uri))?;
    Ok(contents(uri, &asking::read(desk, caller, operation, input).await?))
}

/// An answer as a resource.
pub(crate) fn contents(uri: &str, answer: &Value) -> ResourceContents {
    ResourceContents::text(answer.to_string(), uri).with_mime_type(JSON)
}

fn parse(uri: &str) -> Option<(&'static str, Value)> {
    let rest = uri.strip_prefix(SCHEME)?;
    if let Some(one) = ONES.iter().find(|one| one.name == rest) {
        return Some((one.operation, json!({})));
    }
    let (name, id) = rest.split_once('/')?;
    let kind = KINDS.iter().find(|kind| kind.name == name)?;
    let id = percent_decode_str(id).decode_utf8().ok().filter(|id| !id.is_empty())?;
    Some((kind.operation, json!({ kind.variable: id })))
}

fn nothing_at(uri: &str) -> Error {
    let uri: String = uri.chars().take(200).collect();
    let known: Vec<String> = ONES.iter().chain(&KINDS).map(Kind::address).collect();
    Error::new(ErrorCode::NotFound, format!("There is nothing at {uri}."), format!("Read {}.", known.join(", ")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{of_conversation, parse};

    #[test]
    fn an_address_names_one_thing_and_nothing_else() {
        let read = |uri: &str| parse(uri).map(|(_, input)| input);
        assert_eq!(read("kapso://inbox"), Some(json!({})));
        assert_eq!(read("kapso://contact/%2B55%2011%205550"), Some(json!({"identifier": "+55 11 5550"})));
        assert_eq!(read("kapso://contact/+5511"), Some(json!({"identifier": "+5511"})));
        assert_eq!(read(&of_conversation("a/b ç")), Some(json!({"conversation_id": "a/b ç"})));
        for nothing in
            ["", "kapso://", "kapso://inbox/1", "kapso://conversation", "kapso://customer/", "file:///etc/passwd", "kapso://key/1"]
        {
            assert_eq!(read(nothing), None, "{nothing}");
        }
        assert_eq!(read("kapso://contact/%ff"), None);
    }
}
