//! Files at addresses that somebody named, fetched without any sign-in, and never from inside a network.
//!
//! An address is a stranger's: it could name a machine that only this one can reach. So every hop must be https, a name is resolved
//! once and every address that it has must be a public one, and the connection goes to exactly those addresses.

mod public;

use std::{net::SocketAddr, time::Duration};

use reqwest::{
    Response,
    dns::{Addrs, Name, Resolve, Resolving},
    header::LOCATION,
    redirect::Policy,
};
use url::{Host, Url};

use crate::Origin;

/// Redirects that are followed, each checked like the first address.
const MOST_REDIRECTS: u32 = 3;

/// The way to files at addresses. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Links {
    http: reqwest::Client,
    played: Option<Played>,
}

/// An origin that another one on this machine stands in for.
#[derive(Debug, Clone)]
struct Played {
    whose: Url,
    by: Origin,
    http: reqwest::Client,
}

/// Why a file was not fetched. Nothing of its address is in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// It is no https address, or it holds a name or password.
    #[error("it is no plain https address")]
    Unfit,
    /// It leads to this machine or into a network that only this machine can reach.
    #[error("it leads into a private network")]
    Inside,
    /// It leads on and on.
    #[error("it leads on more than {MOST_REDIRECTS} times")]
    Onward,
    /// The other side answered with another status than success.
    #[error("the other side answered with {0}")]
    Status(u16),
    /// There are more bytes than were asked for.
    #[error("it is larger than {0} bytes")]
    TooLarge(u64),
    /// Not all of it came in time.
    #[error("not all of it came within {} s", .0.as_secs())]
    Late(Duration),
    /// There is no such name, no connection, or no safe one.
    #[error("no connection was made, or it broke")]
    Unreachable,
}

impl Links {
    /// The way out, past every proxy: what an address leads to is decided here.
    pub fn new() -> crate::Result<Self> {
        let http = plain().https_only(true).dns_resolver(PublicOnly).build();
        Ok(Self { http: http.map_err(|cause| crate::Error::Argument(cause.to_string()))?, played: None })
    }

    /// The same in a world in which `whose`, an origin that is nobody's, is played by `by`: its addresses are asked for there, below
    /// `/files`. For a demo workspace and its tests; whoever opens one says so here.
    pub fn in_which(whose: &Origin, by: &Origin) -> crate::Result<Self> {
        let http = plain().build().map_err(|cause| crate::Error::Argument(cause.to_string()))?;
        let played = Played { whose: whose.at(&[]), by: by.clone(), http };
        Ok(Self { played: Some(played), ..Self::new()? })
    }

    /// Fetches a file of at most `largest` bytes within `limit`. No cookie, key or referrer is sent.
    pub async fn fetch(&self, address: &str, largest: u64, limit: Duration) -> Result<Vec<u8>, LinkError> {
        let url = Url::parse(address).map_err(|_| LinkError::Unfit)?;
        tokio::time::timeout(limit, self.follow(url, largest)).await.map_err(|_| LinkError::Late(limit))?
    }

    async fn follow(&self, mut url: Url, largest: u64) -> Result<Vec<u8>, LinkError> {
        for _ in 0..=MOST_REDIRECTS {
            let response = self.asked(&url).await?;
            let status = response.status();
            if status.is_success() {
                return read(response, largest).await;
            }
            let onward = response.headers().get(LOCATION).and_then(|place| place.to_str().ok()).filter(|_| status.is_redirection());
            url = onward.and_then(|place| url.join(place).ok()).ok_or(LinkError::Status(status.as_u16()))?;
        }
        Err(LinkError::Onward)
    }

    async fn asked(&self, url: &Url) -> Result<Response, LinkError> {
        let request = match self.played.as_ref().filter(|played| played.whose.origin() == url.origin()) {
            Some(played) => {
                let path: Vec<&str> = std::iter::once("files").chain(url.path_segments().into_iter().flatten()).collect();
                played.http.get(played.by.at(&path))
            }
            None => self.http.get(checked(url)?.clone()),
        };
        request.send().await.map_err(|cause| failed(&cause))
    }
}

/// A client that follows nothing by itself, keeps no connection, and goes through no proxy.
fn plain() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(Duration::from_secs(10))
        .pool_max_idle_per_host(0)
        .user_agent(concat!("kapso-desk/", env!("CARGO_PKG_VERSION")))
}

/// What is no plain https address, or names a place inside by its number. What a name stands for is checked when it is resolved.
fn checked(url: &Url) -> Result<&Url, LinkError> {
    if url.scheme() != "https" || !url.username().is_empty() || url.password().is_some() {
        return Err(LinkError::Unfit);
    }
    let is_public = match url.host() {
        Some(Host::Domain(_)) => true,
        Some(Host::Ipv4(ip)) => public::is_public(ip.into()),
        Some(Host::Ipv6(ip)) => public::is_public(ip.into()),
        None => return Err(LinkError::Unfit),
    };
    if is_public { Ok(url) } else { Err(LinkError::Inside) }
}

async fn read(mut response: Response, largest: u64) -> Result<Vec<u8>, LinkError> {
    if response.content_length().is_some_and(|length| length > largest) {
        return Err(LinkError::TooLarge(largest));
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|cause| failed(&cause))? {
        bytes.extend_from_slice(&chunk);
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > largest {
            return Err(LinkError::TooLarge(largest));
        }
    }
    Ok(bytes)
}

fn failed(cause: &reqwest::Error) -> LinkError {
    let mut next = std::error::Error::source(cause);
    while let Some(cause) = next {
        if cause.is::<LeadsInside>() {
            return LinkError::Inside;
        }
        next = cause.source();
    }
    LinkError::Unreachable
}

/// Resolves names to public addresses only; the connection is made to exactly these.
struct PublicOnly;

#[derive(Debug, thiserror::Error)]
#[error("the name stands for a place inside a network")]
struct LeadsInside;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            if !found.iter().all(|address| public::is_public(address.ip())) {
                return Err(LeadsInside.into());
            }
            let found: Addrs = Box::new(found.into_iter());
            Ok(found)
        })
    }
}
