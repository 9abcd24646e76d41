//! What a bridge (`kdesk mcp`) and the desk show each other: proofs of who answers on a port, and passes of one client for one run.
//! None of it is ever written down.

use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::secrets::InstallationSecret;

/// What a bridge needs.
#[derive(Clone, Serialize, Deserialize)]
pub struct Pass {
    /// The endpoint's address.
    pub url: String,
    /// The client's token, for as long as this desk runs.
    pub token: String,
    /// The key of the proof that the endpoint must give, in hexadecimal.
    pub key: String,
}

impl Pass {
    /// The pass that whoever knows the secret of the installation makes for a client, in a run of the desk of `data_dir`.
    pub fn installed(secret: &InstallationSecret, data_dir: &Path, run: &str, port: u16, client: &str) -> Option<Self> {
        RunKeys::of(secret, data_dir, run)?.pass(format!("http://127.0.0.1:{port}/mcp"), client)
    }

    /// A challenge that nobody could know before.
    pub fn challenge() -> String {
        hex(&rand::random::<[u8; 32]>())
    }

    /// Whether this is the answer that the endpoint on `port` must give.
    pub fn is_proof(&self, port: u16, challenge: &str, answer: &str) -> bool {
        let expected = bytes(&self.key).and_then(|key| proof(&key, port, challenge));
        expected.is_some_and(|expected| bool::from(expected.as_bytes().ct_eq(answer.as_bytes())))
    }
}

/// The keys of one run of a desk. Who knows one of them cannot make the other.
pub(crate) struct RunKeys {
    proof: [u8; 32],
    pass: [u8; 32],
}

/// How a pass begins, so that it is told from a client's own token.
const MARK: &str = "kp_";

impl RunKeys {
    /// Keys that nobody else can make.
    pub(crate) fn random() -> Self {
        Self { proof: rand::random(), pass: rand::random() }
    }

    /// Keys that everybody makes who knows the secret of the installation; other ones for each data directory and each run.
    pub(crate) fn of(secret: &InstallationSecret, data_dir: &Path, run: &str) -> Option<Self> {
        let place = data_dir.canonicalize().ok().filter(|_| is_hex(run, 32))?;
        let key = |purpose: &str| mac(secret.expose(), &format!("kapso-desk {purpose} {run} {}", place.to_string_lossy()));
        Some(Self { proof: key("proof")?, pass: key("pass")? })
    }

    /// A client's pass; without a client one that has no token, and is good for a look at who answers.
    pub(crate) fn pass(&self, url: String, client: &str) -> Option<Pass> {
        let name = name_of(client);
        let token =
            if name.is_empty() { String::new() } else { format!("{MARK}{}_{}", hex(name.as_bytes()), hex(&mac(&self.pass, name)?)) };
        Some(Pass { url, token, key: hex(&self.proof) })
    }

    /// Whom a pass was made for, if it was made with these keys.
    pub(crate) fn client_in(&self, token: &str) -> Option<String> {
        let (name, shown) = token.strip_prefix(MARK)?.split_once('_')?;
        let name = String::from_utf8(bytes(name)?).ok()?;
        let made = hex(&mac(&self.pass, &name)?);
        bool::from(made.as_bytes().ct_eq(shown.as_bytes())).then_some(name)
    }

    /// What only a desk with these keys can answer to a challenge: an HMAC over it and the port that it came to, so that no
    /// other program can pass the question on.
    pub(crate) fn proof(&self, port: u16, challenge: &str) -> Option<String> {
        proof(&self.proof, port, challenge)
    }
}

/// The name of a client that is known by a shorter one.
pub(crate) fn name_of(client: &str) -> &str {
    connect::find(client).map_or(client, |agent| agent.name)
}

/// A run's own name. It is no secret.
pub(crate) fn new_run() -> String {
    hex(&rand::random::<[u8; 16]>())
}

/// A challenge is 64 hexadecimal digits.
fn proof(key: &[u8], port: u16, challenge: &str) -> Option<String> {
    let words = is_hex(challenge, 64).then(|| format!("kapso-desk endpoint {port} {challenge}"))?;
    mac(key, &words).map(|mac| hex(&mac))
}

fn mac(key: &[u8], words: &str) -> Option<[u8; 32]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(words.as_bytes());
    Some(mac.finalize().into_bytes().into())
}

fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(hex.get(at..at.saturating_add(2))?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::Keychain;

    async fn secret() -> InstallationSecret {
        let keychain = Keychain::over(keyring_core::mock::Store::new().unwrap());
        keychain.own_installation().await.unwrap()
    }

    #[tokio::test]
    async fn a_pass_is_of_its_client_its_run_its_directory_and_its_secret_alone() {
        let (secret, here, there) = (secret().await, tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (run, other_run) = (new_run(), new_run());
        let keys = RunKeys::of(&secret, here.path(), &run).unwrap();
        let pass = Pass::installed(&secret, here.path(), &run, 47821, "claude-code").unwrap();
        assert_eq!(keys.client_in(&pass.token).as_deref(), Some("Claude Code"));
        let others = [
            RunKeys::of(&secret, here.path(), &other_run).unwrap(),
            RunKeys::of(&secret, there.path(), &run).unwrap(),
            RunKeys::of(&self::secret().await, here.path(), &run).unwrap(),
            RunKeys::random(),
        ];
        let challenge = Pass::challenge();
        assert!(pass.is_proof(47821, &challenge, &keys.proof(47821, &challenge).unwrap()));
        assert!(!pass.is_proof(47822, &challenge, &keys.proof(47821, &challenge).unwrap()), "another port's answer was taken");
        for other in others {
            assert_eq!(other.client_in(&pass.token), None);
            assert!(!pass.is_proof(47821, &challenge, &other.proof(47821, &challenge).unwrap()));
        }
        let (_, mac) = pass.token.rsplit_once('_').unwrap();
        assert_eq!(keys.client_in(&format!("kp_{}_{mac}", hex(b"Cursor"))), None, "a pass became another client's");
    }

    #[test]
    fn what_is_no_challenge_and_no_pass_is_answered_with_nothing() {
        let keys = RunKeys::random();
        assert_eq!(keys.proof(1, "not hexadecimal"), None);
        for token in ["", "kp_", "kp__", "kp_é_0", "kp_zz_00", "kd_00", "kp_4_4"] {
            assert_eq!(keys.client_in(token), None, "{token}");
        }
    }
}
