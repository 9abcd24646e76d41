//! Text of others on somebody's terminal: what would steer it is spelled out.

/// The same text with control characters, and characters that turn the direction of writing around, as `\u{…}`. Line breaks and
/// tabs stay.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if steers(letter) {
            shown.extend(letter.escape_unicode());
        } else {
            shown.push(letter);
        }
    }
    shown
}

fn steers(letter: char) -> bool {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || (letter.is_control() && !matches!(letter, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn nothing_steers_the_terminal_and_everything_else_stays() {
        assert_eq!(visible("a\u{1b}[31mb\u{9b}\u{202e}\r"), "a\\u{1b}[31mb\\u{9b}\\u{202e}\\u{d}");
        assert_eq!(visible("Día\tطلب\n👩‍👧 ok"), "Día\tطلب\n👩‍👧 ok");
    }
}
