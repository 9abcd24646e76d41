//! A cursor leads on in the list that it came from; every other list refuses it instead of answering a page of something else.

use serde_json::{Value, json};

use crate::world::{ANA, World};

/// A list, what it is cut by, and what else it could have been cut by.
type List = (&'static str, Value, Vec<Value>);

fn lists(conversations: [&str; 2], customers: [&Value; 2]) -> Vec<List> {
    let [one, other] = conversations;
    vec![
        ("whatsapp_inbox", json!({}), vec![json!({ "status": "active" }), json!({ "filter": "unread" })]),
        ("whatsapp_search_contacts", json!({ "query": "a" }), vec![json!({ "query": "m" }), json!({ "created_since": "2026-01-01" })]),
        (
            "whatsapp_search_messages",
            json!({ "query": "a" }),
            vec![json!({ "query": "o" }), json!({ "direction": "inbound" }), json!({ "since": "2020-01-01" })],
        ),
        ("whatsapp_search_conversations", json!({}), vec![json!({ "status": "active" }), json!({ "since": "2020-01-01" })]),
        ("whatsapp_get_conversation_context", json!({ "conversation_id": one }), vec![json!({ "conversation_id": other })]),
        ("platform_list_customers", json!({}), vec![json!({ "search": "c" }), json!({ "created_since": "2020-01-01" })]),
        (
            "platform_list_setup_links",
            json!({ "customer_id": customers[0] }),
            vec![json!({ "customer_id": customers[1] }), json!({ "status": "revoked" })],
        ),
        ("desk_contacts", json!({}), vec![json!({ "only": "with_notes" })]),
        ("desk_thread", json!({ "conversation_id": one }), vec![json!({ "conversation_id": other })]),
    ]
}

fn with(base: &Value, more: &Value) -> Value {
    let mut whole = base.clone();
    whole.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    whole
}

async fn asked(world: &World, name: &str, input: Value) -> Result<Value, String> {
    let done = if name.starts_with("desk_") { world.act(name, input).await } else { world.ask(name, input).await };
    done.map_err(|error| format!("{}: {} {}", error.code.as_str(), error.message, error.remedy))
}

fn cursor(page: &Value) -> Value {
    let places = ["/next_cursor", "/older_cursor", "/conversations/0/older_cursor"];
    places.iter().find_map(|place| page.pointer(place)).unwrap_or_else(|| panic!("no cursor in {page}")).clone()
}

#[tokio::test]
async fn a_cursor_of_another_list_or_of_other_filters_is_refused_everywhere() {
    let world = World::open().await;
    let (one, other) = (world.hears("+15550100123", "One").await, world.hears("+15550100144", "Another").await);
    for chat in [&one, &other] {
        world.sends(chat, "Yes").await;
        world.sends(chat, "Certainly").await;
    }
    let whose = |name: &str| json!({ "search": name, "response_format": "detailed" });
    let owner = world.ask("platform_list_customers", whose("vertice")).await.unwrap()["customers"][0]["customer_id"].clone();
    let second = world.ask("platform_list_customers", whose("espiga")).await.unwrap()["customers"][0]["customer_id"].clone();
    for _ in 0..2 {
        world.ask("platform_generate_setup_link", json!({ "customer_id": owner })).await.unwrap();
    }
    let lists = lists([&one.conversation, &other.conversation], [&owner, &second]);
    let size = |name: &str| json!({ (if name == "whatsapp_get_conversation_context" { "message_limit" } else { "limit" }): 1 });
    let mut cursors = Vec::new();
    for (name, base, _) in &lists {
        let page = asked(&world, name, with(base, &size(name))).await.unwrap();
        cursors.push((*name, cursor(&page)));
    }
    let mut wrong = Vec::new();
    for (name, base, others) in &lists {
        for (from, cursor) in &cursors {
            let answer = asked(&world, name, with(base, &json!({ "cursor": cursor }))).await;
            match &answer {
                Ok(_) if from == name => {}
                Err(why) if from != name && why.starts_with("invalid_value") && why.contains("`cursor`") => {}
                _ => wrong.push(format!("{name} with the cursor of {from}: {answer:?}")),
            }
        }
        let own = &cursors.iter().find(|(from, _)| from == name).unwrap().1;
        for other in others {
            let answer = asked(&world, name, with(&with(base, other), &json!({ "cursor": own }))).await;
            match &answer {
                Err(why) if why.starts_with("invalid_value") && why.contains("other filters") && why.contains("Nothing was read") => {}
                _ => wrong.push(format!("{name} with {other}: {answer:?}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong: {wrong:#?}", wrong.len());
    let agent = world.agent("Claude Code").await;
    for caller in [&ANA, &agent] {
        let mixed = json!({ "cursor": cursors[1].1 });
        assert_eq!(world.ask_as(caller, "whatsapp_inbox", mixed).await.unwrap_err().code.as_str(), "invalid_value");
    }
}
