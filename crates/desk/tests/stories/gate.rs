//! The one door: nonsense is refused, agents wait for a person, everything is remembered.

use desk::{caller::Caller, error::Error, gate::Reply, store::audit::AuditEntry};
use serde_json::{Value, json};

use crate::world::{ANA, CLINIC, Chat, SEND, World};

const INÉS: &str = "+15550100123";

/// A send to this chat.
pub(crate) fn to(chat: &Chat, text: &str) -> Value {
    json!({ "conversation_selector": { "conversation_id": chat.conversation }, "content": text })
}

/// What waits for a person.
async fn waiting(world: &World) -> Vec<Value> {
    world.act("desk_approvals", json!({})).await.unwrap()["approvals"].as_array().unwrap().clone()
}

/// An agent asks, and is told to wait; the request's id.
async fn asks(world: &World, agent: &Caller, input: Value) -> String {
    match world.ask_as(agent, SEND, input).await.unwrap() {
        Reply::Pending(pending) => pending["request_id"].as_str().unwrap().to_owned(),
        Reply::Done(done) => panic!("nobody was asked: {done}"),
    }
}

async fn decides(world: &World, request_id: &str, approve: bool) -> Result<Value, Error> {
    world.act("desk_decide", json!({ "request_id": request_id, "approve": approve, "reason": "not now" })).await
}

/// A desk to which Inés has written, and an agent of it.
async fn with_an_agent() -> (World, Chat, Caller) {
    let world = World::open().await;
    let chat = world.hears(INÉS, "Is it ready?").await;
    world.later(60);
    let agent = world.agent("Claude Code").await;
    (world, chat, agent)
}

/// An answer without the marks around others' words.
fn unmarked(reply: Reply) -> Reply {
    let Reply::Done(mut answer) = reply else { return reply };
    let Some(marks) = answer.as_object_mut().unwrap().remove("untrusted") else { return Reply::Done(answer) };
    let marked = answer.to_string().replace(marks["opens"].as_str().unwrap(), "").replace(marks["closes"].as_str().unwrap(), "");
    // Somebody in the demo is called by a mark that takes no room.
    Reply::Done(serde_json::from_str(&marked.replace("\\\\u{200e}", "\u{200e}")).unwrap())
}

// The four steps.

#[tokio::test]
async fn parse_nobody_is_asked_to_approve_nonsense() {
    let (world, chat, agent) = with_an_agent().await;
    let both = json!({ "conversation_id": chat.conversation, "phone_number": INÉS });
    for (input, code) in [
        (json!({ "conversation_selector": { "conversation_id": "c-0" }, "content": "Hi" }), "not_found"),
        (json!({ "conversation_selector": both, "content": "Hi" }), "contradiction"),
        (json!({ "conversation_selector": { "conversation_id": chat.conversation } }), "missing_field"),
    ] {
        assert_eq!(world.ask_as(&agent, SEND, input).await.unwrap_err().code.as_str(), code);
    }
    world.later(24 * 3600);
    assert_eq!(world.ask_as(&agent, SEND, to(&chat, "Hi")).await.unwrap_err().code.as_str(), "window_closed");
    assert!(waiting(&world).await.is_empty());
}

