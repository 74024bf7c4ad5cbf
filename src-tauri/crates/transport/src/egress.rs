//! Egress policy: where a connection may go. Receivers live in private networks, so private addresses are allowed;
//! refused is where no receiver can be and where a request could do harm.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::Host;

/// Why an address is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The metadata service of a cloud: it hands out credentials.
    #[error("云主机元数据地址")]
    Metadata,
    /// 169.254/16, fe80::/10
    #[error("链路本地地址")]
    LinkLocal,
    /// Many listeners, no receiver.
    #[error("组播地址")]
    Multicast,
    /// 255.255.255.255
    #[error("广播地址")]
    Broadcast,
    /// 0/8, `::`
    #[error("未指定地址")]
    Unspecified,
    /// This machine, without the operator having named it as such.
    #[error("本机回环地址（仅当服务端地址直接写明本机时允许）")]
    Loopback,
}

/// Of most clouds; of Alibaba's, Oracle's and Azure's.
const METADATA_V4: [Ipv4Addr; 4] = [
    Ipv4Addr::new(169, 254, 169, 254),
    Ipv4Addr::new(100, 100, 100, 200),
    Ipv4Addr::new(192, 0, 0, 192),
    Ipv4Addr::new(168, 63, 129, 16),
];
/// Of Amazon's cloud and of Google's.
const METADATA_V6: [Ipv6Addr; 2] = [
    Ipv6Addr::new(0xfd00, 0x0ec2, 0, 0, 0, 0, 0, 0x0254),
    Ipv6Addr::new(0xfd20, 0x00ce, 0, 0, 0, 0, 0, 0x0254),
];

/// What the operator's server address allows beyond the rules for everyone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Egress {
    /// The host of the server address, where it is a loopback address or `localhost` itself.
    named_loopback: Option<Host<String>>,
}

impl Egress {
    /// `host` is that of the server address.
    pub(crate) fn of(host: &Host<&str>) -> Self {
        let is_loopback = match host {
            Host::Domain(name) => name.eq_ignore_ascii_case("localhost"),
            Host::Ipv4(ip) => ip.is_loopback(),
            Host::Ipv6(ip) => embedded(*ip).map_or(ip.is_loopback(), |ip| ip.is_loopback()),
        };
        Self {
            named_loopback: is_loopback.then(|| host.to_owned()),
        }
    }

    /// Checks the host of a request. A name passes here; what it resolves to is checked by [`Egress::check_ip`].
    pub(crate) fn check_host(&self, host: &Host<&str>) -> Result<(), Refusal> {
        let ip = match host {
            Host::Domain(_) => return Ok(()),
            Host::Ipv4(ip) => IpAddr::V4(*ip),
            Host::Ipv6(ip) => IpAddr::V6(*ip),
        };
        refusal(ip, self.names(host)).map_or(Ok(()), Err)
    }

    /// Checks an address that `name` resolved to.
    pub(crate) fn check_ip(&self, name: &str, ip: IpAddr) -> Result<(), Refusal> {
        refusal(ip, self.names(&Host::Domain(name))).map_or(Ok(()), Err)
    }

    fn names(&self, host: &Host<&str>) -> Loopback {
        let named = match (&self.named_loopback, host) {
            (Some(Host::Domain(named)), Host::Domain(name)) => named.eq_ignore_ascii_case(name),
            (Some(Host::Ipv4(named)), Host::Ipv4(ip)) => named == ip,
            (Some(Host::Ipv6(named)), Host::Ipv6(ip)) => named == ip,
            _ => false,
        };
        if named {
            Loopback::Named
        } else {
            Loopback::NotNamed
        }
    }
}

/// Whether the operator's server address is the loopback address in question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loopback {
    Named,
    NotNamed,
}

fn refusal(ip: IpAddr, loopback: Loopback) -> Option<Refusal> {
    let ip = match ip {
        IpAddr::V4(ip) => ip,
        IpAddr::V6(ip) => match embedded(ip) {
            Some(ip) => ip,
            None => return refusal_v6(ip, loopback),
        },
    };
    if METADATA_V4.contains(&ip) {
        Some(Refusal::Metadata)
    } else if ip.is_link_local() {
        Some(Refusal::LinkLocal)
    } else if ip.is_multicast() {
        Some(Refusal::Multicast)
    } else if ip.is_broadcast() {
        Some(Refusal::Broadcast)
    } else if ip.octets()[0] == 0 {
        Some(Refusal::Unspecified)
    } else if ip.is_loopback() && loopback == Loopback::NotNamed {
        Some(Refusal::Loopback)
    } else {
        None
    }
}

