//! What the tray and notifications say. The window's own words are in `ui/`.

use desk::settings::Language;

/// The words of one language.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) open: &'static str,
    pub(crate) no_requests: &'static str,
    pub(crate) one_request: &'static str,
    /// `{n}` is how many.
    pub(crate) requests: &'static str,
    pub(crate) panic: &'static str,
    pub(crate) quit: &'static str,
    pub(crate) new_message: &'static str,
    /// `{client}` is the agent's name.
    pub(crate) wants_to_send: &'static str,
    pub(crate) waits: &'static str,
}

const ENGLISH: Words = Words {
    open: "Open Kapso Desk",
    no_requests: "No requests wait",
    one_request: "1 request waits",
    requests: "{n} requests wait",
    panic: "Stop all agents",
    quit: "Quit",
    new_message: "New message",
    wants_to_send: "{client} wants to send a message",
    waits: "It waits for you.",
};

const SPANISH: Words = Words {
    open: "Abrir Kapso Desk",
    no_requests: "No hay solicitudes en espera",
    one_request: "1 solicitud en espera",
    requests: "{n} solicitudes en espera",
    panic: "Detener a todos los agentes",
    quit: "Salir",
    new_message: "Mensaje nuevo",
    wants_to_send: "{client} quiere enviar un mensaje",
    waits: "Espera tu decisión.",
};

const PORTUGUESE: Words = Words {
    open: "Abrir o Kapso Desk",
    no_requests: "Nenhum pedido à espera",
    one_request: "1 pedido à espera",
    requests: "{n} pedidos à espera",
    panic: "Parar todos os agentes",
    quit: "Sair",
    new_message: "Nova mensagem",
    wants_to_send: "{client} quer enviar uma mensagem",
    waits: "Espera pela sua decisão.",
};

/// The words that are set; of the system's languages the first that there is, or English.
pub(crate) fn of(language: Language) -> &'static Words {
    match language {
        Language::En => &ENGLISH,
        Language::Es => &SPANISH,
        Language::Pt => &PORTUGUESE,
        Language::System => of_locale(&locale()),
    }
}

/// The system's language, such as `es_MX.UTF-8`; empty when none is set.
pub(crate) fn locale() -> String {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    set.into_iter().find(|locale| !locale.is_empty()).unwrap_or_default()
}

fn of_locale(locale: &str) -> &'static Words {
    match locale.get(..2) {
        Some("es") => &SPANISH,
        Some("pt") => &PORTUGUESE,
        _ => &ENGLISH,
    }
}

impl Words {
    /// How many requests wait.
    pub(crate) fn waiting(&self, requests: u32) -> String {
        match requests {
            0 => self.no_requests.to_owned(),
            1 => self.one_request.to_owned(),
            more => self.requests.replace("{n}", &more.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_may_speak_any_language() {
        for (locale, quit) in [
            ("es_MX.UTF-8", "Salir"),
            ("pt_BR.UTF-8", "Sair"),
            ("pt", "Sair"),
            ("de_DE", "Quit"),
            ("C", "Quit"),
            ("é", "Quit"),
            ("", "Quit"),
        ] {
            assert_eq!(of_locale(locale).quit, quit, "{locale}");
        }
        assert_eq!(
            [0, 1, 12].map(|requests| of(Language::En).waiting(requests)),
            ["No requests wait", "1 request waits", "12 requests wait"]
        );
    }
}
