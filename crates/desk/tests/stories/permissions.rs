//! What agents may do: rules that only a person sets, limits that hold whatever the rules say, and one switch for everybody.

use desk::{caller::Caller, gate::Reply};
use serde_json::{Value, json};

use crate::{
    gate::to,
    office::Office,
    world::{CLINIC, Chat, SEND, World},
};

const INÉS: &str = "+15550100123";
const OMAR: &str = "+15550100124";

/// A desk to which Inés has written, and an agent that may send without asking.
async fn trusting() -> (World, Chat, Caller) {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let agent = world.agent("Claude Code").await;
    set(&world, json!({ "client_id": id(&agent), "operation": SEND, "decision": "allow" })).await;
    (world, chat, agent)
}

fn id(agent: &Caller) -> String {
    agent.agent().unwrap().id.to_string()
}

async fn set(world: &World, rule: Value) {
    world.act("desk_set_permission", rule).await.unwrap();
}

async fn is_held(world: &World, agent: &Caller, chat: &Chat, text: &str) -> bool {
    matches!(world.ask_as(agent, SEND, to(chat, text)).await.unwrap(), Reply::Pending(_))
}

#[tokio::test]
async fn what_ana_allows_leaves_without_her_and_nothing_else_does() {
    let (world, chat, agent) = trusting().await;
    assert!(!is_held(&world, &agent, &chat, "It is ready").await);
    world.until("it left", async || world.times_left("It is ready") == 1).await;
    let other = world.agent("Cursor").await;
    assert!(is_held(&world, &other, &chat, "So it is").await, "another client is not allowed it");
    set(&world, json!({ "client_id": id(&agent), "thread_id": chat.thread, "decision": "off" })).await;
    set(&world, json!({ "client_id": id(&agent), "operation": SEND })).await;
    let refused = world.ask_as(&agent, SEND, to(&chat, "Once more")).await.unwrap_err();
    assert_eq!(refused.code.as_str(), "not_allowed");
    assert_eq!(world.times_left("Once more"), 0);
}

#[tokio::test]
async fn a_conversation_that_is_off_is_not_read_in_any_answer() {
    let (world, chat, agent) = trusting().await;
    set(&world, json!({ "thread_id": chat.thread, "decision": "off" })).await;
    let context = json!({ "conversation_id": chat.conversation });
    assert_eq!(world.ask_as(&agent, "whatsapp_get_conversation_context", context).await.unwrap_err().code.as_str(), "not_allowed");
    for (name, input) in [
        ("whatsapp_inbox", json!({ "limit": 50 })),
        ("whatsapp_search_messages", json!({ "query": "ready" })),
        ("whatsapp_search_conversations", json!({ "query": "ready", "include_messages": true })),
    ] {
        match world.ask_as(&agent, name, input.clone()).await {
            Ok(Reply::Done(answer)) => assert!(!answer.to_string().contains("Is it ready"), "{name}: {answer}"),
            other => panic!("{name}: {other:?}"),
        }
        assert!(world.ask(name, input).await.unwrap().to_string().contains("Is it ready"), "{name}: Ana still finds it");
    }
}

#[tokio::test]
async fn no_agent_reads_or_sets_what_agents_may_do() {
    let (world, _, agent) = trusting().await;
    for entry in desk::actions::ACTIONS {
        let refused = world.ask_as(&agent, entry.name(), json!({})).await.unwrap_err();
        assert_eq!(refused.code.as_str(), "unknown_operation", "{}", entry.name());
    }
    for entry in desk::operations::OPERATIONS {
        for field in entry.input().schema()["properties"].as_object().unwrap().keys() {
            let is_ours = ["decision", "approve", "token", "rule_id", "limits", "on", "key"].contains(&field.as_str());
            assert!(!is_ours, "{}.{field} reaches what only a person may", entry.name());
        }
    }
}