fn refusal_v6(ip: Ipv6Addr, loopback: Loopback) -> Option<Refusal> {
    if METADATA_V6.contains(&ip) {
        Some(Refusal::Metadata)
    } else if ip.is_unicast_link_local() {
        Some(Refusal::LinkLocal)
    } else if ip.is_multicast() {
        Some(Refusal::Multicast)
    } else if ip.is_unspecified() {
        Some(Refusal::Unspecified)
    } else if ip.is_loopback() && loopback == Loopback::NotNamed {
        Some(Refusal::Loopback)
    } else {
        None
    }
}

/// The IPv4 address that an IPv6 address stands for: mapped, compatible (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC 3056).
fn embedded(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let last = |a: u16, b: u16| Ipv4Addr::from((u32::from(a) << 16) | u32::from(b));
    match ip.segments() {
        [0, 0, 0, 0, 0, 0xffff, a, b] | [0x64, 0xff9b, 0, 0, 0, 0, a, b] => Some(last(a, b)),
        [0, 0, 0, 0, 0, 0, a, b] if a != 0 => Some(last(a, b)),
        [0x2002, a, b, ..] => Some(last(a, b)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(server: &str, request: &str) -> Result<(), Refusal> {
        let host = |text: &str| {
            url::Url::parse(&format!("http://{text}/"))
                .unwrap()
                .host()
                .unwrap()
                .to_owned()
        };
        let (server, request) = (host(server), host(request));
        Egress::of(&borrowed(&server)).check_host(&borrowed(&request))
    }

    fn borrowed(host: &Host<String>) -> Host<&str> {
        match host {
            Host::Domain(name) => Host::Domain(name),
            Host::Ipv4(ip) => Host::Ipv4(*ip),
            Host::Ipv6(ip) => Host::Ipv6(*ip),
        }
    }

    #[test]
    fn private_and_public_addresses_are_allowed() {
        for host in [
            "10.1.2.3",
            "172.16.0.9",
            "192.168.1.1",
            "8.8.8.8",
            "[fd12::1]",
            "[2001:db8::1]",
            "100.64.0.1",
        ] {
            assert_eq!(checked(host, host), Ok(()), "{host} should be allowed");
        }
    }

    #[test]
    fn where_no_receiver_can_be_is_always_refused() {
        for (host, expected) in [
            ("169.254.169.254", Refusal::Metadata),
            ("100.100.100.200", Refusal::Metadata),
            ("[fd00:ec2::254]", Refusal::Metadata),
            ("[::ffff:169.254.169.254]", Refusal::Metadata),
            ("[64:ff9b::169.254.169.254]", Refusal::Metadata),
            ("[2002:a9fe:a9fe::1]", Refusal::Metadata),
            ("2852039166", Refusal::Metadata),
            ("0xa9.0xfe.0xa9.0xfe", Refusal::Metadata),
            ("169.254.1.1", Refusal::LinkLocal),
            ("[fe80::1]", Refusal::LinkLocal),
            ("224.0.0.1", Refusal::Multicast),
            ("[ff02::1]", Refusal::Multicast),
            ("255.255.255.255", Refusal::Broadcast),
            ("0.0.0.0", Refusal::Unspecified),
            ("0.1.2.3", Refusal::Unspecified),
            ("[::]", Refusal::Unspecified),
            ("[::ffff:0.0.0.0]", Refusal::Unspecified),
        ] {
            assert_eq!(checked(host, host), Err(expected), "{host} should be refused");
        }
    }

    #[test]
    fn loopback_is_allowed_only_where_the_operator_wrote_it() {
        for host in ["127.0.0.1", "127.9.9.9", "[::1]", "[::ffff:127.0.0.1]"] {
            assert_eq!(checked(host, host), Ok(()), "{host} was named");
            assert_eq!(
                checked("oa.example.com", host),
                Err(Refusal::Loopback),
                "{host} was not named"
            );
            assert_eq!(
                checked("localhost", host),
                Err(Refusal::Loopback),
                "{host} was not named, localhost was"
            );
        }
        let localhost = Egress::of(&Host::Domain("LocalHost"));
        let ip = IpAddr::from([127, 0, 0, 1]);
        assert_eq!(localhost.check_ip("localhost", ip), Ok(()));
        assert_eq!(
            localhost.check_ip("sneaky.example.com", ip),
            Err(Refusal::Loopback)
        );
        let other = Egress::of(&Host::Domain("sneaky.example.com"));
        assert_eq!(other.check_ip("sneaky.example.com", ip), Err(Refusal::Loopback));
        assert_eq!(
            other.check_ip("sneaky.example.com", IpAddr::from([10, 0, 0, 1])),
            Ok(())
        );
    }
}
