//! `kdesk doctor`: why an agent cannot connect, by name, and what to do about it.

mod checks;
mod surroundings;

use desk::error::{Error, Result};
use serde_json::{Value, json};

use crate::{arguments::Place, show};

/// What one check found.
pub(crate) struct Finding {
    check: &'static str,
    subject: Option<String>,
    says: String,
    fault: Option<Error>,
}

impl Finding {
    fn well(check: &'static str, says: impl Into<String>) -> Self {
        Self { check, subject: None, says: says.into(), fault: None }
    }

    fn fault(check: &'static str, fault: Error) -> Self {
        Self { check, subject: None, says: fault.message.clone(), fault: Some(fault) }
    }

    fn of(check: &'static str, says: impl Into<String>, fault: Option<Error>) -> Self {
        match fault {
            Some(fault) => Self::fault(check, fault),
            None => Self::well(check, says),
        }
    }

    fn about(self, subject: &str) -> Self {
        Self { subject: Some(subject.to_owned()), ..self }
    }

    fn shown(&self) -> Value {
        let mut shown = json!({ "check": self.check });
        if let Some(fields) = shown.as_object_mut() {
            fields.extend(self.subject.clone().map(|subject| ("subject".to_owned(), json!(subject))));
            fields.insert("well".to_owned(), json!(self.fault.is_none()));
            fields.insert("says".to_owned(), json!(self.says));
            if let Some(fault) = &self.fault {
                fields.insert("code".to_owned(), json!(fault.code));
                fields.insert("remedy".to_owned(), json!(fault.remedy));
            }
        }
        shown
    }
}

/// Looks at everything between an agent and the desk. Ends with the code of the first fault.
pub(crate) async fn doctor(place: &Place) -> Result<()> {
    let mut findings = checks::desk(place).await?;
    findings.extend(surroundings::all(place)?);
    show(&json!({ "findings": findings.iter().map(Finding::shown).collect::<Vec<_>>() }))?;
    match findings.into_iter().find_map(|finding| finding.fault) {
        Some(fault) => Err(fault),
        None => Ok(()),
    }
}
