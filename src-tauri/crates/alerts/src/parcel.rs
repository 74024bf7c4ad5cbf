//! [`Parcel`]: what is to be handed over, and to whom.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use domain::target::TlsOptions;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request};
use suites::Settings;
use transport::{ClientOptions, Letter, MailOptions};
use url::Url;

/// For name, TCP and TLS.
pub(crate) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// For everything.
pub(crate) const TOTAL_TIMEOUT: Duration = Duration::from_secs(20);
/// An answer of a channel is small.
const MOST_ANSWER: usize = 64 * 1024;

/// Something to be handed over.
#[derive(Debug)]
pub enum Parcel {
    /// A notification of this machine.
    Notice,
    /// A letter, and the mail server that takes it.
    Letter(Box<MailOptions>, Letter),
    /// A request.
    Http(Box<HttpParcel>),
}

/// A request, and how its receiver is reached. It cannot be printed: it holds secrets.
pub struct HttpParcel {
    /// How the receiver is reached.
    pub options: ClientOptions,
    /// What is sent; its address is absolute.
    pub request: Request<Bytes>,
}

impl fmt::Debug for HttpParcel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpParcel").finish_non_exhaustive()
    }
}

/// A request in the making.
pub(crate) struct Draft {
    pub(crate) method: Method,
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    /// Empty: none.
    pub(crate) content_type: &'static str,
    pub(crate) body: String,
}

impl Draft {
    /// A JSON document.
    pub(crate) fn json(url: impl Into<String>, body: &serde_json::Value) -> Self {
        Self {
            method: Method::POST,
            url: url.into(),
            headers: Vec::new(),
            content_type: "application/json; charset=utf-8",
            body: body.to_string(),
        }
    }

    /// With the way there that is set: proxy, certificates.
    pub(crate) fn into_parcel(self, settings: Settings<'_>) -> Result<Parcel, String> {
        let url = Url::parse(&self.url).map_err(|_| "通道地址无效".to_owned())?;
        let some = |name: &str| Some(settings.text(name).to_owned()).filter(|text| !text.is_empty());
        let options = ClientOptions {
            base_url: url.origin().ascii_serialization(),
            tls: TlsOptions {
                custom_ca: some("customCa"),
                ..TlsOptions::default()
            },
            proxy: some("proxy"),
            connect_timeout: CONNECT_TIMEOUT,
            total_timeout: TOTAL_TIMEOUT,
            most_body: MOST_ANSWER,
            most_connections: 1,
        };
        let mut headers = HeaderMap::new();
        if !self.content_type.is_empty() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        }
        for (name, value) in &self.headers {
            let wrong = || format!("请求头 {name} 无效");
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| wrong())?;
            headers.insert(name, HeaderValue::from_str(value).map_err(|_| wrong())?);
        }
        let has_body = self.method != Method::GET;
        let mut request = Request::new(Bytes::from(if has_body { self.body } else { String::new() }));
        *request.method_mut() = self.method;
        *request.uri_mut() = url.as_str().parse().map_err(|_| "通道地址无效".to_owned())?;
        *request.headers_mut() = headers;
        Ok(Parcel::Http(Box::new(HttpParcel { options, request })))
    }
}
