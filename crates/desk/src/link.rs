//! Addresses that WhatsApp is asked to fetch.

use url::Url;

/// Why an address cannot be given to WhatsApp; none when it can. WhatsApp fetches it without any sign-in.
pub fn fault(address: &str) -> Option<&'static str> {
    let Ok(url) = Url::parse(address) else { return Some("is no address") };
    if url.scheme() != "https" {
        return Some("must begin with https://");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Some("must not hold a name or password");
    }
    if address.chars().any(|letter| letter.is_whitespace() || letter.is_control()) {
        return Some("must not hold spaces or line breaks");
    }
    None
}

/// The name of the file that stands at an address: what is after its last slash.
pub fn filename(address: &str) -> String {
    let url = Url::parse(address).ok();
    let last = url.as_ref().and_then(|url| url.path_segments()?.next_back());
    last.filter(|name| !name.is_empty()).map_or_else(|| "file".to_owned(), |name| name.chars().take(LONGEST_NAME).collect())
}

/// The most characters that WhatsApp shows of a document's name.
const LONGEST_NAME: usize = 240;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_https_addresses_go_out() {
        assert_eq!(fault("https://files.example/a%20b.pdf?x=1"), None);
        for address in [
            "http://files.example/a",
            "file:///etc/passwd",
            "/etc/passwd",
            "https://ana:secret@files.example/",
            "https://files.example/a b",
            "https://",
            "",
        ] {
            assert!(fault(address).is_some(), "{address}");
        }
    }
}
