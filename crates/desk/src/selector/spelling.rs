//! Two spellings of one mobile number: both reach the same person, and WhatsApp knows them by one of the two.

/// The other spelling of a number, if its country has two: Brazil's ninth digit, Mexico's 1 after the country code.
///
/// WhatsApp's `wa_id` may be either, whichever was typed (Meta, "Phone numbers", on Brazil and Mexico).
pub fn other_spelling(digits: &str) -> Option<String> {
    brazilian(digits).or_else(|| mexican(digits))
}

/// Mobile numbers begin with 6 to 9 after the area code, behind a 9 that was added to them later.
fn brazilian(digits: &str) -> Option<String> {
    let national = digits.strip_prefix("55")?;
    let (area, number) = national.split_at_checked(2)?;
    let with_nine = |number: &str| number.len() == 8 && number.starts_with(['6', '7', '8', '9']);
    match number.strip_prefix('9') {
        Some(short) if with_nine(short) => Some(format!("55{area}{short}")),
        _ if with_nine(number) => Some(format!("55{area}9{number}")),
        _ => None,
    }
}

/// A 1 stood between the country code and the ten digits of mobile numbers until 2019.
fn mexican(digits: &str) -> Option<String> {
    let national = digits.strip_prefix("52")?;
    match national.strip_prefix('1') {
        Some(ten) if ten.len() == 10 => Some(format!("52{ten}")),
        _ if national.len() == 10 => Some(format!("521{national}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::other_spelling;

    #[test]
    fn both_ways_and_only_where_it_is_the_same_person() {
        for (one, other) in [("5531987654321", "553187654321"), ("5215550100123", "525550100123")] {
            assert_eq!(other_spelling(one).as_deref(), Some(other));
            assert_eq!(other_spelling(other).as_deref(), Some(one));
        }
        for alone in ["553133334444", "15550100123", "5491155500143", "55", "52155501001234", ""] {
            assert_eq!(other_spelling(alone), None, "{alone}");
        }
    }
}
