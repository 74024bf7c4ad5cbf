//! Names to addresses, through the egress policy: an address that is refused never reaches the connector.

use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::Host;

use crate::egress::{Egress, Refusal};
use crate::fault;

/// Looks a name up; the system's way, but in tests.
pub(crate) type Lookup = Arc<dyn Fn(String) -> Looking + Send + Sync>;
/// The addresses of a name.
pub(crate) type Looking = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// The system's resolver.
pub(crate) fn system() -> Lookup {
    Arc::new(|name| {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    })
}

/// Why a name gives no address to connect to.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ResolveFault {
    /// The name is not known, or the resolver does not answer.
    #[error("无法解析主机名 {name}")]
    NotFound {
        name: String,
        #[source]
        source: io::Error,
    },
    /// Every address of it is refused.
    #[error("主机名 {name} 解析到不允许连接的地址 {ip}：{refusal}")]
    Refused {
        name: String,
        ip: IpAddr,
        refusal: Refusal,
    },
}

/// Looks names up and lets through what the egress policy allows.
#[derive(Clone)]
pub(crate) struct GuardedResolver {
    egress: Egress,
    lookup: Lookup,
}

impl GuardedResolver {
    pub(crate) fn new(egress: Egress, lookup: Lookup) -> Self {
        Self { egress, lookup }
    }

    /// The allowed addresses of `name`; at least one.
    pub(crate) async fn addresses(&self, name: &str) -> Result<Vec<IpAddr>, ResolveFault> {
        let not_found = |source| ResolveFault::NotFound {
            name: name.to_owned(),
            source,
        };
        let found = (self.lookup)(name.to_owned()).await.map_err(not_found)?;
        let mut allowed = Vec::with_capacity(found.len());
        let mut refused = None;
        for ip in found {
            match self.egress.check_ip(name, ip) {
                Ok(()) => allowed.push(ip),
                Err(refusal) => refused = Some((ip, refusal)),
            }
        }
        match (allowed.is_empty(), refused) {
            (false, _) => Ok(allowed),
            (true, Some((ip, refusal))) => Err(ResolveFault::Refused {
                name: name.to_owned(),
                ip,
                refusal,
            }),
            (true, None) => Err(not_found(io::Error::new(io::ErrorKind::NotFound, "no addresses"))),
        }
    }
}

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let resolver = self.clone();
        Box::pin(async move {
            let found = resolver.addresses(name.as_str()).await?;
            let addresses: Addrs = Box::new(found.into_iter().map(|ip| SocketAddr::new(ip, 0)));
            Ok(addresses)
        })
    }
}

/// The addresses of a host that the operator named, as far as a connection to them is allowed; at least one.
///
/// # Errors
/// In words: it is not known, not within the time, or not allowed.
pub(crate) async fn allowed(
    host: &Host<&str>,
    within: Duration,
    lookup: Lookup,
) -> Result<Vec<IpAddr>, String> {
    let egress = Egress::of(host);
    let ip = match host {
        Host::Domain(name) => {
            let resolver = GuardedResolver::new(egress, lookup);
            let found = tokio::time::timeout(within, resolver.addresses(name)).await;
            return found
                .map_err(|_| format!("{} 毫秒内未能解析 {name}", within.as_millis()))?
                .map_err(|error| format!("{error}（{}）", fault::innermost(&error)));
        }
        Host::Ipv4(ip) => IpAddr::V4(*ip),
        Host::Ipv6(ip) => IpAddr::V6(*ip),
    };
    let refused = |refusal| format!("不允许连接 {host}：{refusal}");
    egress.check_host(host).map_err(refused)?;
    Ok(vec![ip])
}
