//! Nothing invisible: what cannot be seen is spelled out.

use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{DefaultIgnorableCodePoint, ExtendedPictographic, GeneralCategory},
};

/// The text with every control, direction mark, invisible character and bracket of a mark spelled out as `\u{…}`. Line
/// breaks and tabs stay, and so does what joins emoji into one.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        if is_plain(c) || joins_emoji(before, c) {
            shown.push(c);
        } else {
            shown.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
        }
        before = c;
    }
    shown
}

fn is_plain(c: char) -> bool {
    if c.is_ascii() {
        return !c.is_ascii_control() || matches!(c, '\n' | '\t');
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let unseen = matches!(
        category,
        GeneralCategory::Control
            | GeneralCategory::Format
            | GeneralCategory::LineSeparator
            | GeneralCategory::ParagraphSeparator
            | GeneralCategory::PrivateUse
            | GeneralCategory::Unassigned
    );
    // Brackets that look like those of a mark are spelled out with them.
    !unseen && !CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c) && !matches!(c, '⟦' | '⟧' | '〚' | '〛')
}

/// The joiner and the colour of an emoji's picture, right after one.
fn joins_emoji(before: char, c: char) -> bool {
    let pictures = CodePointSetData::new::<ExtendedPictographic>();
    let after_picture = pictures.contains(before) || matches!(before, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    (c == '\u{fe0f}' && pictures.contains(before)) || (c == '\u{200d}' && after_picture)
}
