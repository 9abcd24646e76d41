//! The activity log, written into a file that a person chose.

use std::io::Write;

use super::audit::Audit;
use crate::{
    audit::{LogFormat, LogWriter},
    desk::Desk,
    error::Result,
    model::AuditCall,
};

/// Calls that are read at once.
const PAGE: u32 = 1_000;

impl Audit {
    /// Writes every call that fits, newest first; says how many.
    pub async fn export<W: Write + Send>(self, desk: &Desk, format: LogFormat, into: W) -> Result<u64> {
        let engine = desk.engine()?;
        let mut cut = self.cut()?;
        let mut writer = LogWriter::begin(format, into)?;
        let mut written = 0_u64;
        loop {
            let part = cut.clone();
            let calls = engine.read(move |store| store.kept_audit(&part, PAGE)).await?;
            let Some(last) = calls.last().map(|call| call.id) else { break };
            cut.before = Some(last);
            for call in calls {
                writer.write(&AuditCall::from(call))?;
                written = written.saturating_add(1);
            }
        }
        writer.end()?;
        Ok(written)
    }
}
