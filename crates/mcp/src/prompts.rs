//! What a person can pick in a client's menu: the words of a task, with what it is about already read.

use desk::{caller::Caller, desk::Desk, error::Error};
use rmcp::model::{ContentBlock, GetPromptResult, JsonObject, Prompt, PromptArgument, PromptMessage, Role};
use serde_json::{Value, json};

use crate::{asking, resources};

/// A task in words.
struct Task {
    name: &'static str,
    title: &'static str,
    description: &'static str,
    /// The operation that the task reads first.
    operation: &'static str,
    arguments: &'static [Argument],
    words: &'static str,
}

struct Argument {
    name: &'static str,
    description: &'static str,
    required: bool,
}

const CONVERSATION: Argument =
    Argument { name: "conversation_id", description: "Which conversation: an id from a detailed whatsapp_inbox.", required: true };

const TASKS: [Task; 4] = [
    Task {
        name: "triage_inbox",
        title: "Triage my inbox",
        description: "Sort what waits for a reply by urgency, with a next step for each.",
        operation: "whatsapp_inbox",
        arguments: &[Argument { name: "filter", description: "unread, needs_reply (default) or expires_soon.", required: false }],
        words: include_str!("prompts/triage_inbox.md"),
    },
    Task {
        name: "draft_reply",
        title: "Draft a reply",
        description: "Write a reply in the customer's language; a person decides whether it leaves.",
        operation: "whatsapp_get_conversation_context",
        arguments: &[CONVERSATION, Argument { name: "intent", description: "What the reply should say.", required: false }],
        words: include_str!("prompts/draft_reply.md"),
    },
    Task {
        name: "summarise_conversation",
        title: "Summarise a conversation",
        description: "What it is about, what was agreed, what is open.",
        operation: "whatsapp_get_conversation_context",
        arguments: &[CONVERSATION],
        words: include_str!("prompts/summarise_conversation.md"),
    },
    Task {
        name: "onboard_customer",
        title: "Onboard a customer",
        description: "Add a customer and prepare the link with which it connects its WhatsApp number.",
        operation: "platform_list_customers",
        arguments: &[Argument { name: "name", description: "The customer's name.", required: true }],
        words: include_str!("prompts/onboard_customer.md"),
    },
];

/// The tasks whose reading is not off for this caller.
pub(crate) fn list(desk: &Desk, caller: &Caller) -> Vec<Prompt> {
    TASKS.iter().filter(|task| desk.lists(caller, task.operation)).map(prompt).collect()
}

fn prompt(task: &Task) -> Prompt {
    let argument =
        |argument: &Argument| PromptArgument::new(argument.name).with_description(argument.description).with_required(argument.required);
    let arguments = task.arguments.iter().map(argument).collect();
    Prompt::new(task.name, Some(task.description), Some(arguments)).with_title(task.title)
}

/// The words of a task and what it is about, in two messages; none when there is no such task.
pub(crate) async fn get(desk: &Desk, caller: &Caller, name: &str, given: &JsonObject) -> Option<Result<GetPromptResult, Error>> {
    let task = TASKS.iter().find(|task| task.name == name)?;
    let given = |name: &str| given.get(name).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    let (uri, input) = match task.operation {
        "whatsapp_inbox" => {
            let filter = given("filter").unwrap_or("needs_reply");
            ("kapso://inbox".to_owned(), json!({ "filter": filter, "response_format": "detailed" }))
        }
        "platform_list_customers" => {
            let name = given("name").unwrap_or_default();
            ("kapso://customers".to_owned(), json!({ "search": name, "response_format": "detailed" }))
        }
        _ => {
            let id = given("conversation_id").unwrap_or_default();
            (resources::of_conversation(id), json!({ "conversation_id": id }))
        }
    };
    let read = asking::read(desk, caller, task.operation, input).await;
    Some(read.map(|answer| {
        let about = ContentBlock::resource(resources::contents(&uri, &answer));
        let words = task.words.replace("{name}", given("name").unwrap_or_default()).replace("{intent}", &intent(given("intent")));
        let messages = vec![PromptMessage::new(Role::User, about), PromptMessage::new_text(Role::User, words.trim())];
        GetPromptResult::new(messages).with_description(task.description)
    }))
}

fn intent(given: Option<&str>) -> String {
    given.map(|intent| format!("It should say: {intent}\n\n")).unwrap_or_default()
}
