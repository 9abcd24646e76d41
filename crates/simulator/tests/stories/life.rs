//! What happens by itself.

use std::time::Duration;

use simulator::{Life, Options};

use crate::stage::{CLINIC, MARIANA, Stage};

#[tokio::test]
async fn somebody_answers_what_they_are_sent() {
    let stage = Stage::by_hand().await;
    let id = stage.say("Até sexta!").await.wamid();
    stage.control().advance(Duration::from_secs(60)).unwrap();
    let newest = stage.platform(&format!("/whatsapp/messages?phone_number={MARIANA}&limit=1")).await.body["data"][0].clone();
    assert_eq!(newest["kapso"]["direction"], "inbound");
    assert_ne!(newest["id"], id.as_str());
}

#[tokio::test]
async fn people_keep_silent_when_told_so() {
    let stage = Stage::by_hand().await;
    stage.control().let_people_answer(false);
    let id = stage.say("Até sexta!").await.wamid();
    stage.control().advance(Duration::from_secs(60)).unwrap();
    let newest = stage.platform(&format!("/whatsapp/messages?phone_number={MARIANA}&limit=1")).await.body["data"][0].clone();
    assert_eq!(newest["id"], id.as_str());
}

#[tokio::test]
async fn a_conversation_ends_after_a_day_and_a_later_word_opens_a_new_one() {
    let stage = Stage::by_hand().await;
    let control = stage.control();
    control.let_people_answer(false);
    let stage = &stage;
    let conversation = |id: String| async move { stage.message(&id).await["kapso"]["whatsapp_conversation_id"].clone() };
    let first = conversation(control.receive(CLINIC, MARIANA, "Oi").unwrap()).await;
    control.advance(Duration::from_secs(24 * 3600 - 1)).unwrap();
    let same = conversation(control.receive(CLINIC, MARIANA, "Ainda eu").unwrap()).await;
    assert_eq!(first, same);
    control.advance(Duration::from_secs(24 * 3600)).unwrap();
    let path = format!("/whatsapp/conversations/{}", first.as_str().unwrap());
    assert_eq!(stage.platform(&path).await.body["data"]["status"], "ended");
    let next = conversation(control.receive(CLINIC, MARIANA, "De novo eu").unwrap()).await;
    assert_ne!(first, next);
}

#[tokio::test]
async fn the_same_seed_and_the_same_hands_play_the_same_life() {
    let mut lives = Vec::new();
    for seed in [11, 11, 12] {
        let stage = Stage::with(Options { seed, life: Life::ByHand, ..Options::default() }).await;
        stage.say("Até sexta!").await.wamid();
        stage.control().advance(Duration::from_secs(60)).unwrap();
        let all = stage.all("/whatsapp/messages").await;
        lives.push(all.iter().map(|one| format!("{} {}", one["id"], one["kapso"]["status"])).collect::<Vec<_>>());
        stage.stop().await;
    }
    assert_eq!(lives[0], lives[1]);
    assert_ne!(lives[0], lives[2]);
}

#[tokio::test]
async fn a_running_life_moves_statuses_by_the_wall_clock_and_somebody_writes_unasked() {
    let stage = Stage::with(Options::default()).await;
    stage.control().let_people_answer(false);
    let before = stage.all("/whatsapp/messages").await.len();
    let id = stage.say("Até sexta!").await.wamid();
    let delivered = async || stage.message(&id).await["kapso"]["statuses"].to_string().contains("delivered");
    for _ in 0..300 {
        if delivered().await {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(delivered().await, "the wall clock moved it at least that far");
    stage.control().advance(Duration::from_secs(120)).unwrap();
    assert!(stage.all("/whatsapp/messages").await.len() > before + 1, "somebody wrote");
    stage.stop().await;
}

#[tokio::test]
async fn a_world_on_disk_is_continued() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { life: Life::ByHand, store: Some(folder.path().join("world.db")), ..Options::default() };
    let stage = Stage::with(options.clone()).await;
    let id = stage.say("Até sexta!").await.wamid();
    stage.control().advance(Duration::from_secs(7200)).unwrap();
    stage.control().receive(CLINIC, MARIANA, "Duas horas depois").unwrap();
    let then = stage.control().now();
    stage.stop().await;
    let stage = Stage::with(options.clone()).await;
    assert_eq!(stage.message(&id).await["text"]["body"], "Até sexta!");
    assert_eq!(stage.control().now(), then, "time does not run backwards");
    let next = stage.say("De novo").await.wamid();
    assert_ne!(next, id, "chance does not repeat itself");
    stage.stop().await;
    std::fs::write(folder.path().join("world.db"), "not a database").unwrap();
    let refused = simulator::start(options).await.err().unwrap().to_string();
    assert!(refused.contains("could not open its store") && refused.contains("left as it is"), "{refused}");
}

#[tokio::test]
async fn several_messages_in_a_row_get_one_answer() {
    let stage = Stage::by_hand().await;
    let before = stage.all(&format!("/whatsapp/messages?phone_number={MARIANA}&direction=inbound")).await.len();
    for text in ["Oi", "Mariana", "tudo bem?"] {
        stage.say(text).await.wamid();
    }
    stage.control().advance(Duration::from_secs(60)).unwrap();
    assert_eq!(stage.all(&format!("/whatsapp/messages?phone_number={MARIANA}&direction=inbound")).await.len(), before + 1);
}

#[tokio::test]
async fn a_taken_port_is_named() {
    let stage = Stage::by_hand().await;
    let port: u16 = stage.origin().rsplit(':').next().unwrap().parse().unwrap();
    let refused = simulator::start(Options { port, ..Options::default() }).await.err().unwrap().to_string();
    assert!(refused.contains(&format!("127.0.0.1:{port}")), "{refused}");
    stage.stop().await;
    simulator::start(Options { port, life: Life::ByHand, ..Options::default() }).await.unwrap().stop().await;
}
