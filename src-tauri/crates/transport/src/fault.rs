//! What went wrong on the way, told apart. The breaker and the log go by it: a receiver is not to blame for what we
//! refused to do, and an operator mends a wrong name elsewhere than a dead server.

use std::error::Error;
use std::io;
use std::time::Duration;

use domain::delivery::{NoAnswerCause, Outcome};

use crate::resolve::ResolveFault;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The name could not be resolved.
    Dns,
    /// No TCP connection, or not within the time for connecting.
    Connect,
    /// TLS failed.
    Tls,
    /// Nothing whole came within the total time.
    Timeout,
    /// The connection broke after it was made.
    Cut,
    /// What came back is not HTTP, or has more of a head than an answer may have.
    NotHttp,
    /// We are not allowed to connect there.
    Egress,
    /// The request could not be made into one.
    Request,
}

/// An attempt that brought no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct SendError {
    /// What went wrong.
    pub fault: Fault,
    /// In words, for the log; Chinese, with the system's own words behind.
    pub detail: String,
    /// How long it took to know.
    pub after: Duration,
}

impl SendError {
    /// What the attempt came to.
    pub fn outcome(&self) -> Outcome {
        let cause = match self.fault {
            Fault::Dns => NoAnswerCause::Dns,
            Fault::Connect => NoAnswerCause::Connect,
            Fault::Tls => NoAnswerCause::Tls,
            Fault::Timeout => NoAnswerCause::Timeout,
            Fault::Cut => NoAnswerCause::Cut,
            Fault::NotHttp => NoAnswerCause::Unreadable,
            Fault::Egress | Fault::Request => {
                return Outcome::OwnFault {
                    detail: self.detail.clone(),
                };
            }
        };
        Outcome::NoAnswer {
            cause,
            detail: self.detail.clone(),
        }
    }
}

/// Whether the connection in question speaks TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layer {
    Plain,
    Tls,
}

/// Reads what the client library says. `connect_timeout` is what was allowed for connecting.
pub(crate) fn of_reqwest(error: &reqwest::Error, layer: Layer, connect_timeout: Duration) -> (Fault, String) {
    let chain = chain(error);
    for link in &chain {
        match link.downcast_ref::<ResolveFault>() {
            Some(fault @ ResolveFault::NotFound { source, .. }) => {
                return (Fault::Dns, format!("{fault}（{source}）"));
            }
            Some(fault @ ResolveFault::Refused { .. }) => return (Fault::Egress, fault.to_string()),
            None => {}
        }
    }
    let words = words(&chain);
    if error.is_builder() || error.is_request() && chain.len() == 1 {
        return (Fault::Request, format!("无法构造请求：{words}"));
    }
    if error.is_connect() {
        return of_connecting(&chain, error.is_timeout(), (layer, connect_timeout));
    }
    if error.is_timeout() {
        return (Fault::Timeout, format!("等待应答超时（{words}）"));
    }
    let hyper = chain.iter().find_map(|link| link.downcast_ref::<hyper::Error>());
    if hyper.is_some_and(hyper::Error::is_parse_too_large) {
        return (Fault::NotHttp, format!("应答头过大（{words}）"));
    }
    if hyper.is_some_and(|error| error.is_parse() && !error.is_incomplete_message()) {
        return (Fault::NotHttp, format!("应答不是 HTTP（{words}）"));
    }
    (Fault::Cut, format!("连接中断（{words}）"))
}

fn of_connecting(
    chain: &[&(dyn Error + 'static)],
    timed_out: bool,
    (layer, connect_timeout): (Layer, Duration),
) -> (Fault, String) {
    let words = words(chain);
    if timed_out {
        return (
            Fault::Connect,
            format!("{} 毫秒内未能建立连接", connect_timeout.as_millis()),
        );
    }
    let is_tls = |link: &&(dyn Error + 'static)| link.is::<rustls::Error>() || link.is::<native_tls::Error>();
    let is_tcp = |link: &&(dyn Error + 'static)| link.to_string().starts_with("tcp ");
    // What fails on a TLS connection after TCP stood, such as an end in the middle of the handshake, is TLS's.
    if chain.iter().any(is_tls) || layer == Layer::Tls && !chain.iter().any(is_tcp) {
        return (Fault::Tls, format!("TLS 握手失败（{words}）"));
    }
    (Fault::Connect, format!("无法建立连接（{words}）"))
}

/// The error and its sources, also those that an I/O error wraps.
fn chain<'e>(error: &'e (dyn Error + 'static)) -> Vec<&'e (dyn Error + 'static)> {
    let mut chain = Vec::new();
    let mut next: Option<&'e (dyn Error + 'static)> = Some(error);
    while let Some(link) = next {
        chain.push(link);
        next = match link.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => link.source(),
        };
    }
    chain
}

/// The words of the innermost error: the outer ones say only that something went wrong.
fn words(chain: &[&(dyn Error + 'static)]) -> String {
    chain.last().map_or_else(String::new, ToString::to_string)
}

/// The innermost words of any error.
pub(crate) fn innermost(error: &(dyn Error + 'static)) -> String {
    words(&chain(error))
}
