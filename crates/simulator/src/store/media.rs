//! Files, the links that open them, and the tokens in those links.

use rusqlite::{OptionalExtension, Row, Transaction, params};

/// A stored file.
pub(crate) struct Media {
    pub(crate) id: String,
    pub(crate) number_id: String,
    pub(crate) mime_type: String,
    pub(crate) filename: Option<String>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) sha256: String,
    pub(crate) handle: String,
    pub(crate) created_at: i64,
}

const COLUMNS: &str = "id, number_id, mime_type, filename, bytes, sha256, handle, created_at";

impl Media {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            number_id: row.get("number_id")?,
            mime_type: row.get("mime_type")?,
            filename: row.get("filename")?,
            bytes: row.get("bytes")?,
            sha256: row.get("sha256")?,
            handle: row.get("handle")?,
            created_at: row.get("created_at")?,
        })
    }

    pub(crate) fn insert(&self, tx: &Transaction<'_>) -> rusqlite::Result<()> {
        tx.prepare_cached(&format!("INSERT INTO media ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"))?.execute(params![
            self.id,
            self.number_id,
            self.mime_type,
            self.filename,
            self.bytes,
            self.sha256,
            self.handle,
            self.created_at,
        ])?;
        Ok(())
    }
}

pub(crate) fn find(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<Option<Media>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM media WHERE id = ?"))?.query_row([id], Media::of).optional()
}

pub(crate) fn by_handle(tx: &Transaction<'_>, handle: &str) -> rusqlite::Result<Option<Media>> {
    tx.prepare_cached(&format!("SELECT {COLUMNS} FROM media WHERE handle = ?"))?.query_row([handle], Media::of).optional()
}

/// The file that a download token opens, while it lives.
pub(crate) fn by_token(tx: &Transaction<'_>, token: &str, now: i64) -> rusqlite::Result<Option<Media>> {
    let sql = format!("SELECT {COLUMNS} FROM media WHERE id = (SELECT media_id FROM media_tokens WHERE token = ? AND expires_at > ?)");
    tx.prepare_cached(&sql)?.query_row(params![token, now], Media::of).optional()
}

pub(crate) fn add_token(tx: &Transaction<'_>, token: &str, media_id: &str, expires_at: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT INTO media_tokens (token, media_id, expires_at) VALUES (?, ?, ?)")?
        .execute(params![token, media_id, expires_at])?;
    Ok(())
}

pub(crate) fn delete(tx: &Transaction<'_>, id: &str) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM media WHERE id = ?", [id])?;
    Ok(())
}
