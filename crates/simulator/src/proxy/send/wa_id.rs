//! The digits by which WhatsApp knows whom a number reaches: in Brazil and Mexico often others than were dialled.

use rusqlite::Transaction;

use crate::{refusal::Refusal, store::contacts};

/// Numbers of Brazil's area codes from here on are known without the ninth digit.
const FIRST_AREA_WITHOUT_NINE: &str = "31";

/// The person's digits if they are known by either spelling; else those by which WhatsApp would know somebody new.
pub(super) fn of(tx: &Transaction<'_>, dialled: String) -> Result<String, Refusal> {
    let Some((other, usual)) = brazilian(&dialled).or_else(|| mexican(&dialled)) else { return Ok(dialled) };
    for digits in [&dialled, &other] {
        if contacts::find(tx, digits)?.is_some() {
            return Ok(digits.clone());
        }
    }
    Ok(usual)
}

/// The other spelling, and the usual one of the two.
fn brazilian(digits: &str) -> Option<(String, String)> {
    let (area, number) = digits.strip_prefix("55")?.split_at_checked(2)?;
    let short = number.strip_prefix('9').filter(|short| short.len() == 8).unwrap_or(number);
    let is_mobile = short.len() == 8 && short.starts_with(['6', '7', '8', '9']);
    let (with, without) = (format!("55{area}9{short}"), format!("55{area}{short}"));
    let usual = if area >= FIRST_AREA_WITHOUT_NINE { &without } else { &with };
    is_mobile.then(|| (if short == number { with.clone() } else { without.clone() }, usual.clone()))
}

/// The other spelling, and the usual one of the two.
fn mexican(digits: &str) -> Option<(String, String)> {
    let national = digits.strip_prefix("52")?;
    match national.strip_prefix('1') {
        Some(ten) if ten.len() == 10 => Some((format!("52{ten}"), digits.to_owned())),
        _ => (national.len() == 10).then(|| (format!("521{national}"), format!("521{national}"))),
    }
}
