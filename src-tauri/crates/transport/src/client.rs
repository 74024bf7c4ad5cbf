//! [`Client`]: sends requests to one receiver over pooled connections.

use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use domain::target::TlsOptions;
use http::{HeaderMap, Request};
use reqwest::redirect;
use url::Url;

use crate::egress::Egress;
use crate::fault::{self, Fault, Layer, SendError};
use crate::resolve::{self, GuardedResolver, Lookup};
use crate::tls::Tls;

/// How much of a body is kept when nothing else is asked for: 256 KiB.
pub const MOST_BODY: usize = 256 * 1024;

/// How long an unused connection is kept. Servers of this kind close theirs after 15 seconds and more; a request
/// written into a connection that the other side has just closed is a lost attempt.
const IDLE: Duration = Duration::from_secs(10);

/// How to reach one receiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientOptions {
    /// The server address as the operator wrote it; decides whether loopback is allowed.
    pub base_url: String,
    /// TLS towards the receiver.
    pub tls: TlsOptions,
    /// HTTP proxy, `http://host:port`; every request goes by it.
    pub proxy: Option<String>,
    /// For name, TCP and TLS together.
    pub connect_timeout: Duration,
    /// For everything, to the last byte of the body.
    pub total_timeout: Duration,
    /// Bytes of a body that are kept; [`MOST_BODY`] unless there is a reason.
    pub most_body: usize,
    /// Connections that are kept open for later requests.
    pub most_connections: usize,
}

impl ClientOptions {
    /// Whom a connection is made to: the proxy where there is one, or else the receiver.
    pub(crate) fn nearest(&self) -> &str {
        self.proxy.as_deref().unwrap_or(&self.base_url)
    }
}

/// Why no client can be made of the options.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// The server address is not one.
    #[error("the server address {0:?} is not an http or https address")]
    Address(String),
    /// The target's own certificates cannot be read.
    #[error("the custom CA cannot be read: {0}")]
    CustomCa(String),
    /// The TLS library cannot be set up.
    #[error("TLS cannot be set up: {0}")]
    Tls(String),
    /// The proxy's address is not one.
    #[error("the proxy {0:?} is not an http address")]
    Proxy(String),
    /// The HTTP library cannot be set up.
    #[error("the HTTP client cannot be set up: {0}")]
    Client(String),
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Status code.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body, as far as it was read.
    pub body: Bytes,
    /// Whether there was more of it.
    pub truncated: bool,
    /// From the start of the attempt to the last header.
    pub headers_after: Duration,
    /// From the start of the attempt to the last byte that was read.
    pub total: Duration,
}

/// Sends requests to one receiver. Cheap to clone; clones share their connections.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    egress: Egress,
    connect_timeout: Duration,
    total_timeout: Duration,
    most_body: usize,
}

impl Client {
    /// Sets everything up; opens no connection. Reads the system's certificates at the first call.
    ///
    /// # Errors
    /// When the options cannot work.
    pub fn new(options: ClientOptions) -> Result<Self, BuildError> {
        Self::with_lookup(&options, resolve::system())
    }

    pub(crate) fn with_lookup(options: &ClientOptions, lookup: Lookup) -> Result<Self, BuildError> {
        let egress = Egress::of(&host_of(&parse_base(&options.base_url)?, &options.base_url)?);
        // Names are resolved of whom we connect to; behind a proxy that is the proxy.
        let nearest = options.nearest();
        let resolving = Egress::of(&host_of(&parse_base(nearest)?, nearest)?);
        let builder = reqwest::Client::builder()
            .http1_only()
            .no_proxy()
            .referer(false)
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .connect_timeout(options.connect_timeout)
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(options.most_connections)
            .tcp_nodelay(true)
            .dns_resolver(GuardedResolver::new(resolving, lookup));
        let builder = match Tls::new(&options.tls)? {
            Tls::Modern(config) => builder.tls_backend_preconfigured(*config),
            Tls::Legacy(connector) => builder.tls_backend_preconfigured(connector),
        };
        let builder = match &options.proxy {
            Some(proxy) => {
                let wrong = |_| BuildError::Proxy(proxy.clone());
                builder.proxy(reqwest::Proxy::all(proxy).map_err(wrong)?)
            }
            None => builder,
        };
        let http = builder
            .build()
            .map_err(|error| BuildError::Client(fault::innermost(&error)))?;
        Ok(Self {
            http,
            egress,
            connect_timeout: options.connect_timeout,
            total_timeout: options.total_timeout,
            most_body: options.most_body,
        })
    }

