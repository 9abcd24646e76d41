//! Phone numbers as people write them.

use crate::search::digit_of;

/// A phone number that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialled {
    /// Its digits, whichever script they were written in.
    pub digits: String,
    /// Whether it says that its country code comes first: by `+` or `00`.
    pub international: bool,
}

/// What is written between digits, and what is written nowhere else.
enum Sign {
    Digit(char),
    Plus,
    Open,
    Close,
    Space,
}

impl Dialled {
    /// Reads a number with the signs that people put between its digits. None where there is anything else: to pass over what
    /// was mistyped would be to call somebody else.
    pub fn read(text: &str) -> Option<Self> {
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            match sign(c)? {
                Sign::Digit(digit) => plain.push(digit),
                Sign::Plus => plain.push('+'),
                Sign::Open => plain.push('('),
                Sign::Close => plain.push(')'),
                Sign::Space => {}
            }
        }
        let plus = plain.trim_start_matches('(').starts_with('+');
        if plain.matches('+').count() > usize::from(plus) {
            return None;
        }
        // `+49 (0) 151`: the zero is for those who call from inside the country.
        let plain = if plus { plain.replace("(0)", "") } else { plain };
        let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
        let abroad = digits.strip_prefix("00").filter(|rest| !plus && !rest.is_empty()).map(str::to_owned);
        let international = plus || abroad.is_some();
        let digits = abroad.unwrap_or(digits);
        (!digits.is_empty()).then_some(Self { digits, international })
    }

    /// The digits without the 0 that some people leave behind the country code; none where there is none.
    pub fn without_trunk_zero(&self) -> Option<String> {
        let code = country_code(&self.digits)?;
        let national = self.digits.strip_prefix(code)?.strip_prefix('0')?;
        (!national.is_empty()).then(|| format!("{code}{national}"))
    }
}

/// The country code that the digits of a whole number begin with.
///
/// A code has one digit (1, 7), two where they are these, or else three (ITU-T E.164, "List of assigned country codes").
pub fn country_code(digits: &str) -> Option<&str> {
    let two: u8 = digits.get(..2)?.parse().ok()?;
    let length = match two {
        10..=19 | 70..=79 => 1,
        20 | 27 | 30..=34 | 36 | 39..=41 | 43..=49 | 51..=58 | 60..=66 | 81 | 82 | 84 | 86 | 90..=95 | 98 => 2,
        _ => 3,
    };
    digits.get(..length)
}

fn sign(c: char) -> Option<Sign> {
    Some(match c {
        _ if digit_of(c).is_some() => Sign::Digit(digit_of(c)?),
        '+' | '\u{ff0b}' => Sign::Plus,
        '(' | '\u{ff08}' => Sign::Open,
        ')' | '\u{ff09}' => Sign::Close,
        '-' | '.' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ff0d}' | '\u{ff0e}' | '\u{ff0f}' => Sign::Space,
        // Marks of direction, which come along when a number is copied.
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => Sign::Space,
        _ if c.is_whitespace() => Sign::Space,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, bool)> {
        Dialled::read(text).map(|dialled| (dialled.digits, dialled.international))
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for text in [
            "+49 151-2345 678",
            "0049 (151) 2345678",
            "+49 (0) 151/2345.678",
            "\u{202a}+49\u{a0}151\u{2011}2345678\u{202c}",
            "＋４９ １５１ ２３４５６７８",
            "+٤٩ ١٥١ ٢٣٤٥٦٧٨",
        ] {
            assert_eq!(read(text), Some(("491512345678".to_owned(), true)), "{text}");
        }
        assert_eq!(read("0151 2345678"), Some(("01512345678".to_owned(), false)));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", " ", "+", "call me", "1-800-FLOWERS", "+49 151 ext 2", "49+151", "++49", "BR.1349", "½"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_zero_behind_the_country_code_is_known() {
        let without = |digits: &str| Dialled { digits: digits.to_owned(), international: true }.without_trunk_zero();
        assert_eq!(without("490151234").as_deref(), Some("49151234"));
        assert_eq!(without("35101234").as_deref(), Some("3511234"));
        assert_eq!((without("49151"), without("1"), without("490")), (None, None, None));
        assert_eq!(
            ["15550100", "79160000", "4915100", "351210", "5511955"].map(country_code),
            [Some("1"), Some("7"), Some("49"), Some("351"), Some("55")]
        );
    }
}
