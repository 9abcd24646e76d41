//! What was typed and not sent.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

use super::{Reader, Writer, fault, threads::time};
use crate::{
    error::{Error, Result},
    outbox::Content,
};

/// A draft as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDraft {
    /// The thread that it is for.
    pub thread_id: i64,
    /// What was typed.
    pub text: String,
    /// The message that it answers.
    pub reply_to: Option<String>,
    /// The places of the files beside it.
    pub files: Vec<String>,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

impl KeptDraft {
    fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.files.is_empty()
    }
}

impl Reader<'_> {
    /// The draft of a thread.
    pub fn draft(&self, thread_id: i64) -> Result<Option<KeptDraft>> {
        let sql = "SELECT * FROM drafts WHERE thread_id = ?1";
        self.connection.prepare_cached(sql).and_then(|mut statement| statement.query_row([thread_id], draft).optional()).map_err(fault)
    }

    /// Up to `limit` drafts, the last changed first.
    pub fn drafts(&self, limit: u32) -> Result<Vec<KeptDraft>> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM drafts ORDER BY changed_at DESC LIMIT ?1").map_err(fault)?;
        statement.query_map([limit], draft).and_then(Iterator::collect).map_err(fault)
    }
}

impl Writer<'_> {
    /// Keeps a draft in the place of the one before; an empty one is none.
    pub fn keep_draft(&self, draft: &KeptDraft) -> Result<()> {
        if draft.is_empty() {
            self.run("DELETE FROM drafts WHERE thread_id = ?1", [draft.thread_id])?;
            return Ok(());
        }
        let files = serde_json::to_string(&draft.files).map_err(|cause| Error::internal("draft", cause))?;
        let sql = "INSERT OR REPLACE INTO drafts (thread_id, text, reply_to, files, changed_at) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.run(sql, params![draft.thread_id, draft.text, draft.reply_to, files, draft.changed_at.as_millisecond()])?;
        Ok(())
    }

    /// Takes out of a thread's draft what a person sends there; the rest stays.
    pub fn use_draft(&self, thread_id: i64, sent: &Content) -> Result<()> {
        let Some(mut draft) = self.draft(thread_id)? else { return Ok(()) };
        let before = draft.clone();
        if sent.text.as_deref().is_some_and(|text| text.trim() == draft.text.trim()) {
            draft.text.clear();
            draft.reply_to = None;
        }
        if let Some(file) = &sent.file {
            draft.files.retain(|path| *path != file.path);
        }
        if draft == before { Ok(()) } else { self.keep_draft(&draft) }
    }
}

fn draft(row: &Row<'_>) -> rusqlite::Result<KeptDraft> {
    Ok(KeptDraft {
        thread_id: row.get("thread_id")?,
        text: row.get("text")?,
        reply_to: row.get("reply_to")?,
        files: serde_json::from_str(row.get_ref("files")?.as_str()?).unwrap_or_default(),
        changed_at: time(row.get("changed_at")?),
    })
}
