//! What the page says. Names are text, never markup.

use serde_json::Value;

use crate::store::setup_links::SetupLink;

/// The page of a link in whichever state it is.
pub(crate) fn page(customer: &str, link: &SetupLink) -> String {
    let (title, text, form) = match link.status.as_str() {
        "active" => (
            "Connect your WhatsApp number",
            "This is the simulator: no account is opened and nothing leaves this machine. The button connects an invented number.",
            "<form method=\"post\"><button>Connect a number</button></form>",
        ),
        "used" => ("Connected", "Your number is connected. You can close this page.", ""),
        "expired" => ("This link has expired", "Ask for a new one.", ""),
        _ => ("This link was withdrawn", "Ask for a new one.", ""),
    };
    let color = |name: &str, default: &'static str| {
        let chosen = link.settings.get("theme_config").and_then(|theme| theme.get(name)).and_then(Value::as_str);
        escape(chosen.unwrap_or(default))
    };
    let language = link.settings.get("language").and_then(Value::as_str).unwrap_or("en");
    whole(
        &format!("<h1>{title}</h1><p><bdi>{}</bdi></p><p>{text}</p>{form}", escape(customer)),
        &[color("background_color", "#fafaf9"), color("text_color", "#1c1917"), color("primary_color", "#166534")],
        &escape(language),
    )
}

/// The page of an address that was never given out.
pub(crate) fn unknown() -> String {
    let colors = ["#fafaf9", "#1c1917", "#166534"].map(str::to_owned);
    whole("<h1>There is no such link</h1><p>Check the address, or ask for a new one.</p>", &colors, "en")
}

fn whole(body: &str, [background, text, primary]: &[String; 3], language: &str) -> String {
    format!(
        "<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>Setup</title><style>body{{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem;\
         background:{background};color:{text}}}button{{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.5rem;\
         background:{primary};color:#fff}}</style><main>{body}</main></html>"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
