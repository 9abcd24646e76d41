//! What was typed and not sent: on the disk before the answer, so that no crash takes it away.

use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::id;
use crate::{
    action::Action,
    caller::Face,
    desk::Desk,
    engine::no_thread,
    error::{Error, ErrorCode, Result},
    events::Topic,
    model::{Draft, DraftFile},
    outbox::is_kept,
    store::{Reader, drafts::KeptDraft},
};

/// List what was typed and not sent, the last changed first.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Drafts {
    /// Only the draft of this thread.
    #[serde(default)]
    #[schemars(length(min = 1, max = 20))]
    pub thread_id: Option<String>,
}

/// What was typed and not sent.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DraftList {
    /// The drafts, at most 1,000.
    pub drafts: Vec<Draft>,
}

const MOST: u32 = 1_000;

impl Action for Drafts {
    const NAME: &'static str = "desk_drafts";
    type Output = DraftList;

    async fn run(self, desk: &Desk, _face: Face) -> Result<DraftList> {
        let thread = self.thread_id.as_deref().map(id).transpose()?;
        let read = move |store: &Reader<'_>| {
            let kept = match thread {
                Some(thread) => store.draft(thread)?.into_iter().collect(),
                None => store.drafts(MOST)?,
            };
            kept.into_iter().map(|draft| Draft::of(draft, store)).collect()
        };
        Ok(DraftList { drafts: desk.engine()?.read(read).await? })
    }
}

/// Keep what is typed for a thread, in the place of what was kept before; with neither text nor files, nothing is kept.
/// When this answers, it is on the disk. What is sent leaves the draft by itself.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KeepDraft {
    /// Which thread.
    #[schemars(length(min = 1, max = 20))]
    pub thread_id: String,
    /// What is typed.
    #[schemars(length(max = 16384))]
    pub text: String,
    /// The message that it answers.
    #[serde(default)]
    #[schemars(length(min = 1, max = 300))]
    pub reply_to_message_id: Option<String>,
    /// Whole paths of the files beside it.
    #[serde(default)]
    #[schemars(length(max = 30), inner(length(min = 1, max = 4096)))]
    pub files: Vec<String>,
}

/// A draft, if there is one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OneDraft {
    /// The draft as it is kept now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<Draft>,
}

impl Action for KeepDraft {
    const NAME: &'static str = "desk_keep_draft";
    type Output = OneDraft;

    async fn run(self, desk: &Desk, _face: Face) -> Result<OneDraft> {
        if self.files.iter().any(|path| !is_kept(path) && !Path::new(path).is_absolute()) {
            return Err(Error::new(
                ErrorCode::InvalidValue,
                "A path in `files` is not a whole one. The draft before is kept.",
                "Give it from the root.",
            ));
        }
        let engine = desk.engine()?;
        let thread_id = id(&self.thread_id)?;
        let draft =
            KeptDraft { thread_id, text: self.text, reply_to: self.reply_to_message_id, files: self.files, changed_at: engine.now() };
        let now = engine.now();
        let kept = engine.write(move |store| {
            store.thread(thread_id, now)?.ok_or_else(no_thread)?;
            let before = store.draft(thread_id)?.map(|before| before.files).unwrap_or_default();
            store.keep_draft(&draft)?;
            before.iter().filter(|place| !draft.files.contains(place)).try_for_each(|place| store.let_go_of_file(place))?;
            store.draft(thread_id)?.map(|draft| Draft::of(draft, store)).transpose()
        });
        let draft = kept.await?;
        engine.emit(Topic::Drafts, Some(thread_id));
        Ok(OneDraft { draft })
    }
}

impl Draft {
    fn of(kept: KeptDraft, store: &Reader<'_>) -> Result<Self> {
        Ok(Self {
            thread_id: kept.thread_id.to_string(),
            text: kept.text,
            reply_to_message_id: kept.reply_to,
            files: kept.files.into_iter().map(|place| DraftFile::at(place, store)).collect::<Result<_>>()?,
            changed_at: kept.changed_at,
        })
    }
}

impl DraftFile {
    fn at(path: String, store: &Reader<'_>) -> Result<Self> {
        let place = Path::new(&path);
        let filename = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let byte_size = match is_kept(&path) {
            true => store.kept_size(&path)?,
            false => std::fs::metadata(place).ok().filter(std::fs::Metadata::is_file).map(|found| found.len()),
        };
        Ok(Self { filename, byte_size, path })
    }
}
