//! Agents that do not say how much they want: at most 10 kB, and the way on to all the rest.

use std::collections::BTreeSet;

use desk::{caller::Caller, gate::Reply, operation::Effect, operations::OPERATIONS};
use serde_json::{Value, json};
use simulator::DEMO_KEY;

use crate::{
    behind::platform,
    walks::whole_thread,
    world::{ANA, CLINIC, SEND, World},
};

/// Bytes of a default answer.
const MOST: usize = 10 * 1024;
/// Those who write much.
const PEOPLE: usize = 24;
/// Who writes most.
const CHATTY: &str = "+15550100900";

/// A list, how it is asked for, and where its items have their ids.
struct List {
    name: &'static str,
    input: Value,
    items: &'static str,
    id: &'static str,
}

/// What an agent asks, and what everybody was asked so far.
struct Asking<'a> {
    world: &'a World,
    agent: Caller,
    asked: BTreeSet<String>,
}

#[tokio::test]
async fn an_unsized_answer_fits_and_leads_to_all_the_rest() {
    let world = World::open().await;
    let customer = full_of_long_texts(&world).await;
    let mut asking = Asking { agent: world.agent("Reader").await, world: &world, asked: BTreeSet::new() };
    for list in lists(&customer) {
        let whole = world.ask(list.name, list.input.clone()).await.unwrap().to_string().len();
        assert!(whole > MOST, "a person has it whole, and it is long: {} {whole}", list.name);
        let all = asking.walk(&ANA, &list).await;
        assert_eq!(all.iter().map(Value::to_string).collect::<BTreeSet<_>>().len(), all.len(), "{}", list.name);
        for format in ["detailed", "concise"] {
            let mut input = list.input.clone();
            input["response_format"] = json!(format);
            let walked = asking.walk(&asking.agent.clone(), &List { input, ..list }).await;
            assert_eq!(walked.len(), all.len(), "{} {format}", list.name);
            assert!(format == "concise" || walked == all, "{} gives every item once, in the same order", list.name);
        }
    }
    asking.reads_conversations().await;
    asking.reads_somebody().await;
    asking.reads_what_is_short().await;
    let reads = OPERATIONS.iter().filter(|entry| entry.effect() == Effect::Read).map(|entry| entry.name().to_owned());
    assert_eq!(asking.asked, reads.collect(), "all that is read was asked for");
    let sized = asking.answer("whatsapp_inbox", json!({ "limit": 50, "response_format": "detailed" })).await;
    let paged = asking.answer("whatsapp_inbox", json!({ "page": 1, "response_format": "detailed" })).await;
    let rows = |answer: &Value| answer["conversations"].as_array().unwrap().len();
    assert!(rows(&sized) > 20 && sized.to_string().len() > MOST, "who says how much gets it");
    assert_eq!(rows(&paged), 20);
}

fn lists(customer: &Value) -> Vec<List> {
    let list = |name, mut input: Value, items, id| {
        input["response_format"] = json!("detailed");
        List { name, input, items, id }
    };
    vec![
        list("whatsapp_inbox", json!({}), "conversations", "/thread_id"),
        list("whatsapp_inbox", json!({ "filter": "needs_reply" }), "conversations", "/thread_id"),
        list("whatsapp_inbox", json!({ "filter": "expires_soon" }), "conversations", "/thread_id"),
        list("whatsapp_search_contacts", json!({ "query": "Prolixa" }), "contacts", "/contact_id"),
        list("whatsapp_search_messages", json!({ "query": "carta" }), "hits", "/message_id"),
        list("whatsapp_search_messages", json!({ "query": "cart" }), "hits", "/message_id"),
        list("whatsapp_search_conversations", json!({ "query": "Prolixa" }), "hits", "/conversation/thread_id"),
        list("whatsapp_search_conversations", json!({ "query": "carta", "include_messages": true }), "hits", "/conversation/thread_id"),
        list("whatsapp_templates", json!({ "include_unapproved": true }), "templates", "/template_id"),
        list("whatsapp_configs_overview", json!({}), "configs", "/phone_number_id"),
        list("platform_list_customers", json!({}), "customers", "/customer_id"),
        list("platform_list_customer_configs", json!({ "customer_id": customer }), "configs", "/phone_number_id"),
        list("platform_list_setup_links", json!({ "customer_id": customer }), "setup_links", "/setup_link_id"),
    ]
}

