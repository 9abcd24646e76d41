//! Agents' tokens: 256 random bits each, kept as SHA-256 only, compared in constant time.

use std::{collections::HashMap, fmt::Write as _, sync::RwLock};

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::{caller::Client, store::clients::KnownClient};

/// The tokens of a project, for the check of every call.
#[derive(Default)]
pub struct Tokens {
    known: RwLock<Vec<KnownClient>>,
    used: RwLock<HashMap<i64, Timestamp>>,
    listed: RwLock<HashMap<i64, Listed>>,
}

/// That a client asked which tools there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// When.
    pub at: Timestamp,
    /// How many it was told of.
    pub tools: u32,
}

/// "Last used" is written down at most this often for each client.
const USED_EVERY: SignedDuration = SignedDuration::from_secs(10);

/// A new token and its hash.
pub fn new_token() -> (String, [u8; 32]) {
    let bits: [u8; 32] = rand::random();
    let mut token = String::from("kd_");
    for byte in bits {
        let _ = write!(token, "{byte:02x}");
    }
    let hash = hash(&token);
    (token, hash)
}

impl Tokens {
    /// The client that holds `token`, unless it has expired. Every known hash is compared, so that time tells nothing.
    pub fn holder(&self, token: &str, now: Timestamp) -> Option<Client> {
        let hash = hash(token);
        let known = self.known.read().ok()?;
        let mut holder = None;
        for client in known.iter() {
            if bool::from(client.token_hash.ct_eq(&hash)) && works(client, now) {
                holder = Some(seen(client));
            }
        }
        holder
    }

    /// The client of that name that was added last, unless it has expired.
    pub fn named(&self, name: &str, now: Timestamp) -> Option<Client> {
        let known = self.known.read().ok()?;
        let newest = known.iter().filter(|client| client.name == name).max_by_key(|client| client.id)?;
        works(newest, now).then(|| seen(newest))
    }

    /// Whether there is a client of that name.
    pub fn knows(&self, name: &str) -> bool {
        self.known.read().is_ok_and(|known| known.iter().any(|client| client.name == name))
    }

    /// Puts these clients in place of those that were known.
    pub fn replace(&self, clients: Vec<KnownClient>) {
        if let Ok(mut known) = self.known.write() {
            *known = clients;
        }
    }

    /// Notes a use; true when it should be written down.
    pub fn used(&self, id: i64, now: Timestamp) -> bool {
        let Ok(mut used) = self.used.write() else { return false };
        let due = used.get(&id).is_none_or(|last| now.duration_since(*last) >= USED_EVERY);
        if due {
            used.insert(id, now);
        }
        due
    }

    /// Notes that a client was told of so many tools.
    pub fn note_listed(&self, id: i64, listed: Listed) {
        if let Ok(mut all) = self.listed.write() {
            all.insert(id, listed);
        }
    }

    /// When a client last asked which tools there are.
    pub fn listed(&self, id: i64) -> Option<Listed> {
        self.listed.read().ok()?.get(&id).copied()
    }
}

fn works(client: &KnownClient, now: Timestamp) -> bool {
    client.expires_at.is_none_or(|expires_at| now < expires_at)
}

fn seen(client: &KnownClient) -> Client {
    Client { id: client.id, name: client.name.clone() }
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
