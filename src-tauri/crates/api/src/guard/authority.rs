//! Host and Origin: a page of another site must not reach the engine through an operator's browser.
//!
//! *Host* keeps out DNS rebinding, where a foreign name is made to point at this machine: only names that the door
//! knows are its own are answered. While it listens on all addresses it can't know which of them it is reached by,
//! and any bare IP address will do, because an address can't be rebound. *Origin* keeps out other sites' scripts: it
//! must be absent (not a browser) or name the very host that the request is for.

use std::collections::HashSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::GuardOptions;
use crate::problem::Problem;

/// The names under which the door may be addressed.
#[derive(Debug, Clone)]
pub(crate) struct Authorities(Arc<Known>);

#[derive(Debug)]
struct Known {
    hosts: HashSet<String>,
    exact: HashSet<String>,
    port: u16,
    any_address: bool,
}

impl Authorities {
    /// The listening address, the loopback names, and what the operator names.
    pub(crate) fn new(options: &GuardOptions) -> Self {
        let mut hosts: HashSet<String> = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned).into();
        hosts.insert(host_of(options.listening));
        let mut exact = HashSet::new();
        for name in &options.names {
            let name = name.to_ascii_lowercase();
            let (host, port) = split(&name);
            if port.is_some() {
                exact.insert(name);
            } else {
                hosts.insert(host.to_owned());
            }
        }
        Self(Arc::new(Known {
            hosts,
            exact,
            port: options.listening.port(),
            any_address: options.listening.ip().is_unspecified(),
        }))
    }

    /// Whether `authority` (`host` or `host:port`) is one of the door's own names.
    pub(crate) fn knows(&self, authority: &str) -> bool {
        let known = &self.0;
        let authority = authority.to_ascii_lowercase();
        if known.exact.contains(&authority) {
            return true;
        }
        let (host, port) = split(&authority);
        let port_is_ours = port.is_none_or(|port| port.parse() == Ok(known.port));
        port_is_ours && (known.hosts.contains(host) || known.any_address && is_address(host))
    }
}

fn host_of(address: SocketAddr) -> String {
    match address.ip() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => format!("[{v6}]"),
    }
}

fn is_address(host: &str) -> bool {
    match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inner) => inner.parse::<std::net::Ipv6Addr>().is_ok(),
        None => host.parse::<std::net::Ipv4Addr>().is_ok(),
    }
}

fn split(authority: &str) -> (&str, Option<&str>) {
    let after_bracket = authority.rfind(']').map_or(0, |at| at + 1);
    match authority[after_bracket..].find(':') {
        Some(colon) => {
            let at = after_bracket + colon;
            (&authority[..at], Some(&authority[at + 1..]))
        }
        None => (authority, None),
    }
}

/// Refuses a request for a foreign host or from a foreign origin.
pub(crate) async fn check(State(own): State<Authorities>, request: Request, next: Next) -> Response {
    match inspect(&own, request.uri(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

fn inspect(own: &Authorities, uri: &Uri, headers: &HeaderMap) -> Result<(), Problem> {
    let host = single(headers, &HOST)?;
    let wrong_host = || refused("WRONG_HOST", "this engine is not reached by this Host");
    let host = host.ok_or_else(wrong_host)?;
    let target_is_ours = uri.authority().is_none_or(|target| own.knows(target.as_str()));
    if !own.knows(host) || !target_is_ours {
        return Err(wrong_host());
    }
    match single(headers, &ORIGIN)? {
        None => Ok(()),
        Some(origin) if is_same(origin, host) => Ok(()),
        Some(_) => Err(refused(
            "FOREIGN_ORIGIN",
            "a page of another origin may not ask this",
        )),
    }
}

/// The header's value; twice the same header is one too many.
fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, Problem> {
    let mut values = headers.get_all(name).iter();
    let first = values.next();
    if values.next().is_some() {
        return Err(refused("WRONG_HOST", "Host or Origin is there twice"));
    }
    Ok(first.map(|value| value.to_str().unwrap_or("?")))
}

fn is_same(origin: &str, host: &str) -> bool {
    let authority = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"));
    authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
}

fn refused(code: &'static str, detail: &str) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, code, detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(listening: &str, names: &[&str]) -> Authorities {
        Authorities::new(&GuardOptions {
            listening: listening.parse().expect("an address"),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        })
    }

    #[test]
    fn only_the_doors_own_names_are_known() {
        let cases = [
            ("127.0.0.1:7680", "127.0.0.1:7680", true),
            ("127.0.0.1:7680", "localhost:7680", true),
            ("127.0.0.1:7680", "LOCALHOST:7680", true),
            ("127.0.0.1:7680", "[::1]:7680", true),
            ("127.0.0.1:7680", "localhost", true),
            ("127.0.0.1:7680", "localhost:7681", false),
            ("127.0.0.1:7680", "evil.example:7680", false),
            ("127.0.0.1:7680", "localhost.evil.example:7680", false),
            ("127.0.0.1:7680", "127.0.0.1.evil.example", false),
            ("127.0.0.1:7680", "10.0.0.5:7680", false),
            ("127.0.0.1:7680", "", false),
            ("127.0.0.1:7680", "localhost:", false),
            ("127.0.0.1:7680", "localhost:7680:7680", false),
            ("127.0.0.1:7680", "relay.corp", true),
            ("127.0.0.1:7680", "relay.corp:443", false),
            ("127.0.0.1:7680", "public.corp:8443", true),
            ("127.0.0.1:7680", "public.corp:7680", false),
            ("10.0.0.5:7680", "10.0.0.5:7680", true),
            ("0.0.0.0:7680", "10.0.0.5:7680", true),
            ("0.0.0.0:7680", "[fe80::1]:7680", true),
            ("0.0.0.0:7680", "evil.example:7680", false),
        ];
        for (listening, host, expected) in cases {
            let own = own(listening, &["Relay.corp", "public.corp:8443"]);
            assert_eq!(own.knows(host), expected, "{host} at {listening}");
        }
    }

    #[test]
    fn an_origin_is_foreign_unless_it_names_the_very_host() {
        let cases = [
            ("http://localhost:7680", true),
            ("https://localhost:7680", true),
            ("http://localhost:3000", false),
            ("http://localhost", false),
            ("http://127.0.0.1:7680", false),
            ("null", false),
            ("", false),
            ("file://", false),
            ("http://evil.example", false),
        ];
        for (origin, expected) in cases {
            assert_eq!(is_same(origin, "localhost:7680"), expected, "{origin}");
        }
    }
}
