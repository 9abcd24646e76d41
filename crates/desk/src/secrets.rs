//! Keys: what they are, and the keychain, the one place that they are kept in.

mod installation;
mod keychain;

pub use installation::InstallationSecret;
pub use keychain::{Keychain, ProjectSecrets};

use std::fmt::Write as _;

use kapso::{ApiKey, MalformedKey};
use schemars::JsonSchema;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorCode, Result};

/// A key as a person pasted it. It can be read into, never printed, and never serialised.
#[derive(Clone, Deserialize, JsonSchema)]
#[schemars(inline)]
pub struct Key(#[schemars(with = "String")] SecretString);

impl Key {
    /// A key from a text, such as an environment variable's.
    pub fn new(text: String) -> Self {
        Self(SecretString::from(text))
    }

    /// The key, if the text can be one.
    pub fn check(&self) -> Result<ApiKey> {
        ApiKey::parse(self.0.expose_secret()).map_err(|why| {
            let remedy = match why {
                MalformedKey::Empty => "Paste the key that Kapso shows under Integrations, API keys.",
                _ => "Copy the key again, without anything around it.",
            };
            Error::new(ErrorCode::KeyMalformed, format!("This cannot be a Kapso key: {why}. Nothing was saved."), remedy)
        })
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Key(…)")
    }
}

/// The key of a project's local store: 256 random bits.
#[derive(Clone)]
pub struct StoreKey(SecretString);

impl StoreKey {
    /// A new one.
    pub fn random() -> Self {
        Self::of_bytes(&rand::random())
    }

    /// The demo workspace's: everything in it is invented, so its key is no secret.
    pub fn of_the_demo() -> Self {
        Self::of_bytes(b"kapso desk demo: all is invented")
    }

    /// One that the keychain gave back.
    pub(crate) fn of_hex(hex: SecretString) -> Option<Self> {
        let text = hex.expose_secret();
        (text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(Self(hex))
    }

    fn of_bytes(bytes: &[u8; 32]) -> Self {
        let mut hex = String::with_capacity(64);
        for byte in bytes {
            let _ = write!(hex, "{byte:02x}");
        }
        Self(SecretString::from(hex))
    }

    pub(crate) fn hex(&self) -> &str {
        self.0.expose_secret()
    }
}

/// What the keychain holds for a project, as text.
#[derive(Serialize, Deserialize)]
pub(crate) struct Item {
    pub(crate) key: String,
    pub(crate) store: String,
    /// A key that is being tested, or that was replaced: there only while a key is replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) other: Option<String>,
}