    /// Sends one request; its address is absolute. Dropping the future drops the attempt.
    ///
    /// # Errors
    /// When nothing whole came back; see [`Fault`].
    pub async fn send(&self, request: Request<Bytes>) -> Result<Answer, SendError> {
        let started = Instant::now();
        let failed = |(fault, detail)| SendError {
            fault,
            detail,
            after: started.elapsed(),
        };
        let request = reqwest::Request::try_from(request)
            .map_err(|error| failed((Fault::Request, fault::innermost(&error))))?;
        let layer = match request.url().scheme() {
            "https" => Layer::Tls,
            _ => Layer::Plain,
        };
        self.check(request.url()).map_err(failed)?;
        match tokio::time::timeout(self.total_timeout, self.exchange(request, started)).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(failed(fault::of_reqwest(&error, layer, self.connect_timeout))),
            Err(_) => {
                let detail = format!("{} 毫秒内没有收到完整应答", self.total_timeout.as_millis());
                Err(failed((Fault::Timeout, detail)))
            }
        }
    }

    /// The egress policy for addresses written as numbers; names are checked when they are resolved.
    fn check(&self, url: &Url) -> Result<(), (Fault, String)> {
        let Some(host) = url.host() else {
            return Err((Fault::Request, format!("地址 {url} 没有主机")));
        };
        self.egress
            .check_host(&host)
            .map_err(|refusal| (Fault::Egress, format!("不允许连接 {host}：{refusal}")))
    }

    async fn exchange(&self, request: reqwest::Request, started: Instant) -> Result<Answer, reqwest::Error> {
        let mut response = self.http.execute(request).await?;
        let headers_after = started.elapsed();
        let status = response.status().as_u16();
        let headers = std::mem::take(response.headers_mut());
        let (body, truncated) = self.read(&mut response).await?;
        Ok(Answer {
            status,
            headers,
            body,
            truncated,
            headers_after,
            total: started.elapsed(),
        })
    }

    /// Reads a body up to the cap. What is left then is never read: the connection goes with the response.
    async fn read(&self, response: &mut reqwest::Response) -> Result<(Bytes, bool), reqwest::Error> {
        let Some(mut first) = response.chunk().await? else {
            return Ok((Bytes::new(), false));
        };
        if first.len() > self.most_body {
            first.truncate(self.most_body);
            return Ok((first, true));
        }
        // Nearly every answer is one chunk, which is handed on without a copy.
        let Some(second) = response.chunk().await? else {
            return Ok((first, false));
        };
        let mut body = BytesMut::from(first);
        let mut next = Some(second);
        while let Some(chunk) = next {
            let room = self.most_body - body.len();
            if chunk.len() > room {
                body.extend_from_slice(&chunk[..room]);
                return Ok((body.freeze(), true));
            }
            body.extend_from_slice(&chunk);
            next = response.chunk().await?;
        }
        Ok((body.freeze(), false))
    }
}

pub(crate) fn parse_base(base_url: &str) -> Result<Url, BuildError> {
    let wrong = || BuildError::Address(base_url.to_owned());
    let url = Url::parse(base_url).map_err(|_| wrong())?;
    let good =
        matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
    if good { Ok(url) } else { Err(wrong()) }
}

pub(crate) fn host_of<'u>(url: &'u Url, base_url: &str) -> Result<url::Host<&'u str>, BuildError> {
    url.host().ok_or_else(|| BuildError::Address(base_url.to_owned()))
}
