//! What happens at Kapso behind the desk's back: in its own window, at another desk, on a customer's setup page.

use std::time::Duration;

use serde_json::Value;
use simulator::DEMO_KEY;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::world::World;

/// Asks the Platform API; the status and the body.
pub(crate) async fn platform(world: &World, method: &str, path: &str, body: &Value) -> (u16, Value) {
    platform_in_weather(world, method, path, body).await.unwrap()
}

/// The same where the weather may keep the answer.
pub(crate) async fn platform_in_weather(world: &World, method: &str, path: &str, body: &Value) -> Option<(u16, Value)> {
    let (origin, path, body) = (world.simulator.origin(), format!("/platform/v1{path}"), body.to_string());
    let answer = tokio::time::timeout(Duration::from_secs(2), request(&origin, method, &path, &body)).await.ok()??;
    Some((answer.0, serde_json::from_str(&answer.1).unwrap_or_default()))
}

/// Reads from the Meta proxy; the status and the body.
pub(crate) async fn meta(world: &World, path: &str) -> (u16, Value) {
    let (status, body) = request(&world.simulator.origin(), "GET", &format!("/meta/whatsapp/v24.0{path}"), "").await.unwrap();
    (status, serde_json::from_str(&body).unwrap_or_default())
}

/// A customer opens the page of its link and connects a number; the page's status.
pub(crate) async fn connects_a_number(url: &str) -> u16 {
    let (origin, path) = url.split_at(url.find("/whatsapp/").unwrap());
    request(origin, "POST", path, "").await.unwrap().0
}

async fn request(origin: &str, method: &str, path: &str, body: &str) -> Option<(u16, String)> {
    let host = origin.trim_start_matches("http://");
    let mut wire = TcpStream::connect(host).await.unwrap();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nX-API-Key: {DEMO_KEY}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    wire.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    wire.read_to_string(&mut answer).await.ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    Some((head.split(' ').nth(1)?.parse().ok()?, body.to_owned()))
}
