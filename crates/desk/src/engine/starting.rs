//! Whom a template goes to, and from which number.

use super::Engine;
use crate::{
    error::{Error, ErrorCode, Result},
    model::Config,
    selector::{Addressee, ConversationSelector, Selected, Stranger},
};

/// The fewest digits that a number with its country code has.
const FEWEST_DIGITS: usize = 7;

impl Engine {
    /// Whom a selector means; a phone number that nobody knows is somebody new.
    pub async fn addressee(&self, selector: &ConversationSelector, config_id: Option<&str>) -> Result<Addressee> {
        match (self.recipient(selector, config_id).await, selector.selected()?) {
            (Ok(recipient), _) => Ok(Addressee::Known(recipient)),
            (Err(error), Selected::Phone(digits)) if error.code == ErrorCode::NotFound => {
                self.stranger(digits, config_id).await.map(Addressee::New)
            }
            (Err(error), _) => Err(error),
        }
    }

    async fn stranger(&self, digits: String, config_id: Option<&str>) -> Result<Stranger> {
        if digits.len() < FEWEST_DIGITS {
            return Err(Error::new(
                ErrorCode::InvalidValue,
                format!("`phone_number` has {} digits; a whole number has at least {FEWEST_DIGITS}. Nothing was sent.", digits.len()),
                "Give it with its country code, such as +55 11 5550-0143.",
            ));
        }
        let configs = self.read(|store| store.configs(None)).await?;
        let config = match config_id {
            Some(id) => configs.into_iter().find(|config| config.whatsapp_config_id.as_deref() == Some(id)).ok_or_else(no_number)?,
            None => only_connected(configs)?,
        };
        if config.display_phone_number.as_deref().and_then(crate::translate::digits).as_ref() == Some(&digits) {
            return Err(Error::new(
                ErrorCode::InvalidValue,
                "`phone_number` is the number that it would be sent from. Nothing was sent.",
                "Give somebody else's number.",
            ));
        }
        Ok(Stranger { digits, config })
    }
}

fn only_connected(configs: Vec<Config>) -> Result<Config> {
    let mut connected: Vec<Config> = configs.into_iter().filter(|config| config.status.as_deref() == Some("CONNECTED")).collect();
    let names: Vec<String> =
        connected.iter().map(|config| format!("{} ({})", config.name, config.whatsapp_config_id.as_deref().unwrap_or("unknown"))).collect();
    match (connected.pop(), connected.is_empty()) {
        (Some(only), true) => Ok(only),
        (Some(_), false) => Err(Error::new(
            ErrorCode::Ambiguous,
            format!("Nobody here knows that number, and several numbers could write to it: {}. Nothing was sent.", names.join(", ")),
            "Say from which one with `whatsapp_config_id`.",
        )),
        (None, _) => Err(no_number()),
    }
}

fn no_number() -> Error {
    Error::new(
        ErrorCode::NotFound,
        "There is no connected number to send it from. Nothing was sent.",
        "Look at `whatsapp_configs_overview`.",
    )
}