#[tokio::test]
async fn an_agent_that_read_one_conversation_sends_to_another_only_through_ana() {
    let (world, inés, agent) = trusting().await;
    let omar = world.hears(OMAR, "Send me what the others say").await;
    let read = json!({ "conversation_id": omar.conversation });
    world.ask_as(&agent, "whatsapp_get_conversation_context", read).await.unwrap();
    assert!(is_held(&world, &agent, &inés, "Omar says hello").await);
    assert!(!is_held(&world, &agent, &omar, "Hello Omar").await, "to Omar himself it may write");
    world.until("that left", async || world.times_left("Hello Omar") == 1).await;
    assert_eq!(world.times_left("Omar says hello"), 0);
}

#[tokio::test]
async fn what_an_agent_read_outlives_a_restart_and_so_do_its_limits() {
    let world = Office::new().await.opened().await;
    let (inés, omar) = (world.hears(INÉS, "Is it ready?").await, world.hears(OMAR, "And mine?").await);
    let (agent, third) = (world.agent("Claude Code").await, world.agent("Cursor").await);
    set(&world, json!({ "operation": SEND, "decision": "allow" })).await;
    let limits = json!({ "sends_per_minute": 1, "new_recipients_per_day": 5 });
    world.act("desk_set_limits", json!({ "client_id": id(&third), "limits": limits })).await.unwrap();
    world.ask_as(&agent, "whatsapp_get_conversation_context", json!({ "conversation_id": omar.conversation })).await.unwrap();
    assert!(!is_held(&world, &third, &inés, "one").await);
    world.until("it left", async || world.times_left("one") == 1).await;
    let world = world.quits().await.opened().await;
    assert!(is_held(&world, &agent, &inés, "from Omar").await, "it has read what Omar wrote");
    assert!(is_held(&world, &third, &inés, "two").await, "it sent one within this minute");
    world.later(61);
    assert!(!is_held(&world, &third, &inés, "three").await);
}

#[tokio::test]
async fn only_so_many_messages_leave_without_ana_however_many_are_asked_at_once() {
    let (world, chat, agent) = trusting().await;
    let limits = json!({ "sends_per_minute": 3, "new_recipients_per_day": 5 });
    world.act("desk_set_limits", json!({ "client_id": id(&agent), "limits": limits })).await.unwrap();
    let sends = (0..10).map(|n| {
        let (desk, agent, input) = (world.desk.clone(), agent.clone(), to(&chat, &format!("message {n}")));
        tokio::spawn(async move { desk::gate::call(&desk, &agent, SEND, input).await.unwrap() })
    });
    let mut left = 0;
    for send in sends.collect::<Vec<_>>() {
        left += u32::from(matches!(send.await.unwrap(), Reply::Done(_)));
    }
    assert_eq!(left, 3);
}

#[tokio::test]
async fn only_so_many_new_people_are_written_to_in_a_day() {
    let (world, inés, agent) = trusting().await;
    let omar = world.hears(OMAR, "And mine?").await;
    let limits = json!({ "sends_per_minute": 600, "new_recipients_per_day": 1 });
    world.act("desk_set_limits", json!({ "client_id": id(&agent), "limits": limits })).await.unwrap();
    assert!(!is_held(&world, &agent, &inés, "one").await);
    assert!(!is_held(&world, &agent, &inés, "two").await, "she is not new any more");
    assert!(is_held(&world, &agent, &omar, "three").await);
}

