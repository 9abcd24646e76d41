//! What answers are made of. Every face shows these same shapes; ids stand only in detailed answers.

mod agent;
mod aside;
mod contact;
mod content;
mod conversation;
mod customer;
mod file;
mod message;
mod number;
mod permission;
mod project;
mod setup_link;
mod template;

pub use agent::{Approval, ClientRow};
pub use aside::{Draft, DraftFile, QuickReply, SnoozedThread};
pub use contact::{Contact, Note};
pub use content::{Choice, ContactCard, FormField, Interactive, Location, Media, OrderItem, ReactionTo, TemplateUse};
pub use conversation::{Conversation, Counts, PastConversation, Preview, ServiceWindow};
pub use customer::Customer;
pub(crate) use file::OF_REQUEST;
pub use file::RequestFile;
pub use message::{Author, Failure, Message, Quote, Reaction};
pub use number::Config;
pub use permission::{Permission, PermissionList, ToolPermission};
pub use project::{FillProgress, Project, SyncPhase, SyncState};
pub use setup_link::{SetupLink, SetupSettings, SetupUrl};
pub use template::{HeaderKind, Template, TemplateButton, TemplateHeader, TemplateValue};
