//! One character: what it is to search, and what is left of it when case, accents and width do not matter.

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_properties::{
    CodePointMapData, CodePointMapDataBorrowed, CodePointSetData, CodePointSetDataBorrowed,
    props::{CanonicalCombiningClass, DefaultIgnorableCodePoint, ExtendedPictographic, GeneralCategory, Script},
};

/// What a character is to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A letter or digit of a script that puts spaces between words.
    Letter,
    /// A letter of a script that does not.
    Unspaced,
    /// A letter that belongs to whatever stands before it, such as `ー`.
    Extender,
    /// An accent or a vowel sign, which belongs to the letter before it.
    Mark,
    /// An emoji: a word of its own.
    Sign,
    /// Something invisible that parts nothing, such as a joiner.
    Nothing,
    /// Everything that parts words.
    Break,
}

const DECOMPOSED: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();
const SCRIPT: CodePointMapDataBorrowed<'static, Script> = CodePointMapData::<Script>::new();
const CATEGORY: CodePointMapDataBorrowed<'static, GeneralCategory> = CodePointMapData::<GeneralCategory>::new();
const CLASS: CodePointMapDataBorrowed<'static, CanonicalCombiningClass> = CodePointMapData::<CanonicalCombiningClass>::new();
const EMOJI: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<ExtendedPictographic>();
const INVISIBLE: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<DefaultIgnorableCodePoint>();

pub(super) fn role(c: char) -> Role {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { Role::Letter } else { Role::Break };
    }
    if INVISIBLE.contains(c) {
        return Role::Nothing;
    }
    // Before the letters, because many marks count as alphabetic.
    if let GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark | GeneralCategory::EnclosingMark = CATEGORY.get(c) {
        return Role::Mark;
    }
    if c.is_alphanumeric() {
        return match SCRIPT.get(c) {
            Script::Han | Script::Hiragana | Script::Katakana | Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar => {
                Role::Unspaced
            }
            Script::Common if !c.is_numeric() => Role::Extender,
            _ => Role::Letter,
        };
    }
    if EMOJI.contains(c) { Role::Sign } else { Role::Break }
}

/// Adds what is left of a character.
pub(super) fn fold(c: char, out: &mut String) {
    if c.is_ascii() {
        return out.push(c.to_ascii_lowercase());
    }
    for part in DECOMPOSED.normalize_iter(std::iter::once(c)).flat_map(char::to_lowercase) {
        let kept = match role(part) {
            Role::Mark => !is_accent(part),
            Role::Letter | Role::Unspaced | Role::Extender | Role::Sign => true,
            Role::Nothing | Role::Break => false,
        };
        if kept {
            respell(part, out);
        }
    }
}

/// The decimal digit that a character of any script writes.
pub(super) fn digit_of(c: char) -> Option<char> {
    if c.is_ascii() {
        return c.is_ascii_digit().then_some(c);
    }
    let mut parts = DECOMPOSED.normalize_iter(std::iter::once(c));
    let (part, None) = (parts.next()?, parts.next()) else { return None };
    digit(part).or_else(|| part.is_ascii_digit().then_some(part))
}

/// Accents of Latin, Greek and Cyrillic, vowel points of Arabic and Hebrew, the nukta of Indian scripts. What makes another
/// word is none: voiced kana (class 8), the virama (9), the vowels and tones of Thai and its neighbours (84 to 132).
fn is_accent(mark: char) -> bool {
    !matches!(CLASS.get(mark).0, 0 | 8 | 9 | 84..=132)
}

/// Adds a letter as most people type it: Unicode takes no part off `ł`, `ø` and their kin, and readers of Arabic script take
/// some spellings for the same. Digits of other scripts become ours.
fn respell(c: char, out: &mut String) {
    match c {
        'ł' => out.push('l'),
        'ø' => out.push('o'),
        'đ' | 'ð' => out.push('d'),
        'ħ' => out.push('h'),
        'ŧ' => out.push('t'),
        'ı' => out.push('i'),
        'ŋ' => out.push('n'),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        'þ' => out.push_str("th"),
        'ى' | 'ی' => out.push('ي'),
        'ة' | 'ہ' | 'ە' => out.push('ه'),
        'ک' => out.push('ك'),
        'ـ' => {}
        _ => out.push(digit(c).unwrap_or(c)),
    }
}

/// Where the digits of other scripts begin: Arabic, Persian, Devanagari, Bengali, Thai.
const ZEROS: [u32; 5] = [0x660, 0x6F0, 0x966, 0x9E6, 0xE50];

fn digit(c: char) -> Option<char> {
    let value = ZEROS.iter().filter_map(|zero| u32::from(c).checked_sub(*zero)).find(|value| *value < 10)?;
    char::from_digit(value, 10)
}

/// Whether what is left of a character is the voicing of a kana, which older encodings write on its own.
pub(super) fn is_voicing(folded: &str) -> bool {
    matches!(folded, "\u{3099}" | "\u{309A}")
}
