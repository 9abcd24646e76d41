//! The secret of this installation: the desk and the bridges of its user (`kdesk mcp`) know each other by it.

use std::{fmt, time::Duration};

use secrecy::{ExposeSecret, SecretString, zeroize::Zeroizing};
use tokio::time::timeout;

use super::{Keychain, StoreKey};
use crate::error::{Error, ErrorCode, Result};

/// The keychain's name for it. Projects have 16 hexadecimal digits.
const ITEM: &str = "bridges";
/// A keychain may be asking its owner for a password; who can go another way waits no longer than this.
const PATIENCE: Duration = Duration::from_secs(2);

/// 256 random bits. They open nothing at Kapso, and stand nowhere but in the keychain.
#[derive(Clone)]
pub struct InstallationSecret(SecretString);

impl InstallationSecret {
    pub(crate) fn expose(&self) -> &[u8] {
        self.0.expose_secret().as_bytes()
    }
}

impl fmt::Debug for InstallationSecret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("InstallationSecret(…)")
    }
}

impl Keychain {
    /// The secret of this installation; none before a desk has served agents.
    ///
    /// # Errors
    /// `keychain_locked`, also when it does not answer within 2 seconds; `keychain_unavailable`, also when the item is damaged.
    pub async fn installation(&self) -> Result<Option<InstallationSecret>> {
        timeout(PATIENCE, self.kept_installation()).await.unwrap_or_else(|_| Err(silent()))
    }

    /// The same; made when there is none. It waits as long as the keychain asks its owner.
    pub(crate) async fn own_installation(&self) -> Result<InstallationSecret> {
        if let Some(kept) = self.kept_installation().await? {
            return Ok(kept);
        }
        self.put_text(ITEM, Zeroizing::new(StoreKey::random().hex().to_owned())).await?;
        // Of two desks that make one at the same moment, the one that wrote last is right.
        self.kept_installation().await?.ok_or_else(damaged)
    }

    async fn kept_installation(&self) -> Result<Option<InstallationSecret>> {
        let Some(text) = self.text(ITEM).await? else { return Ok(None) };
        let is_whole = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_whole { Ok(Some(InstallationSecret(SecretString::from(text.as_str())))) } else { Err(damaged()) }
    }
}

fn silent() -> Error {
    Error::new(
        ErrorCode::KeychainLocked,
        "The keychain did not answer within 2 seconds; it may be asking for its password.",
        "Unlock the keychain, then try again.",
    )
}

fn damaged() -> Error {
    Error::new(
        ErrorCode::KeychainUnavailable,
        format!("The keychain's item for agents' bridges (kapso-desk, {ITEM}) is damaged. It was left as it is."),
        "Remove that item in the keychain's own window and start Kapso Desk again: it makes another.",
    )
}
