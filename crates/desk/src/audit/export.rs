//! The activity log as a file: CSV for spreadsheets, JSON lines for programs.

use std::io::Write;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    error::{Error, ErrorCode, Result},
    model::AuditCall,
};

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum LogFormat {
    /// Comma-separated values, with a line of names.
    Csv,
    /// One JSON object a line, with everything that a call shows.
    Jsonl,
}

const NAMES: [&str; 14] = [
    "number",
    "at",
    "caller",
    "client_id",
    "operation",
    "thread_id",
    "request_id",
    "decision",
    "decided_by",
    "outcome",
    "millis",
    "shape",
    "digest",
    "input",
];

/// Writes calls into a file, as they are given.
pub struct LogWriter<W: Write> {
    into: Into<W>,
}

enum Into<W: Write> {
    Csv(Box<csv::Writer<W>>),
    Lines(W),
}

impl<W: Write> LogWriter<W> {
    /// Begins a file.
    pub fn begin(format: LogFormat, into: W) -> Result<Self> {
        let into = match format {
            LogFormat::Csv => {
                let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(into);
                writer.write_record(NAMES).map_err(|cause| unwritable(&cause))?;
                Into::Csv(Box::new(writer))
            }
            LogFormat::Jsonl => Into::Lines(into),
        };
        Ok(Self { into })
    }

    /// Writes one call.
    pub fn write(&mut self, call: &AuditCall) -> Result<()> {
        match &mut self.into {
            Into::Csv(writer) => writer.write_record(fields(call).map(guarded)).map_err(|cause| unwritable(&cause)),
            Into::Lines(writer) => {
                serde_json::to_writer(&mut *writer, call).map_err(|cause| unwritable(&cause))?;
                writer.write_all(b"\n").map_err(|cause| unwritable(&cause))
            }
        }
    }

    /// Ends the file.
    pub fn end(self) -> Result<()> {
        match self.into {
            Into::Csv(mut writer) => writer.flush(),
            Into::Lines(mut writer) => writer.flush(),
        }
        .map_err(|cause| unwritable(&cause))
    }
}

fn fields(call: &AuditCall) -> [String; 14] {
    let or_empty = |field: &Option<String>| field.clone().unwrap_or_default();
    [
        call.number.clone(),
        call.at.to_string(),
        call.caller.clone(),
        or_empty(&call.client_id),
        call.operation.clone(),
        or_empty(&call.thread_id),
        or_empty(&call.request_id),
        call.decision.clone(),
        call.decided_by.map(|by| by.as_str().to_owned()).unwrap_or_default(),
        call.outcome.clone(),
        call.millis.to_string(),
        call.shape.clone(),
        call.digest.clone(),
        call.input.as_ref().map(ToString::to_string).unwrap_or_default(),
    ]
}

/// A field that a spreadsheet would take for a formula is made a text by an apostrophe before it.
fn guarded(field: String) -> String {
    let begins_one = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if field.trim_start_matches(' ').starts_with(begins_one) { format!("'{field}") } else { field }
}

fn unwritable(cause: &dyn std::fmt::Display) -> Error {
    Error::new(
        ErrorCode::DataDirectoryUnwritable,
        format!("The file could not be written ({cause}). Nothing in the log was changed."),
        "Choose another place, or make room there.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\n=1"] {
            assert_eq!(guarded(formula.to_owned()), format!("'{formula}"));
        }
        for plain in ["", "2026-03-02", "{\"a\":\"=1\"}", "window", "a=1"] {
            assert_eq!(guarded(plain.to_owned()), plain);
        }
    }
}
