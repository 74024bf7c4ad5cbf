//! From the map that `encode` or `sign_on` returns to the request that goes out. Whatever could make it another request
//! than the operator configured is refused: another host, a line break in a header, a header of the transport.

use std::borrow::Cow;
use std::collections::BTreeMap;

use bytes::Bytes;
use domain::target::ServerAddress;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri};
use rhai::{Dynamic, Map};

use super::functions::{kind, scalar, write_json};
use super::secrets::Secrets;
use crate::mask::{MASK, TELLTALE_HEADERS};
use crate::settings::Settings;
use crate::sign_on::Token;
use crate::suite::Exchange;

/// What the map may hold.
const KEYS: [&str; 5] = ["method", "path", "query", "headers", "body"];

/// Headers that the transport sets itself.
const RESERVED: [&str; 11] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Where requests go, and what they all have.
pub(super) struct Sender {
    base: String,
    scheme: String,
    authority: String,
    extra: Vec<(HeaderName, HeaderValue)>,
    secrets: Secrets,
}

impl Sender {
    pub(super) fn new(server: &ServerAddress, settings: Settings<'_>, secrets: Secrets) -> Self {
        let base = server.base_url();
        let scheme = base.split("://").next().unwrap_or_default().to_owned();
        let extra = settings
            .pairs("extraHeaders")
            .into_iter()
            .filter_map(|(name, value)| {
                let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
                Some((name, HeaderValue::from_str(value).ok()?))
            });
        Self {
            scheme,
            authority: server.authority.to_ascii_lowercase(),
            extra: extra.collect(),
            base,
            secrets,
        }
    }

    pub(super) fn secrets(&self) -> &Secrets {
        &self.secrets
    }

    /// The request that `said` asks for; `token` is masked with the secrets.
    ///
    /// # Errors
    /// What is wrong with the map, in words.
    pub(super) fn request(&self, said: &Dynamic, token: Option<&Token>) -> Result<Exchange, String> {
        let Ok(map) = said.as_map_ref() else {
            return Err(format!("must return a map, not {}", kind(said)));
        };
        if let Some(unknown) = map.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(format!(
                "{unknown} is not known; the map may hold {}",
                KEYS.join(", ")
            ));
        }
        let method = method(map.get("method"))?;
        let (address, uri) = self.address(&map)?;
        let (body, content_type) = body(map.get("body"))?;
        let headers = self.headers(map.get("headers"), content_type)?;
        let mask = |text: &str| self.secrets.mask(text, token).into_owned();
        let shown_url = mask(&address);
        let shown_body = match std::str::from_utf8(&body) {
            Ok(text) => match self.secrets.mask(text, token) {
                Cow::Borrowed(_) => body.clone(),
                Cow::Owned(masked) => Bytes::from(masked),
            },
            Err(_) => Bytes::from(mask(&String::from_utf8_lossy(&body))),
        };
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        let mut shown_headers = Vec::with_capacity(headers.len());
        for (name, mut value) in headers {
            let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
            let shown = if TELLTALE_HEADERS.contains(&name.as_str()) {
                MASK.to_owned()
            } else {
                mask(&text)
            };
            value.set_sensitive(shown != text);
            shown_headers.push((name.as_str().to_owned(), shown));
            request.headers_mut().insert(name, value);
        }
        let path = shown_url.split('?').next().unwrap_or_default();
        let path = path.strip_prefix(self.base.as_str()).unwrap_or(path);
        Ok(Exchange {
            operation: Cow::Owned(format!("{} {path}", request.method())),
            request,
            shown_url,
            shown_body,
            shown_headers,
        })
    }

    fn address(&self, map: &Map) -> Result<(String, Uri), String> {
        let path = match map.get("path") {
            None => return Err("path is missing".to_owned()),
            Some(path) => match path.as_immutable_string_ref() {
                Ok(text) => text.to_string(),
                Err(_) => return Err(format!("path must be text, not {}", kind(path))),
            },
        };
        let is_odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '#' | '\\');
        if path.contains(is_odd) {
            return Err(
                "path must not hold white space, control characters, # or \\; use url_encode".to_owned(),
            );
        }
        let mut address = if path.starts_with('/') && !path.starts_with("//") {
            format!("{}{path}", self.base)
        } else if path.starts_with("http://") || path.starts_with("https://") {
            path
        } else {
            return Err("path must begin with one slash, or be an address of the target's server".to_owned());
        };
        let mut separator = if address.contains('?') { '&' } else { '?' };
        for (name, value) in texts(map.get("query"), "query")? {
            address.push(separator);
            address.push_str(&domain::address::encode(&name));
            address.push('=');
            address.push_str(&domain::address::encode(&value));
            separator = '&';
        }
        let uri: Uri = address
            .parse()
            .map_err(|_| "path is not valid in an address".to_owned())?;
        let is_ours = uri.scheme_str() == Some(self.scheme.as_str())
            && uri
                .authority()
                .is_some_and(|authority| authority.as_str().eq_ignore_ascii_case(&self.authority));
        if !is_ours {
            return Err(format!(
                "path must be an address of the target's server ({}://{})",
                self.scheme, self.authority
            ));
        }
        Ok((address, uri))
    }

    fn headers(
        &self,
        said: Option<&Dynamic>,
        content_type: Option<&'static str>,
    ) -> Result<Vec<(HeaderName, HeaderValue)>, String> {
        let mut headers = HeaderMap::new();
        if let Some(content_type) = content_type {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        for (name, value) in &self.extra {
            headers.insert(name, value.clone());
        }
        for (name, value) in texts(said, "headers")? {
            let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
                return Err(format!("{name:?} is no name of a header"));
            };
            if RESERVED.contains(&header.as_str()) {
                return Err(format!("the header {name} is set by the transport"));
            }
            // The value is not told: it may be a secret. Bytes beyond ASCII are read differently by every receiver.
            let sound = HeaderValue::from_str(&value).ok().filter(|_| value.is_ascii());
            let Some(value) = sound else {
                return Err(format!(
                    "the value of the header {name} holds what a header cannot hold, such as a line break or Chinese characters"
                ));
            };
            headers.insert(header, value);
        }
        Ok(headers
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect())
    }
}

