//! What templates there are, and how fresh that knowledge is.

use jiff::{SignedDuration, Timestamp};

use super::Engine;
use crate::{
    error::{Error, ErrorCode, Result},
    store::templates::SeenTemplate,
    sync,
};

/// A list of templates that is older is read again before it is used.
pub const FRESH: SignedDuration = SignedDuration::from_mins(10);

impl Engine {
    /// The business accounts of the project's numbers, or of one number.
    pub async fn business_accounts(&self, phone_number_id: Option<String>) -> Result<Vec<String>> {
        let configs = self.read(|store| store.configs(None)).await?;
        let of_number = |id: &Option<String>| phone_number_id.is_none() || *id == phone_number_id;
        let mut accounts: Vec<String> = configs
            .into_iter()
            .filter(|config| of_number(&config.phone_number_id))
            .filter_map(|config| config.business_account_id)
            .collect();
        accounts.sort();
        accounts.dedup();
        Ok(accounts)
    }

    /// Sees to it that these accounts' templates were read no longer ago than `longest`, and says when that was for the oldest.
    /// What cannot be read now is used as it was; it is an error only when none of them was ever read.
    pub async fn fresh_templates(&self, accounts: &[String], longest: SignedDuration) -> Result<Option<Timestamp>> {
        let mut failure = None;
        let mut as_of: Option<Timestamp> = None;
        for account in accounts {
            let mut read_at = self.templates_read_at(account).await?;
            if read_at.is_none_or(|at| self.now().duration_since(at) > longest) {
                match sync::templates::of_account(self, account).await {
                    Ok(()) => read_at = self.templates_read_at(account).await?,
                    Err(error) => failure = Some(error),
                }
            }
            as_of = [as_of, read_at].into_iter().flatten().min();
        }
        match (as_of, failure) {
            (None, Some(error)) => Err(error),
            (as_of, _) => Ok(as_of),
        }
    }

    /// The templates of these accounts, by name and language.
    pub async fn templates(&self, accounts: Vec<String>) -> Result<Vec<SeenTemplate>> {
        self.read(move |store| {
            let mut templates = Vec::new();
            for account in &accounts {
                templates.extend(store.templates(account)?);
            }
            templates.sort_by(|one, other| (&one.name, &one.language).cmp(&(&other.name, &other.language)));
            Ok(templates)
        })
        .await
    }

    /// The template of that name that a number can send; in its only language when none is given.
    pub async fn sendable_template(&self, phone_number_id: &str, name: &str, language: Option<&str>) -> Result<SeenTemplate> {
        let accounts = self.business_accounts(Some(phone_number_id.to_owned())).await?;
        let mut found = Err(no_account());
        // What is unknown or not approved may have been approved a moment ago.
        for longest in [FRESH, SignedDuration::from_mins(1)] {
            self.fresh_templates(&accounts, longest).await?;
            let known = self.templates(accounts.clone()).await?;
            found = if accounts.is_empty() { Err(no_account()) } else { chosen(&known, name, language) };
            if found.is_ok() {
                break;
            }
        }
        found
    }

    async fn templates_read_at(&self, account: &str) -> Result<Option<Timestamp>> {
        let account = account.to_owned();
        self.read(move |store| store.templates_read_at(&account)).await
    }
}

fn chosen(known: &[SeenTemplate], name: &str, language: Option<&str>) -> Result<SeenTemplate> {
    let named: Vec<&SeenTemplate> = known.iter().filter(|template| template.name == name).collect();
    if named.is_empty() {
        return Err(unknown(known, name));
    }
    let fitting: Vec<&SeenTemplate> = match language {
        Some(language) => named.iter().copied().filter(|template| template.language == language).collect(),
        None if named.len() > 1 => named.iter().copied().filter(|template| is_approved(template)).collect(),
        None => named.clone(),
    };
    match fitting.as_slice() {
        [one] if is_approved(one) => Ok((*one).clone()),
        [one] => Err(not_approved(one)),
        [] => Err(no_language(&named, name)),
        several => Err(Error::new(
            ErrorCode::Ambiguous,
            format!("The template {name} has several languages: {}. Nothing was sent.", languages(several)),
            "Say which one with `language`.",
        )),
    }
}

fn is_approved(template: &SeenTemplate) -> bool {
    template.status == "APPROVED"
}

fn languages(templates: &[&SeenTemplate]) -> String {
    templates.iter().map(|template| template.language.as_str()).collect::<Vec<_>>().join(", ")
}

fn no_account() -> Error {
    Error::new(
        ErrorCode::NotFound,
        "This number has no business account, so it has no templates. Nothing was sent.",
        "Take another number with `whatsapp_config_id`.",
    )
}

fn unknown(known: &[SeenTemplate], name: &str) -> Error {
    let mut names: Vec<&str> = known.iter().filter(|template| is_approved(template)).map(|template| template.name.as_str()).collect();
    names.dedup();
    names.truncate(20);
    let there_are = if names.is_empty() { "It has none that is approved.".to_owned() } else { format!("There are: {}.", names.join(", ")) };
    let name: String = name.chars().take(80).collect();
    Error::new(ErrorCode::NotFound, format!("This number has no template {name}. Nothing was sent."), there_are)
}

fn no_language(named: &[&SeenTemplate], name: &str) -> Error {
    Error::new(
        ErrorCode::NotFound,
        format!("The template {name} does not exist, or is not approved, in that language. Nothing was sent."),
        format!("It exists in: {}.", languages(named)),
    )
}

fn not_approved(template: &SeenTemplate) -> Error {
    let (why, remedy) = match template.status.as_str() {
        "PAUSED" => ("is paused by WhatsApp, because of its low quality", "Use another template; WhatsApp takes it up again by itself."),
        "DISABLED" => ("was disabled by WhatsApp, because of its low quality", "Use another template."),
        "REJECTED" => ("was rejected by WhatsApp", "Use another template, or change it in Kapso and submit it again."),
        "PENDING" | "IN_APPEAL" => ("is still being reviewed by WhatsApp", "Wait for its approval, or use another template."),
        _ => ("is not approved", "Use another template."),
    };
    let (name, language) = (&template.name, &template.language);
    Error::new(ErrorCode::InvalidValue, format!("The template {name} ({language}) {why}. Nothing was sent."), remedy)
}
