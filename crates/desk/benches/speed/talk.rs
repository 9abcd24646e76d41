//! What the bench's people say: always the same, with words as unevenly common as in any language.

/// Words that people know.
const WORDS: u64 = 20_000;
const SYLLABLES: [&str; 32] = [
    "ka", "lo", "mi", "re", "su", "ta", "no", "vi", "pe", "da", "go", "ri", "sa", "tu", "ne", "fo", "la", "me", "bi", "ro", "ze", "cha",
    "do", "ni", "pa", "qui", "so", "te", "va", "xo", "yu", "li",
];

/// A source of numbers that is the same for the same seed.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % sides
    }
}

/// The word of a rank; 0 is the commonest.
pub(crate) fn word(rank: u64) -> String {
    let mut rest = rank + 32;
    let mut word = String::new();
    while rest > 0 {
        word.extend(usize::try_from(rest % 32).ok().and_then(|place| SYLLABLES.get(place).copied()));
        rest /= 32;
    }
    word
}

/// A rank as people choose their words: a third of all messages has the commonest, most words stand in a few.
fn rank(dice: &mut Dice) -> u64 {
    let third = |dice: &mut Dice| dice.roll(10_000);
    WORDS * third(dice) / 10_000 * third(dice) / 10_000 * third(dice) / 10_000
}

/// The words of a message, by their ranks: 3 to 16 of them.
pub(crate) fn said(message: u32) -> Vec<u64> {
    let mut dice = Dice::new(u64::from(message) ^ 0x5A1D);
    (0..3 + dice.roll(14)).map(|_| rank(&mut dice)).collect()
}

/// A message as it is written.
pub(crate) fn sentence(message: u32) -> String {
    let words: Vec<String> = said(message).into_iter().map(word).collect();
    words.join(" ")
}