fn method(said: Option<&Dynamic>) -> Result<Method, String> {
    let Some(said) = said else { return Ok(Method::POST) };
    let word = said.as_immutable_string_ref().map(|word| word.to_string());
    Ok(match word.as_deref() {
        Ok("GET") => Method::GET,
        Ok("POST") => Method::POST,
        Ok("PUT") => Method::PUT,
        Ok("PATCH") => Method::PATCH,
        Ok("DELETE") => Method::DELETE,
        _ => return Err("method must be GET, POST, PUT, PATCH or DELETE".to_owned()),
    })
}

/// A map of names to scalars.
fn texts(said: Option<&Dynamic>, what: &str) -> Result<BTreeMap<String, String>, String> {
    let Some(said) = said.filter(|said| !said.is_unit()) else {
        return Ok(BTreeMap::new());
    };
    let Ok(map) = said.as_map_ref() else {
        return Err(format!("{what} must be a map, not {}", kind(said)));
    };
    let text = |(name, value): (&rhai::Identifier, &Dynamic)| match scalar(value) {
        Some(text) if !value.is_unit() => Ok((name.to_string(), text)),
        _ => Err(format!("{what}.{name} must be text, not {}", kind(value))),
    };
    map.iter().map(text).collect()
}

/// The body, and the content type that it has unless the script says another one.
fn body(said: Option<&Dynamic>) -> Result<(Bytes, Option<&'static str>), String> {
    let Some(said) = said.filter(|said| !said.is_unit()) else {
        return Ok((Bytes::new(), None));
    };
    if let Ok(text) = said.as_immutable_string_ref() {
        let bytes = Bytes::copy_from_slice(text.as_bytes());
        return Ok((bytes, Some("text/plain; charset=UTF-8")));
    }
    if let Ok(blob) = said.as_blob_ref() {
        return Ok((Bytes::copy_from_slice(&blob), Some("application/octet-stream")));
    }
    let Ok(map) = said.as_map_ref() else {
        return Err(format!(
            "body must be text, a blob or #{{ json: … }}, not {}",
            kind(said)
        ));
    };
    match map.get("json") {
        Some(json) if map.len() == 1 => {
            let text = write_json(json).map_err(|message| format!("body: {message}"))?;
            Ok((Bytes::from(text), Some("application/json; charset=UTF-8")))
        }
        _ => Err("a body that is a map must hold json and nothing else".to_owned()),
    }
}