impl Asking<'_> {
    async fn answer(&mut self, name: &str, input: Value) -> Value {
        self.asked.insert(name.to_owned());
        match self.world.ask_as(&self.agent, name, input).await.unwrap() {
            Reply::Done(answer) => answer,
            Reply::Pending(waits) => panic!("a look has to wait: {waits}"),
        }
    }

    async fn short(&mut self, name: &str, input: Value) -> Value {
        let answer = self.answer(name, input.clone()).await;
        let length = answer.to_string().len();
        assert!(length <= MOST, "{name} {input} answers {length} bytes");
        answer
    }

    /// The ids of a list's items, page by page; items without one count all the same.
    async fn walk(&mut self, caller: &Caller, list: &List) -> Vec<Value> {
        let (mut ids, mut input, mut pages) = (Vec::new(), list.input.clone(), 0);
        loop {
            let answer = match caller {
                Caller::Person(_) => self.world.ask(list.name, input.clone()).await.unwrap(),
                Caller::Agent(_) => self.short(list.name, input.clone()).await,
            };
            let items = answer[list.items].as_array().unwrap();
            assert!(!items.is_empty(), "{} leads on, and there is nothing", list.name);
            ids.extend(items.iter().map(|item| item.pointer(list.id).cloned().unwrap_or_default()));
            pages += 1;
            assert!(pages < 200, "{} does not end", list.name);
            match answer.get("next_cursor") {
                Some(cursor) => input["cursor"] = cursor.clone(),
                None => return ids,
            }
        }
    }

    async fn reads_conversations(&mut self) {
        const READ: &str = "whatsapp_get_conversation_context";
        let rows = self.world.rows(json!({})).await;
        let ids: Vec<Value> = rows.iter().take(20).map(|row| row["conversation_id"].clone()).collect();
        let (mut left, mut found) = (json!(ids), Vec::new());
        while left != json!([]) {
            let answer = self.short(READ, json!({ "conversation_ids": left })).await;
            for thread in answer["conversations"].as_array().unwrap() {
                let newest = self.world.ask(READ, json!({ "conversation_id": thread["conversation"]["conversation_id"] })).await.unwrap();
                let newest = newest["conversations"][0]["messages"].as_array().unwrap().last().unwrap()["message_id"].clone();
                assert_eq!(thread["messages"].as_array().unwrap().last().unwrap()["message_id"], newest, "the newest message stays");
                found.push(thread["conversation"]["conversation_id"].clone());
            }
            left = answer.get("left_off").cloned().unwrap_or(json!([]));
        }
        assert_eq!(found, ids, "each conversation once");
        let chatty = rows.iter().find(|row| row["phone_number"] == CHATTY).unwrap()["conversation_id"].clone();
        let (mut messages, mut input) = (Vec::new(), json!({ "conversation_id": chatty }));
        loop {
            let thread = self.short(READ, input.clone()).await["conversations"][0].clone();
            messages.splice(0..0, thread["messages"].as_array().unwrap().iter().map(|message| message["message_id"].clone()));
            let Some(older) = thread.get("older_cursor") else { break };
            input["cursor"] = older.clone();
        }
        let all: Vec<Value> = whole_thread(self.world, &chatty, 50).await.iter().map(|message| message["message_id"].clone()).collect();
        assert_eq!(messages, all, "a thread to its beginning, without gap or overlap");
    }

    async fn reads_somebody(&mut self) {
        const READ: &str = "whatsapp_get_contact_context";
        let ids = |answer: &Value, list: &str, id: &str| {
            let items = answer[list].as_array().into_iter().flatten();
            items.map(|item| item[id].clone()).collect::<Vec<_>>()
        };
        let mut input = json!({ "identifier": CHATTY, "response_format": "detailed" });
        let whole = self.world.ask(READ, input.clone()).await.unwrap();
        assert!(whole.to_string().len() > MOST && whole.get("older_cursor").is_none(), "a person has all of it");
        let first = self.short(READ, input.clone()).await;
        let (newest, messages) = (ids(&first, "recent_messages", "message_id"), ids(&whole, "recent_messages", "message_id"));
        assert!(!newest.is_empty() && messages.ends_with(&newest), "{newest:?} are the newest");
        assert_eq!(ids(&first, "conversations", "thread_id"), ids(&whole, "conversations", "thread_id"));
        assert_eq!(first["summary"]["notes"], 12);
        let (mut notes, mut page) = (ids(&first, "notes", "note_id"), first);
        while let Some(older) = page.get("older_cursor") {
            input["cursor"] = older.clone();
            page = self.short(READ, input.clone()).await;
            notes.extend(ids(&page, "notes", "note_id"));
        }
        assert_eq!(notes, ids(&whole, "notes", "note_id"), "every note once");
    }

    async fn reads_what_is_short(&mut self) {
        self.short("project_info", json!({})).await;
        let wish = json!({ "conversation_selector": { "phone_number": CHATTY }, "content": long("asked") });
        let Reply::Pending(waits) = self.world.ask_as(&self.agent, SEND, wish).await.unwrap() else { panic!("nobody was asked") };
        self.short("desk_request_status", json!({ "request_id": waits["request_id"] })).await;
    }
}

