//! The project's API key.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// A project API key. It cannot be printed or serialised, and is wiped from memory when dropped.
#[derive(Clone)]
pub struct ApiKey(SecretString);

/// Why a text cannot be a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MalformedKey {
    /// Nothing was given.
    #[error("it is empty")]
    Empty,
    /// There is white space inside it.
    #[error("it has spaces or line breaks in it")]
    Space,
    /// A character that no HTTP header takes.
    #[error("it has characters that no key has")]
    Character,
    /// Over 512 characters.
    #[error("it is longer than 512 characters")]
    Long,
}

impl ApiKey {
    /// Takes a pasted text; white space around it is dropped. Kapso documents no prefix or length, so none is asked for.
    pub fn parse(pasted: &str) -> Result<Self, MalformedKey> {
        let key = pasted.trim();
        if key.is_empty() {
            return Err(MalformedKey::Empty);
        }
        if key.chars().any(char::is_whitespace) {
            return Err(MalformedKey::Space);
        }
        if !key.chars().all(|c| c.is_ascii_graphic()) {
            return Err(MalformedKey::Character);
        }
        if key.len() > 512 {
            return Err(MalformedKey::Long);
        }
        Ok(Self(SecretString::from(key)))
    }

    /// The last four characters, which a person may see; none for a key so short that they would give it away.
    pub fn ends_in(&self) -> String {
        let key = self.expose();
        if key.len() < 12 { String::new() } else { key.chars().skip(key.len().saturating_sub(4)).collect() }
    }

    /// The key itself, for the keychain and the request's header only.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("ApiKey(…)")
    }
}
