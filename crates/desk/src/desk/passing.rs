//! What the bridge (`kdesk mcp`) is given over the desk's private socket: where the endpoint is, a token for this run, and
//! what the endpoint must prove before the token is shown to it. None of it is ever written down.

use std::collections::HashMap;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use tokio::sync::Mutex;

use super::Desk;
use crate::error::{Error, ErrorCode, Result};

/// What a bridge needs.
#[derive(Clone, Serialize, Deserialize)]
pub struct Pass {
    /// The endpoint's address.
    pub url: String,
    /// The client's token, for as long as this desk runs.
    pub token: String,
    /// The key of [`Desk::proof`], in hexadecimal.
    pub key: String,
}

/// The tokens that were given, and the secret of this run.
pub(super) struct Passes {
    given: Mutex<HashMap<String, String>>,
    key: [u8; 32],
}

impl Passes {
    pub(super) fn new() -> Self {
        Self { given: Mutex::default(), key: rand::random() }
    }
}

impl Desk {
    /// A pass for an agent's bridge. Only who was connected to the open project gets one; to the demo everybody who was not
    /// turned away. Without a client it has no token, and is good for a look at who answers.
    pub async fn pass(&self, client: &str) -> Result<Pass> {
        let name = connect::find(client).map_or(client, |agent| agent.name);
        let url = self.endpoint().url.ok_or_else(|| self.no_endpoint())?;
        let key = hex(&self.inner.passes.key);
        if client.is_empty() {
            return Ok(Pass { url, token: String::new(), key });
        }
        let engine = self.engine()?;
        let mut given = self.inner.passes.given.lock().await;
        if let Some(token) = given.get(name).filter(|token| engine.client_of(token).is_some_and(|holder| holder.name == name)) {
            return Ok(Pass { url, token: token.clone(), key });
        }
        let is_known = engine.clients().await?.iter().any(|row| row.name == name);
        let was_revoked = {
            let name = name.to_owned();
            engine.read(move |store| store.was_revoked(&name)).await?
        };
        if !is_known && (was_revoked || !engine.project().demo || name.chars().count() > 60) {
            return Err(not_connected(client));
        }
        let (_, token) = engine.renew_client(name).await?;
        given.insert(name.to_owned(), token.clone());
        Ok(Pass { url, token, key })
    }

    /// What only this desk can answer to a challenge: an HMAC over it and the port that it came to, so that no other program
    /// can pass the question on.
    pub fn proof(&self, port: u16, challenge: &str) -> Option<String> {
        proof(&self.inner.passes.key, port, challenge)
    }

    fn no_endpoint(&self) -> Error {
        self.endpoint().problem.unwrap_or_else(|| {
            Error::new(ErrorCode::NotRunning, "Agents cannot connect: the endpoint is not up.", "Start it in the app, or restart the app.")
        })
    }
}

impl Pass {
    /// A challenge that nobody could know before.
    pub fn challenge() -> String {
        hex(&rand::random::<[u8; 32]>())
    }

    /// Whether this is the answer that the endpoint on `port` must give.
    pub fn is_proof(&self, port: u16, challenge: &str, answer: &str) -> bool {
        let key: Option<Vec<u8>> = (0..self.key.len()).step_by(2).map(|at| byte(self.key.get(at..at.saturating_add(2))?)).collect();
        let expected = key.and_then(|key| proof(&key, port, challenge));
        expected.is_some_and(|expected| bool::from(subtle::ConstantTimeEq::ct_eq(expected.as_bytes(), answer.as_bytes())))
    }
}

/// A challenge is 64 hexadecimal digits.
fn proof(key: &[u8], port: u16, challenge: &str) -> Option<String> {
    let is_challenge = challenge.len() == 64 && challenge.bytes().all(|digit| digit.is_ascii_hexdigit());
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok().filter(|_| is_challenge)?;
    mac.update(format!("kapso-desk endpoint {port} {challenge}").as_bytes());
    Some(hex(&mac.finalize().into_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn byte(digits: &str) -> Option<u8> {
    u8::from_str_radix(digits, 16).ok()
}

fn not_connected(client: &str) -> Error {
    let client: String = client.chars().take(60).collect();
    Error::new(
        ErrorCode::NotAllowed,
        format!("{client} is not connected to the project that is open. Nothing was sent."),
        "A person connects it: on the Agents page of the app, or with `kdesk connect`.",
    )
}