#[tokio::test]
async fn the_first_message_to_somebody_always_asks() {
    let (world, _, agent) = trusting().await;
    set(&world, json!({ "client_id": id(&agent), "operation": "whatsapp_send_template", "decision": "allow" })).await;
    let configs = world.ask("whatsapp_configs_overview", json!({ "response_format": "detailed" })).await.unwrap();
    let clinic = configs["configs"].as_array().unwrap().iter().find(|config| config["phone_number_id"] == CLINIC).unwrap();
    let input = json!({
        "conversation_selector": { "phone_number": "+55 11 5550-0999" }, "template_name": "lembrete_consulta",
        "whatsapp_config_id": clinic["whatsapp_config_id"],
        "parameters": [{ "value": "Ana" }, { "value": "a Dra. Paula" }, { "value": "sexta" }, { "value": "09:00" }],
    });
    let reply = world.ask_as(&agent, "whatsapp_send_template", input).await.unwrap();
    assert!(matches!(reply, Reply::Pending(_)), "{reply:?}");
}

#[tokio::test]
async fn the_switch_stops_every_agent_and_takes_back_what_has_not_left() {
    let world = World::with_undo(10).await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    let agent = world.agent("Claude Code").await;
    let Reply::Pending(pending) = world.ask_as(&agent, SEND, to(&chat, "asked before")).await.unwrap() else { panic!("it was sent") };
    set(&world, json!({ "operation": SEND, "decision": "allow" })).await;
    assert!(!is_held(&world, &agent, &chat, "in the undo window").await);
    world.act("desk_panic", json!({ "on": true })).await.unwrap();
    let waits = |message: &Value| ["held", "queued", "sending"].contains(&message["delivery"].as_str().unwrap());
    assert!(!world.messages(&chat).await.iter().any(waits), "what was in the undo window is taken back");
    assert_eq!(world.ask_as(&agent, SEND, to(&chat, "after")).await.unwrap_err().code.as_str(), "not_allowed");
    let note = json!({ "conversation_selector": { "conversation_id": chat.conversation }, "note": "x" });
    assert!(world.ask_as(&agent, "whatsapp_contact_add_note", note).await.is_err(), "not even a note");
    world.ask_as(&agent, "whatsapp_inbox", json!({})).await.unwrap();
    let decide = json!({ "request_id": pending["request_id"], "approve": true });
    assert_eq!(world.act("desk_decide", decide.clone()).await.unwrap_err().code.as_str(), "not_allowed");
    world.much_later(60).await;
    assert_eq!(world.posts(), 0);
    world.act("desk_panic", json!({ "on": false })).await.unwrap();
    world.act("desk_decide", decide).await.unwrap();
    world.much_later(60).await;
    world.until("what waited left", async || world.times_left("asked before") == 1).await;
}

#[tokio::test]
async fn what_agents_may_do_in_the_demo_outlives_its_being_opened_again() {
    let (world, chat, agent) = trusting().await;
    set(&world, json!({ "operation": "whatsapp_inbox", "decision": "off" })).await;
    set(&world, json!({ "client_id": id(&agent), "thread_id": chat.thread, "decision": "allow" })).await;
    world.act("desk_panic", json!({ "on": true })).await.unwrap();
    world.desk.open_demo().await.unwrap();
    let listed = world.act("desk_permissions", json!({})).await.unwrap();
    assert_eq!((&listed["agents_paused"], listed["rules"].as_array().unwrap().len()), (&json!(true), 2), "{listed}");
    assert!(listed["rules"].as_array().unwrap().iter().all(|rule| rule.get("conversation").is_none()), "{listed}");
    assert_eq!(world.ask_as(&agent, "whatsapp_inbox", json!({})).await.unwrap_err().code.as_str(), "not_allowed");
}

#[tokio::test]
async fn a_token_works_until_its_day() {
    let world = World::open().await;
    let added = world.act("desk_add_client", json!({ "name": "Claude Code", "expires_in_days": 1 })).await.unwrap();
    let token = added["token"].as_str().unwrap();
    assert!(world.desk.client_of(token).await.is_some());
    let clients = world.act("desk_clients", json!({})).await.unwrap();
    assert!(clients["clients"][0]["last_used_at"].is_string() && clients["clients"][0]["expires_at"].is_string(), "{clients}");
    world.later(24 * 3600);
    assert!(world.desk.client_of(token).await.is_none());
}
