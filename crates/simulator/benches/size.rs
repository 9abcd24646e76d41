//! A large world: how long it takes to make, and what a page costs at the start and at the end of each list.
//!
//! `cargo bench --package simulator --bench size -- 100000 1000000` for other sizes.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot measure ends at once")]

use std::time::{Duration, Instant};

use reqwest::Client;
use serde_json::Value;
use simulator::{DEMO_KEY, Life, Options, Size};

const LISTS: [&str; 6] = [
    "/platform/v1/whatsapp/conversations",
    "/platform/v1/whatsapp/conversations?status=ended",
    "/platform/v1/whatsapp/messages",
    "/platform/v1/whatsapp/messages?status=read",
    "/meta/whatsapp/v24.0/106500000000017/messages",
    "/platform/v1/whatsapp/contacts",
];
/// The first and the last pages are each measured over so many, in turns, so that a busy machine slows both.
const ENDS: usize = 50;

#[tokio::main]
async fn main() {
    let mut numbers = std::env::args().filter_map(|argument| argument.parse().ok());
    let size = Size { contacts: numbers.next().unwrap_or(100_000), messages: numbers.next().unwrap_or(1_000_000) };
    let began = Instant::now();
    let options = Options { life: Life::ByHand, plan_limit: u32::MAX, size: Some(size), ..Options::default() };
    let simulator = simulator::start(options).await.unwrap();
    println!("{} contacts and {} messages made in {:.1} s\n", size.contacts, size.messages, began.elapsed().as_secs_f64());
    println!("{:<52} {:>8} {:>9} {:>9} {:>6}", "list, 100 rows a page (ms, median)", "pages", "first 50", "last 50", "ratio");
    let client = Client::builder().no_proxy().build().unwrap();
    for list in LISTS {
        let pages = pages(&client, &format!("{}{list}", simulator.origin())).await;
        let ends = ENDS.min(pages.len() / 2).max(1);
        let (mut first, mut last) = (Vec::new(), Vec::new());
        for (early, late) in pages.iter().zip(pages.iter().skip(pages.len() - ends)).take(ends) {
            first.push(ask(&client, early).await.1);
            last.push(ask(&client, late).await.1);
        }
        let (first, last) = (median(first), median(last));
        println!("{list:<52} {:>8} {first:>9.2} {last:>9.2} {:>6.2}", pages.len(), last / first);
    }
    simulator.stop().await;
}

/// The address of every full page of a list, by following it to its end.
async fn pages(client: &Client, list: &str) -> Vec<String> {
    let list = format!("{list}{}limit=100", if list.contains('?') { '&' } else { '?' });
    let (mut addresses, mut next) = (Vec::new(), list.clone());
    loop {
        let page = ask(client, &next).await.0;
        if page.pointer("/data").and_then(Value::as_array).unwrap().len() < 100 {
            return addresses;
        }
        addresses.push(next);
        let Some(cursor) = page.pointer("/paging/cursors/after").and_then(Value::as_str) else { return addresses };
        next = format!("{list}&after={}", cursor.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D"));
    }
}

/// One page, and how long it took to come.
async fn ask(client: &Client, address: &str) -> (Value, Duration) {
    let began = Instant::now();
    let response = client.get(address).header("X-API-Key", DEMO_KEY).send().await.unwrap();
    let text = response.error_for_status().unwrap().text().await.unwrap();
    (serde_json::from_str(&text).unwrap(), began.elapsed())
}

/// In milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times.get(times.len() / 2).unwrap().as_secs_f64() * 1000.0
}
