//! How the content files are written.

use serde::Deserialize;
use serde_json::Value;

/// A business: its number, its templates, the people who write to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Business {
    pub(super) name: String,
    pub(super) phone_number_id: String,
    pub(super) business_account_id: String,
    /// The number as it is displayed.
    pub(super) phone: String,
    /// The name of the project's customer that owns the number.
    pub(super) customer: Option<String>,
    /// How long ago the number was connected.
    pub(super) connected: String,
    #[serde(default = "green")]
    pub(super) quality: String,
    #[serde(default = "connected")]
    pub(super) status: String,
    #[serde(default = "production")]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) coexistence: bool,
    #[serde(default = "tier")]
    pub(super) messaging_limit: String,
    /// What the health route answers when not all is well.
    pub(super) health: Option<Value>,
    #[serde(default)]
    pub(super) templates: Vec<Template>,
    #[serde(default)]
    pub(super) people: Vec<Person>,
}

impl Business {
    /// The same business in another of Kapso's projects, where its number and its account are other ones.
    pub(super) fn of_project(mut self, project: u16) -> Self {
        if project > 0 {
            self.phone_number_id = format!("{project}{}", self.phone_number_id);
            self.business_account_id = format!("{project}{}", self.business_account_id);
        }
        self
    }
}

fn green() -> String {
    "GREEN".to_owned()
}

fn connected() -> String {
    "CONNECTED".to_owned()
}

fn production() -> String {
    "production".to_owned()
}

fn tier() -> String {
    "TIER_1K".to_owned()
}

/// A template as the API lists it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Template {
    pub(super) name: String,
    pub(super) language: String,
    pub(super) category: String,
    #[serde(default = "approved")]
    pub(super) status: String,
    #[serde(default = "positional")]
    pub(super) parameter_format: String,
    pub(super) components: Value,
}

fn approved() -> String {
    "APPROVED".to_owned()
}

fn positional() -> String {
    "POSITIONAL".to_owned()
}

/// Somebody who writes to a business.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    /// The name of their profile.
    pub(super) name: Option<String>,
    /// The name that the business gave them.
    pub(super) display_name: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) bsuid: Option<String>,
    pub(super) parent_bsuid: Option<String>,
    pub(super) username: Option<String>,
    pub(super) metadata: Option<Value>,
    /// What they chose about marketing: `stopped` or `resumed`.
    pub(super) marketing: Option<String>,
    /// Seconds they take to answer.
    pub(super) pace: Option<i64>,
    #[serde(default)]
    pub(super) hides_reading: bool,
    /// The code with which everything sent to them fails.
    pub(super) fails: Option<i64>,
    /// What they answer, in order, to what they are sent while the simulator runs.
    #[serde(default)]
    pub(super) answers: Vec<Value>,
    /// What they write unasked while the simulator runs.
    #[serde(default)]
    pub(super) openings: Vec<Value>,
    /// The stretches of chat before the start.
    #[serde(default)]
    pub(super) spells: Vec<Spell>,
}

impl Person {
    /// How errors name them.
    pub(super) fn label(&self) -> &str {
        [&self.name, &self.display_name, &self.phone, &self.bsuid].into_iter().flatten().next().map_or("somebody", String::as_str)
    }
}

/// A stretch of chat.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spell {
    /// How long before the start its last message was.
    pub(super) ended: String,
    /// Whether somebody of the business then ended the conversation.
    #[serde(default)]
    pub(super) closed: bool,
    pub(super) turns: Vec<Turn>,
}

/// One message of a stretch.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Turn {
    /// What the person says: a text, or an object with one member named like its type.
    pub(super) they: Option<Value>,
    /// What the business says.
    pub(super) me: Option<Value>,
    /// How long after the turn before; without it some seconds to minutes.
    pub(super) gap: Option<String>,
    /// A name for this message, to which later turns refer.
    #[serde(rename = "as")]
    pub(super) label: Option<String>,
    /// The label of the message that this one replies or reacts to.
    pub(super) re: Option<String>,
    /// The state it is in, where that does not follow from what comes after.
    pub(super) status: Option<String>,
    /// The code with which it failed.
    pub(super) fails: Option<i64>,
    /// Where it came from, `cloud_api` unless named.
    pub(super) origin: Option<String>,
}
