//! What the crowd is called and what it says. None of it needs escaping in JSON; a test holds it to that.

use crate::dice::Dice;

const FIRST: [&str; 24] = [
    "Adriana", "Bruno", "Chiara", "Diego", "Elif", "Farid", "Giulia", "Hana", "Ignacio", "Jana", "Kofi", "Layla", "Mateus", "Noor", "Olga",
    "Paolo", "Quynh", "Rania", "Samir", "Tomoko", "Ulises", "Valéria", "Wanjiru", "Yusuf",
];
const LAST: [&str; 24] = [
    "Abreu",
    "Bianchi",
    "Castañeda",
    "Demir",
    "Esposito",
    "Ferreira",
    "García",
    "Haddad",
    "Ito",
    "Jovanović",
    "Kariuki",
    "López",
    "Mensah",
    "Nguyễn",
    "Okafor",
    "Pereira",
    "Quintana",
    "Ramírez",
    "Silva",
    "Tanaka",
    "Usman",
    "Vega",
    "Weber",
    "Zapata",
];
const OPENINGS: [&str; 12] = [
    "Hola, buenas tardes.",
    "Oi, tudo bem?",
    "Good morning!",
    "Bonjour,",
    "مرحبا",
    "Una consulta:",
    "Só uma dúvida:",
    "Quick question:",
    "Perdón la molestia,",
    "Boa noite!",
    "Hi again,",
    "Gracias por responder.",
];
const MATTERS: [&str; 16] = [
    "¿ya salió mi pedido?",
    "vocês entregam no sábado?",
    "do you have this in another size?",
    "est-ce que c'est encore disponible ?",
    "هل الطلب جاهز؟",
    "quiero cambiar la cita",
    "preciso da segunda via do boleto",
    "the invoice shows the wrong address",
    "me podrían mandar la factura",
    "qual o horário de vocês amanhã?",
    "could I pick it up tonight?",
    "il manque un article dans la commande",
    "no me llegó el comprobante",
    "posso pagar por pix?",
    "can you deliver after six?",
    "muchas gracias, quedó perfecto 🙌",
];

/// A name of two parts.
pub(super) fn name(dice: &Dice) -> String {
    format!("{} {}", pick(dice, &FIRST), pick(dice, &LAST))
}

/// A sentence or two; half of them speak of an order by its number, so that a search has something to find.
pub(super) fn sentence(dice: &Dice) -> String {
    let said = format!("{} {}", pick(dice, &OPENINGS), pick(dice, &MATTERS));
    if dice.between(0, 1) == 0 { format!("{said} #{}", dice.between(10_000, 99_999)) } else { said }
}

fn pick<'a>(dice: &Dice, all: &[&'a str]) -> &'a str {
    let last = i64::try_from(all.len()).unwrap_or(0).saturating_sub(1);
    usize::try_from(dice.between(0, last)).ok().and_then(|place| all.get(place).copied()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{FIRST, LAST, MATTERS, OPENINGS};

    #[test]
    fn nothing_needs_escaping() {
        for text in FIRST.iter().chain(&LAST).chain(&OPENINGS).chain(&MATTERS) {
            assert_eq!(serde_json::to_string(text).unwrap(), format!("\"{text}\""));
        }
    }
}
