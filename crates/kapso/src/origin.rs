//! Where Kapso is: an origin, nothing more. Both APIs stand below it.

use url::{Host, Url};

/// `https://host[:port]`, or `http://` on loopback for a simulator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(Url);

/// Why a text is no origin that a key may be sent to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadOrigin {
    /// It is no URL.
    #[error("`{0}` is no address: it must look like https://api.kapso.ai")]
    NoUrl(String),
    /// It has a path, a query, a user or a fragment.
    #[error("`{0}` is more than an origin: leave out everything after the host and port")]
    More(String),
    /// The key would cross a network unprotected.
    #[error("`{0}` is not https; plain http is taken only on this machine (127.0.0.1, localhost)")]
    Plain(String),
}

impl Origin {
    /// Kapso's own: `https://api.kapso.ai`.
    pub const KAPSO: &str = "https://api.kapso.ai";

    /// Reads an origin.
    pub fn parse(text: &str) -> Result<Self, BadOrigin> {
        let url = Url::parse(text.trim()).map_err(|_| BadOrigin::NoUrl(text.to_owned()))?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !bare || !url.username().is_empty() || url.password().is_some() {
            return Err(BadOrigin::More(without_secrets(&url)));
        }
        let origin = Self(url);
        match origin.0.scheme() {
            "https" => Ok(origin),
            "http" if origin.is_loopback() => Ok(origin),
            "http" => Err(BadOrigin::Plain(text.to_owned())),
            _ => Err(BadOrigin::NoUrl(text.to_owned())),
        }
    }

    /// Whether it is on this machine.
    pub fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            None => false,
        }
    }

    /// Whether `url` has exactly this scheme, host and port.
    pub fn holds(&self, url: &Url) -> bool {
        self.0.origin() == url.origin()
    }

    /// The address of `segments` below it, each percent-encoded.
    pub(crate) fn at(&self, segments: &[&str]) -> Url {
        let mut url = self.0.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.clear().extend(segments);
        }
        url
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

fn without_secrets(url: &Url) -> String {
    format!("{}://{}", url.scheme(), url.host_str().unwrap_or_default())
}
