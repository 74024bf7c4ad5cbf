//! "Test connection" (row T5): name, TCP, TLS and HTTP one after another, each with what it found and how long it
//! took, so that an operator sees how far one gets. Sends one harmless `GET` to the server address; any HTTP answer
//! counts as reached.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Method, Request};
use serde::Serialize;
use tokio::net::TcpStream;
use url::{Host, Url};

use crate::client::{Client, ClientOptions, host_of, parse_base};
use crate::fault;
use crate::resolve::{self, Lookup};
use crate::tls::Tls;

/// A step on the way to a receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Step {
    /// The name.
    Dns,
    /// The TCP connection.
    Tcp,
    /// The TLS handshake.
    Tls,
    /// A request.
    Http,
    /// The receiver's own sign-on, where its protocol has one.
    SignOn,
}

/// What became of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum StepOutcome {
    /// It went well.
    Ok,
    /// It failed; the later ones are skipped.
    Failed,
    /// There was nothing to do, or an earlier one failed.
    Skipped,
}

/// One step, as the console shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConnectionStep {
    /// Which one.
    pub step: Step,
    /// What became of it.
    pub outcome: StepOutcome,
    /// What it found, in words.
    pub detail: String,
    /// How long it took.
    pub millis: u64,
}

/// Goes to the receiver step by step; always four steps, in their order.
pub async fn test_connection(options: &ClientOptions) -> Vec<ConnectionStep> {
    test_with_lookup(options, resolve::system()).await
}

pub(crate) async fn test_with_lookup(options: &ClientOptions, lookup: Lookup) -> Vec<ConnectionStep> {
    let mut way = Way::default();
    way.go(options, lookup).await;
    for step in [Step::Dns, Step::Tcp, Step::Tls, Step::Http]
        .into_iter()
        .skip(way.steps.len())
    {
        way.add(
            step,
            (StepOutcome::Skipped, "前面的步骤未通过".to_owned()),
            Duration::ZERO,
        );
    }
    way.steps
}

#[derive(Default)]
struct Way {
    steps: Vec<ConnectionStep>,
}

/// A step that went well has something to say, too; one that had nothing to do says why.
enum Done {
    Well(String),
    Nothing(&'static str),
}

impl Way {
    fn add(&mut self, step: Step, (outcome, detail): (StepOutcome, String), took: Duration) {
        let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        self.steps.push(ConnectionStep {
            step,
            outcome,
            detail,
            millis,
        });
    }

    /// Writes a step down; what it brought, when it went well.
    fn note<T>(&mut self, step: Step, started: Instant, result: Result<(T, Done), String>) -> Option<T> {
        let took = started.elapsed();
        match result {
            Ok((value, Done::Well(detail))) => {
                self.add(step, (StepOutcome::Ok, detail), took);
                Some(value)
            }
            Ok((value, Done::Nothing(why))) => {
                self.add(step, (StepOutcome::Skipped, why.to_owned()), Duration::ZERO);
                Some(value)
            }
            Err(detail) => {
                self.add(step, (StepOutcome::Failed, detail), took);
                None
            }
        }
    }

    /// Goes as far as it gets.
    async fn go(&mut self, options: &ClientOptions, lookup: Lookup) -> Option<()> {
        let started = Instant::now();
        let both = parse_base(&options.base_url)
            .and_then(|base| Ok((base, parse_base(options.nearest())?)))
            .map_err(|error| error.to_string());
        let found = match &both {
            Ok((_, nearest)) => addresses(options, nearest, Arc::clone(&lookup)).await,
            Err(error) => Err(error.clone()),
        };
        let addresses = self.note(Step::Dns, started, found)?;
        let (base, nearest) = both.ok()?;

        let started = Instant::now();
        let port = nearest.port_or_known_default().unwrap_or(80);
        let connected = connect(&addresses, port, options.connect_timeout).await;
        let stream = self.note(Step::Tcp, started, connected)?;

        let started = Instant::now();
        let secured = match base.scheme() {
            "https" if options.proxy.is_some() => {
                Ok(((), Done::Nothing("经代理连接，TLS 握手在下一步中进行")))
            }
            "https" => handshake(options, &base, stream).await,
            _ => Ok(((), Done::Nothing("服务端地址为 http，不使用 TLS"))),
        };
        self.note(Step::Tls, started, secured)?;

        let started = Instant::now();
        let answered = request(options, &base, lookup).await;
        self.note(Step::Http, started, answered)
    }
}

async fn addresses(
    options: &ClientOptions,
    base: &Url,
    lookup: Lookup,
) -> Result<(Vec<IpAddr>, Done), String> {
    let host = host_of(base, options.nearest()).map_err(|error| error.to_string())?;
    let found = resolve::allowed(&host, options.connect_timeout, lookup).await?;
    let done = match host {
        Host::Domain(_) => {
            let list: Vec<String> = found.iter().map(ToString::to_string).collect();
            Done::Well(list.join("、"))
        }
        Host::Ipv4(_) | Host::Ipv6(_) => Done::Nothing("服务端地址为 IP，无需解析"),
    };
    Ok((found, done))
}

async fn connect(addresses: &[IpAddr], port: u16, within: Duration) -> Result<(TcpStream, Done), String> {
    let mut last = String::new();
    for ip in addresses {
        let address = SocketAddr::new(*ip, port);
        match tokio::time::timeout(within, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok((stream, Done::Well(address.to_string()))),
            Ok(Err(error)) => last = format!("{address}：{error}"),
            Err(_) => last = format!("{address}：{} 毫秒内未能建立连接", within.as_millis()),
        }
    }
    Err(last)
}

async fn handshake(options: &ClientOptions, base: &Url, stream: TcpStream) -> Result<((), Done), String> {
    let tls = Tls::new(&options.tls).map_err(|error| error.to_string())?;
    let name = base
        .host_str()
        .unwrap_or_default()
        .trim_matches(['[', ']'])
        .to_owned();
    let shaking = async {
        match tls {
            Tls::Modern(config) => {
                let server =
                    rustls::pki_types::ServerName::try_from(name).map_err(|error| error.to_string())?;
                let connector = tokio_rustls::TlsConnector::from(Arc::new(*config));
                let stream = connector
                    .connect(server, stream)
                    .await
                    .map_err(|error| fault::innermost(&error))?;
                let version = stream.get_ref().1.protocol_version();
                Ok(version
                    .and_then(|version| version.as_str())
                    .unwrap_or("TLS")
                    .replace('_', "."))
            }
            Tls::Legacy(connector) => {
                let connector = tokio_native_tls::TlsConnector::from(connector);
                connector
                    .connect(&name, stream)
                    .await
                    .map_err(|error| fault::innermost(&error))?;
                Ok("兼容模式".to_owned())
            }
        }
    };
    let within = options.connect_timeout;
    let shaken = tokio::time::timeout(within, shaking).await;
    shaken
        .map_err(|_| format!("{} 毫秒内未完成 TLS 握手", within.as_millis()))?
        .map(|version| ((), Done::Well(version)))
}

async fn request(options: &ClientOptions, base: &Url, lookup: Lookup) -> Result<((), Done), String> {
    let client = Client::with_lookup(options, lookup).map_err(|error| error.to_string())?;
    let mut request = Request::new(Bytes::new());
    *request.method_mut() = Method::GET;
    *request.uri_mut() = base.as_str().parse().map_err(|_| format!("地址 {base} 无效"))?;
    let answer = client.send(request).await.map_err(|error| error.detail)?;
    Ok(((), Done::Well(format!("HTTP {}", answer.status))))
}
