//! Spell checking in text fields, in the language of the window and in that of the system. WebKitGTK is told; the webviews of other
//! systems follow the system's own setting.

use desk::{desk::Desk, settings::Language};
use tauri::{Manager, Runtime, WebviewWindow};

/// Switches it on with the languages that are set now.
pub(crate) fn apply<R: Runtime>(window: &WebviewWindow<R>) {
    let Ok(settings) = window.state::<Desk>().settings() else { return };
    let languages = languages(settings.language, &crate::words::locale());
    if let Err(cause) = window.with_webview(move |webview| check(&webview, &languages)) {
        tracing::warn!(%cause, "spelling could not be checked");
    }
}

#[cfg(target_os = "linux")]
fn check(webview: &tauri::webview::PlatformWebview, languages: &[String]) {
    use webkit2gtk::{WebContextExt, WebViewExt};
    let Some(context) = webview.inner().context() else { return };
    context.set_spell_checking_languages(&languages.iter().map(String::as_str).collect::<Vec<_>>());
    context.set_spell_checking_enabled(true);
    // Which of the languages it knows depends on the dictionaries of this machine.
    let is_on = context.is_spell_checking_enabled();
    tracing::debug!(is_on, languages = %languages.join(" "), "spelling is checked");
}

#[cfg(not(target_os = "linux"))]
fn check(_webview: &tauri::webview::PlatformWebview, _languages: &[String]) {}

/// The window's language first, then the system's: people write to customers in more than one.
fn languages(language: Language, locale: &str) -> Vec<String> {
    let locale = locale.split(['.', '@']).next().unwrap_or_default();
    let system = if matches!(locale, "" | "C" | "POSIX") { "en_US" } else { locale };
    let own = match language {
        Language::System => system,
        Language::En => "en_US",
        Language::Es => "es_ES",
        Language::Pt => "pt_BR",
    };
    let is_spoken_here = own.get(..2) == system.get(..2);
    let all = if is_spoken_here { vec![system] } else { vec![own, system] };
    all.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_windows_language_goes_before_the_systems() {
        for (language, locale, checked) in [
            (Language::System, "es_MX.UTF-8", vec!["es_MX"]),
            (Language::Es, "es_MX.UTF-8", vec!["es_MX"]),
            (Language::En, "pt_BR.UTF-8", vec!["en_US", "pt_BR"]),
            (Language::Pt, "C.UTF-8", vec!["pt_BR", "en_US"]),
            (Language::System, "", vec!["en_US"]),
            (Language::System, "ca_ES.UTF-8@valencia", vec!["ca_ES"]),
        ] {
            assert_eq!(languages(language, locale), checked, "{locale}");
        }
    }
}
