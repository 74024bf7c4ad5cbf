//! Posting a batch to the intake over real HTTP.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Method, Request, StatusCode, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// An intake that does not answer within this time is tried again later.
const PATIENCE: Duration = Duration::from_secs(20);
/// How much of an answer is read, and how much of it is shown as the last error.
const MOST_ANSWER: usize = 64 * 1024;
const MOST_SHOWN: usize = 500;

/// Where and as whom to post.
#[derive(Clone)]
pub(crate) struct Intake {
    uri: http::Uri,
    authorization: HeaderValue,
}

/// Why an address or a token cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BadIntake {
    #[error("{0} is no address to post to")]
    Address(String, #[source] http::uri::InvalidUri),
    #[error("the token holds characters that no header may hold")]
    Token(#[source] header::InvalidHeaderValue),
}

impl Intake {
    /// `base_url` without a slash at its end.
    pub(crate) fn new(base_url: &str, token: &str) -> Result<Self, BadIntake> {
        let address = format!("{}/api/v1/intake/batches", base_url.trim_end_matches('/'));
        let uri = address
            .parse()
            .map_err(|source| BadIntake::Address(address, source))?;
        let mut authorization =
            HeaderValue::from_str(&format!("Bearer {token}")).map_err(BadIntake::Token)?;
        authorization.set_sensitive(true);
        Ok(Self { uri, authorization })
    }
}

/// What became of a post.
#[derive(Debug)]
pub(crate) enum Posted {
    /// On the intake's disk.
    Taken,
    /// The intake will never take it.
    Refused(String),
    /// Not taken now: try again, not before `after` if the intake said so.
    Later { after: Option<Duration>, why: String },
}

/// Keeps connections alive between posts.
#[derive(Clone)]
pub(crate) struct Postman(Client<HttpConnector, Full<Bytes>>);

impl Postman {
    pub(crate) fn new() -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        connector.set_connect_timeout(Some(Duration::from_secs(3)));
        Self(Client::builder(TokioExecutor::new()).build(connector))
    }

    /// Posts one batch once.
    pub(crate) async fn post(&self, intake: &Intake, body: Bytes) -> Posted {
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = intake.uri.clone();
        let headers = request.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::AUTHORIZATION, intake.authorization.clone());
        let exchange = async {
            let answer = self.0.request(request).await.map_err(|error| told(&error))?;
            let (parts, body) = answer.into_parts();
            let body = Limited::new(body, MOST_ANSWER)
                .collect()
                .await
                .map_err(|error| told(&*error))?;
            Ok::<_, String>((parts, body.to_bytes()))
        };
        match tokio::time::timeout(PATIENCE, exchange).await {
            Err(_) => Posted::Later {
                after: None,
                why: format!("no answer within {} s", PATIENCE.as_secs()),
            },
            Ok(Err(why)) => Posted::Later { after: None, why },
            Ok(Ok((parts, body))) => judge(parts.status, &parts.headers, &body),
        }
    }
}

/// The error with its sources: hyper's own text alone says too little.
fn told(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        text = format!("{text}: {source}");
        next = source.source();
    }
    text
}

/// What the contract's answers mean. Whatever another try could cure is tried again, a wrong token too: the operator
/// may give the right one.
fn judge(status: StatusCode, headers: &http::HeaderMap, body: &[u8]) -> Posted {
    if status.is_success() {
        return Posted::Taken;
    }
    let shown = String::from_utf8_lossy(&body[..body.len().min(MOST_SHOWN)]);
    let why = format!("HTTP {}: {shown}", status.as_u16());
    let curable = status.is_server_error()
        || matches!(
            status,
            StatusCode::UNAUTHORIZED
                | StatusCode::FORBIDDEN
                | StatusCode::NOT_FOUND
                | StatusCode::REQUEST_TIMEOUT
                | StatusCode::TOO_MANY_REQUESTS
        );
    if !curable {
        return Posted::Refused(why);
    }
    let seconds = headers
        .get(header::RETRY_AFTER)
        .and_then(|value| value.to_str().ok()?.parse().ok());
    Posted::Later {
        after: seconds.map(Duration::from_secs),
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(status: u16) -> Posted {
        judge(
            StatusCode::from_u16(status).unwrap(),
            &http::HeaderMap::new(),
            b"why",
        )
    }

    #[test]
    fn only_what_no_further_try_can_cure_is_given_up() {
        assert!(matches!(judged(200), Posted::Taken));
        for status in [400, 409, 413, 415, 422] {
            assert!(matches!(judged(status), Posted::Refused(_)), "{status}");
        }
        for status in [401, 403, 404, 429, 500, 502, 503, 507] {
            assert!(matches!(judged(status), Posted::Later { .. }), "{status}");
        }
        let mut headers = http::HeaderMap::new();
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("7"));
        let told = judge(StatusCode::SERVICE_UNAVAILABLE, &headers, b"");
        assert!(matches!(told, Posted::Later { after: Some(after), .. } if after == Duration::from_secs(7)));
    }
}