#[tokio::test]
async fn permit_what_an_agent_writes_waits_for_a_person() {
    let (world, chat, agent) = with_an_agent().await;
    let Reply::Pending(pending) = world.ask_as(&agent, SEND, to(&chat, "It is ready")).await.unwrap() else { panic!("it was done") };
    assert_eq!(pending["status"], "pending_approval");
    let expires: jiff::Timestamp = pending["expires_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(expires.duration_since(world.control.now()).as_mins(), 15);
    let request = &waiting(&world).await[0];
    assert_eq!(
        (&request["client"], &request["summary"], &request["input"]),
        (&json!("Claude Code"), &json!("It is ready"), &to(&chat, "It is ready"))
    );
    assert_eq!(request["conversation"]["thread_id"], chat.thread);
    assert_eq!(world.row(INÉS).await.unwrap()["waiting_approvals"], 1);
    // Ana's own message leaves, and with it whatever was allowed to leave before.
    world.sends(&chat, "One moment").await;
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!((world.times_left("It is ready"), world.posts()), (0, 1));
    assert!(world.messages(&chat).await.iter().all(|message| message["text"] != "It is ready"));
}

#[tokio::test]
async fn run_a_person_is_not_asked_and_an_agent_may_read() {
    let (world, chat, agent) = with_an_agent().await;
    world.sends(&chat, "It is ready").await;
    world.until_newest_is(&chat, "accepted").await;
    for (name, input) in [
        ("whatsapp_inbox", json!({})),
        ("whatsapp_get_conversation_context", json!({ "conversation_id": chat.conversation })),
        ("project_info", Value::Null),
    ] {
        // Between two polls, that is: Ana reads the same before and after the agent did.
        let by_agent = loop {
            let before = world.ask_as(&ANA, name, input.clone()).await.unwrap();
            let by_agent = unmarked(world.ask_as(&agent, name, input.clone()).await.unwrap());
            if world.ask_as(&ANA, name, input.clone()).await.unwrap() == before {
                assert_eq!(by_agent, before, "{name}");
                break by_agent;
            }
        };
        assert!(matches!(by_agent, Reply::Done(_)));
    }
    assert!(waiting(&world).await.is_empty());
}

#[tokio::test]
async fn remember_every_call_is_in_the_audit_by_its_shape_and_digest() {
    let (world, chat, agent) = with_an_agent().await;
    world.ask_as(&agent, SEND, to(&chat, "It is ready")).await.unwrap();
    world.ask(SEND, to(&chat, "It is ready")).await.unwrap();
    world.ask_as(&agent, SEND, json!({ "content": "It is ready" })).await.unwrap_err();
    world.ask_as(&agent, "whatsapp_fly_to_the_moon", json!({ "words": "It is ready" })).await.unwrap_err();
    world.ask_as(&agent, "whatsapp_inbox", json!({ "limit": 2 })).await.unwrap();
    let noted = |entry: &AuditEntry| (entry.caller.clone(), entry.operation.clone(), entry.decision.clone(), entry.outcome.clone());
    let mut expected: Vec<_> = [
        ("Claude Code", SEND, "asked", "ok"),
        ("window", SEND, "allowed", "ok"),
        ("Claude Code", SEND, "refused", "missing_field"),
        ("Claude Code", "whatsapp_fly_to_the_moon", "refused", "unknown_operation"),
        ("Claude Code", "whatsapp_inbox", "allowed", "ok"),
    ]
    .map(|(caller, operation, decision, outcome)| (caller.to_owned(), operation.to_owned(), decision.to_owned(), outcome.to_owned()))
    .into();
    expected.reverse();
    let engine = world.desk.engine().unwrap();
    let newest = async || engine.read(|store| store.audit(5)).await.unwrap().iter().map(noted).collect::<Vec<_>>() == expected;
    world.until("all is noted", newest).await;
    let entries = engine.read(|store| store.audit(500)).await.unwrap();
    assert!(entries.iter().all(|entry| !format!("{entry:?}").contains("ready")), "{entries:?}");
    let [.., refused, by_ana, by_agent] = &entries[..5] else { panic!("five calls") };
    assert_eq!(by_ana.digest, by_agent.digest, "the same words asked twice can be told to be the same");
    assert_ne!(by_ana.digest, refused.digest);
    assert_eq!((by_ana.client_id.is_none(), by_agent.client_id.is_some()), (true, true));
}

// What is refused.

#[tokio::test]
async fn each_kind_of_nonsense_has_its_own_name_and_does_nothing() {
    let (world, chat, agent) = with_an_agent().await;
    let here = json!({ "conversation_id": chat.conversation });
    let inbox = "whatsapp_inbox";
    let nonsense = [
        ("whatsapp_send_text", json!({}), "unknown_operation", "whatsapp_send_text_message"),
        ("desk_decide", json!({ "request_id": "1", "approve": true }), "unknown_operation", "desk_decide"),
        (SEND, json!({ "conversation_selector": here, "content": "Hi", "urgent": true }), "unknown_field", "urgent"),
        (SEND, json!({ "conversation_selector": { "conversation_id": "c", "name": "Inés" }, "content": "Hi" }), "unknown_field", "name"),
        (SEND, json!({ "conversation_selector": here }), "missing_field", "content"),
        (SEND, json!({ "content": "Hi" }), "missing_field", "conversation_selector"),
        (SEND, json!({ "conversation_selector": {}, "content": "Hi" }), "missing_field", "conversation_selector"),
        (SEND, json!({ "conversation_selector": here, "content": 7 }), "wrong_type", "content"),
        (SEND, json!({ "conversation_selector": "Inés", "content": "Hi" }), "wrong_type", "conversation_selector"),
        (SEND, json!(["Hi"]), "wrong_type", "input"),
        (SEND, json!({ "conversation_selector": here, "content": "" }), "invalid_value", "content"),
        (SEND, json!({ "conversation_selector": here, "content": "x".repeat(4097) }), "invalid_value", "4096"),
        (SEND, json!({ "conversation_selector": { "phone_number": "call me" }, "content": "Hi" }), "invalid_value", "phone_number"),
        (
            SEND,
            json!({ "conversation_selector": { "conversation_id": "c", "phone_number": INÉS }, "content": "Hi" }),
            "contradiction",
            "phone_number",
        ),
        (SEND, json!({ "conversation_selector": { "conversation_id": "c-0" }, "content": "Hi" }), "not_found", "conversation"),
        (SEND, json!({ "conversation_selector": { "phone_number": "+1 555 019 9999" }, "content": "Hi" }), "not_found", "conversation"),
        (SEND, json!({ "conversation_selector": here, "content": "Hi", "whatsapp_config_id": "no-such" }), "not_found", "config"),
        (inbox, json!({ "limit": 51 }), "invalid_value", "50"),
        (inbox, json!({ "filter": "starred" }), "invalid_value", "`unread`, `needs_reply`, `expires_soon`"),
        (inbox, json!({ "response_format": "poem" }), "invalid_value", "`concise`, `detailed`"),
        (inbox, json!({ "cursor": "here" }), "invalid_value", "cursor"),
        (inbox, json!({ "cursor": "1.1", "page": 2 }), "contradiction", "page"),
        ("whatsapp_get_conversation_context", json!({}), "missing_field", "conversation_id"),
        ("whatsapp_get_conversation_context", json!({ "conversation_ids": vec!["c"; 21] }), "invalid_value", "20"),
    ];
    for (name, input, code, word) in nonsense {
        for caller in [&ANA, &agent] {
            let error = world.ask_as(caller, name, input.clone()).await.unwrap_err();
            assert_eq!(error.code.as_str(), code, "{name} {input}: {error}");
            assert!(error.message.contains(word) || error.remedy.contains(word), "{name} {input}: {error}");
        }
    }
    assert!(waiting(&world).await.is_empty());
    assert_eq!((world.posts(), world.messages(&chat).await.len()), (0, 1));
}

#[tokio::test]
async fn somebody_who_wrote_to_two_numbers_must_be_named_with_one() {
    let (world, chat, agent) = with_an_agent().await;
    let configs = world.ask("whatsapp_configs_overview", json!({ "response_format": "detailed" })).await.unwrap();
    let other = configs["configs"].as_array().unwrap().iter().find(|config| config["phone_number_id"] != CLINIC).unwrap().clone();
    let there = world.hears_on(other["phone_number_id"].as_str().unwrap(), INÉS, "And here?").await;
    assert_ne!(chat.thread, there.thread, "a chat a number");
    let mut input = json!({ "conversation_selector": { "phone_number": INÉS }, "content": "It is ready" });
    for caller in [&ANA, &agent] {
        let error = world.ask_as(caller, SEND, input.clone()).await.unwrap_err();
        assert_eq!(error.code.as_str(), "ambiguous");
        for name in ["Clínica Vértice", other["name"].as_str().unwrap(), other["whatsapp_config_id"].as_str().unwrap()] {
            assert!(error.message.contains(name), "{error}");
        }
    }
    assert!(waiting(&world).await.is_empty() && world.posts() == 0);
    input["whatsapp_config_id"] = other["whatsapp_config_id"].clone();
    world.ask(SEND, input).await.unwrap();
    world.until_newest_is(&there, "accepted").await;
    assert_eq!(world.control.sends().unwrap()[0].phone_number_id, other["phone_number_id"].as_str().unwrap());
}

// What a person decides.

#[tokio::test]
async fn what_ana_approves_is_what_leaves_byte_for_byte_and_once() {
    let (world, chat, agent) = with_an_agent().await;
    let words = " It\u{2028}is  ready \u{202e}🎉\n\te\u{301} ";
    let request = asks(&world, &agent, to(&chat, words)).await;
    world.later(60);
    let decided = decides(&world, &request, true).await.unwrap();
    assert_eq!((&decided["approval"]["state"], &decided["outcome"]["status"]), (&json!("approved"), &json!("queued")));
    let sent = world.until_newest_is(&chat, "accepted").await;
    assert_eq!((&sent["text"], &sent["author"]["kind"], &sent["author"]["name"]), (&json!(words), &json!("agent"), &json!("Claude Code")));
    assert_eq!(
        sent["author"]["approved_at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap().as_second(),
        world.control.now().as_second()
    );
    let body: Value = serde_json::from_str(&world.control.sends().unwrap()[0].raw).unwrap();
    assert_eq!((&body["text"], &body["to"], &body["type"]), (&json!({ "body": words }), &json!(&INÉS[1..]), &json!("text")));
    assert_eq!((world.times_left(words), world.posts()), (1, 1));
    assert!(waiting(&world).await.is_empty());
}

#[tokio::test]
async fn a_request_is_decided_once() {
    let (world, chat, agent) = with_an_agent().await;
    let request = asks(&world, &agent, to(&chat, "It is ready")).await;
    let (first, second) = tokio::join!(decides(&world, &request, true), decides(&world, &request, true));
    assert_eq!([&first, &second].iter().filter(|decided| decided.is_ok()).count(), 1, "{first:?} {second:?}");
    for approve in [true, false] {
        assert_eq!(decides(&world, &request, approve).await.unwrap_err().code.as_str(), "already_decided");
    }
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!((world.times_left("It is ready"), world.posts()), (1, 1));
}

#[tokio::test]
async fn after_a_quarter_of_an_hour_nobody_can_approve_any_more() {
    let (world, chat, agent) = with_an_agent().await;
    let request = asks(&world, &agent, to(&chat, "It is ready")).await;
    world.later(15 * 60);
    assert_eq!(decides(&world, &request, true).await.unwrap_err().code.as_str(), "expired");
    assert!(waiting(&world).await.is_empty());
    let history = world.act("desk_approvals", json!({ "history": true })).await.unwrap();
    assert_eq!(history["approvals"][0]["state"], "expired");
    assert_eq!((world.posts(), world.messages(&chat).await.len()), (0, 1));
}

#[tokio::test]
async fn a_badge_goes_when_its_request_has_expired() {
    let (world, chat, agent) = with_an_agent().await;
    asks(&world, &agent, to(&chat, "It is ready")).await;
    let badges = async || {
        let state = world.act("desk_state", json!({})).await.unwrap();
        (world.row(INÉS).await.unwrap()["waiting_approvals"].clone(), state["project"]["waiting_approvals"].clone())
    };
    assert_eq!(badges().await, (json!(1), json!(1)));
    world.later(15 * 60);
    world.until("nobody is asked any more", async || badges().await == (json!(0), json!(0))).await;
}

#[tokio::test]
async fn what_ana_rejects_goes_nowhere_and_her_reason_is_kept() {
    let (world, chat, agent) = with_an_agent().await;
    let request = asks(&world, &agent, to(&chat, "It is ready")).await;
    let decided = decides(&world, &request, false).await.unwrap();
    assert_eq!(
        (&decided["approval"]["state"], &decided["approval"]["reason"], decided.get("outcome")),
        (&json!("rejected"), &json!("not now"), None)
    );
    assert_eq!(decides(&world, &request, true).await.unwrap_err().code.as_str(), "already_decided");
    let history = world.act("desk_approvals", json!({ "history": true, "thread_id": chat.thread })).await.unwrap();
    assert_eq!(history["approvals"][0]["reason"], "not now");
    assert_eq!((world.posts(), world.messages(&chat).await.len()), (0, 1));
}

#[tokio::test]
async fn an_approval_that_comes_after_the_24_hours_says_so() {
    let (world, chat, agent) = with_an_agent().await;
    world.later(24 * 3600 - 60 - 300);
    let request = asks(&world, &agent, to(&chat, "It is ready")).await;
    world.later(300);
    let late = decides(&world, &request, true).await.unwrap_err();
    assert_eq!(late.code.as_str(), "window_closed");
    assert_eq!((world.posts(), world.messages(&chat).await.len()), (0, 1));
    world.hears(INÉS, "Hello?").await;
    world.act("desk_decide", json!({ "request_id": request, "approve": true, "new_messages": 1 })).await.unwrap();
    world.until_newest_is(&chat, "accepted").await;
    assert_eq!(world.times_left("It is ready"), 1, "she wrote again, so it can still be approved");
}

#[tokio::test]
async fn what_nobody_asked_cannot_be_decided() {
    let (world, ..) = with_an_agent().await;
    for request in ["1", "-1", "9999999999999999999", "first", ""] {
        assert_eq!(decides(&world, request, true).await.unwrap_err().code.as_str(), "not_found", "{request:?}");
    }
    assert_eq!(world.posts(), 0);
}

#[tokio::test]
async fn decisions_are_remembered_too_those_that_failed_as_well() {
    let (world, chat, agent) = with_an_agent().await;
    let approved = asks(&world, &agent, to(&chat, "one")).await;
    let rejected = asks(&world, &agent, to(&chat, "two")).await;
    let late = asks(&world, &agent, to(&chat, "three")).await;
    decides(&world, &approved, true).await.unwrap();
    decides(&world, &rejected, false).await.unwrap();
    world.later(15 * 60);
    decides(&world, &late, true).await.unwrap_err();
    let engine = world.desk.engine().unwrap();
    let decisions = async || {
        let entries = engine.read(|store| store.audit(100)).await.unwrap();
        entries
            .iter()
            .filter(|entry| entry.caller == "window" && entry.operation == SEND)
            .map(|entry| format!("{} {}", entry.decision, entry.outcome))
            .collect::<Vec<_>>()
            == ["refused expired", "rejected ok", "approved ok"]
    };
    world.until("all three are noted", decisions).await;
}
