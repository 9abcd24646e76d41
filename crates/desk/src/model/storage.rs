//! What is kept on this machine.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

/// What is kept on this machine.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Storage {
    /// The projects that have anything here, the open one first.
    pub projects: Vec<StoredProject>,
    /// All of them, in bytes.
    pub total_byte_size: u64,
    /// Files of messages are kept up to so many bytes a project; the oldest go first.
    pub media_limit_byte_size: u64,
    /// How the open project's store is encrypted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encryption: Option<Encryption>,
}

/// What is kept of one project.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StoredProject {
    /// This desk's id of it.
    pub project_id: String,
    /// Its name.
    pub name: String,
    /// Whether it is the invented demo workspace.
    pub demo: bool,
    /// Whether it is the open one; only that is looked into.
    pub open: bool,
    /// Its store on the disk, in bytes.
    pub byte_size: u64,
    /// Files of messages in it, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_byte_size: Option<u64>,
    /// How many files these are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_files: Option<u64>,
    /// Messages in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub messages: Option<u64>,
    /// When the oldest of them was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oldest_message_at: Option<Timestamp>,
}

/// How a store is encrypted.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Encryption {
    /// The cipher of its pages, and what signs them.
    pub cipher: String,
    /// What does it, with its version.
    pub library: String,
    /// Where its key is.
    pub key_is_in: KeyPlace,
    /// The keychain of this system, by its usual name.
    pub keychain: String,
}

/// Where a store's key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum KeyPlace {
    /// In the system's keychain, beside the project's key.
    Keychain,
    /// In this program: everything in the demo workspace is invented.
    Program,
    /// In memory, for this run only.
    Memory,
}