/// A text as long as one can be.
fn long(first: &str) -> String {
    format!("{first} {}", "larguísima ".repeat(400)).chars().take(4000).collect()
}

/// Long texts, names and notes everywhere; gives the customer that has much of everything.
async fn full_of_long_texts(world: &World) -> Value {
    let name = |what: &str, at: usize| format!("{what} {at} {}", "名".repeat(180));
    for at in 0..PEOPLE {
        world.control.receive(CLINIC, &format!("+155501008{at:02}"), &long(&format!("carta {at}"))).unwrap();
    }
    for at in 0..30 {
        world.later(1);
        world.control.receive(CLINIC, CHATTY, &long(&format!("carta más {at}"))).unwrap();
    }
    let said = async |query: &str| {
        let input = json!({ "query": query, "limit": 50 });
        world.ask("whatsapp_search_messages", input).await.unwrap()["hits"].as_array().unwrap().len()
    };
    world.until("all letters are here", async || said("carta").await == 50 && said("\"carta más 29\"").await == 1).await;
    let people = (0..PEOPLE).map(|at| format!("+155501008{at:02}")).chain([CHATTY.to_owned()]);
    for (at, person) in people.enumerate() {
        let input = json!({ "identifier": person, "display_name": name("Prolixa", at) });
        world.ask("whatsapp_contact_update", input).await.unwrap();
    }
    for at in 0..12 {
        let note: String = long(&format!("nota {at}")).chars().take(2000).collect();
        world.ask("whatsapp_contact_add_note", json!({ "identifier": CHATTY, "note": note })).await.unwrap();
        world.later(1);
    }
    let mut customer = Value::Null;
    for at in 0..PEOPLE {
        let made = world.ask("platform_create_customer", json!({ "name": name("Empresa", at), "response_format": "detailed" })).await;
        customer = made.unwrap()["customer"]["customer_id"].clone();
    }
    for at in 0..12 {
        let page = format!("https://example.com/{at}/{}", "x".repeat(900));
        let link = json!({ "customer_id": customer, "success_redirect_url": page, "failure_redirect_url": page });
        world.ask("platform_generate_setup_link", link).await.unwrap();
        world.later(1);
    }
    for at in 0..PEOPLE {
        let number = json!({ "name": name("Número", at), "phone_number_id": format!("4000{at}"), "business_account_id": "900", "access_token": "x" });
        let path = format!("/customers/{}/whatsapp/phone_numbers", customer.as_str().unwrap());
        let (status, answer) = platform(world, "POST", &path, &json!({ "whatsapp_phone_number": number })).await;
        assert_eq!(status, 201, "{answer}");
    }
    has_long_templates(world).await;
    // Their windows close soon, and lists are read again.
    world.later(20 * 60 * 60 + 601);
    let numbers = async || world.ask("platform_list_customer_configs", json!({ "customer_id": customer })).await.unwrap();
    world.until("the numbers are here", async || numbers().await["configs"].as_array().unwrap().len() == PEOPLE).await;
    customer
}

async fn has_long_templates(world: &World) {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let configs = world.ask("whatsapp_configs_overview", json!({ "response_format": "detailed" })).await.unwrap();
    let clinic = configs["configs"].as_array().unwrap().iter().find(|config| config["phone_number_id"] == CLINIC).unwrap().clone();
    let account = clinic["business_account_id"].as_str().unwrap();
    for at in 0..PEOPLE {
        let body: String = long("modelo").chars().take(1000).collect();
        let template = json!({
            "name": format!("largo_{at}"), "language": "es", "category": "UTILITY", "components": [{ "type": "BODY", "text": body.trim_end() }],
        });
        let url = format!("{}/meta/whatsapp/v24.0/{account}/message_templates", world.simulator.origin());
        let answer = http.post(url).header("X-API-Key", DEMO_KEY).json(&template).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
    }
}
