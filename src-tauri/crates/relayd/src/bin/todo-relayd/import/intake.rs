//! The intake of an engine that runs, as its callers see it.

use std::time::{Duration, Instant};

use bytes::Bytes;
use domain::target::TlsOptions;
use http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Request};
use serde::Deserialize;
use transport::{BuildError, Client, ClientOptions, MOST_BODY, SendError};

/// How long an engine that says "come again" is asked again.
const PATIENCE: Duration = Duration::from_secs(120);
/// The pause when it does not say when.
const USUAL_PAUSE: Duration = Duration::from_secs(1);

/// What became of a batch.
#[derive(Debug)]
pub(super) enum Answer {
    /// It is in.
    Taken {
        /// Events.
        accepted: u64,
        /// It had been in before.
        duplicate: bool,
    },
    /// It is at fault.
    Refused(String),
}

/// The engine did not answer about the batch.
#[derive(Debug, thiserror::Error)]
pub(super) enum IntakeTrouble {
    #[error("the address is not good")]
    Address(#[source] BuildError),
    #[error("the token cannot be sent")]
    Token,
    #[error("{0}")]
    NoAnswer(String),
    #[error("it answered {status}: {detail}")]
    Refused { status: u16, detail: String },
}

pub(super) struct Intake {
    client: Client,
    address: String,
    bearer: HeaderValue,
}

#[derive(Deserialize)]
struct Receipt {
    accepted: u64,
    duplicate: bool,
}

#[derive(Deserialize)]
struct Problem {
    detail: String,
}

impl Intake {
    pub(super) fn new(url: &str, token: &str) -> Result<Self, IntakeTrouble> {
        let url = url.trim_end_matches('/');
        let client = Client::new(ClientOptions {
            base_url: url.to_owned(),
            proxy: None,
            tls: TlsOptions::default(),
            connect_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(60),
            most_body: MOST_BODY,
            most_connections: 1,
        })
        .map_err(IntakeTrouble::Address)?;
        let mut bearer =
            HeaderValue::from_str(&format!("Bearer {token}")).map_err(|_| IntakeTrouble::Token)?;
        bearer.set_sensitive(true);
        Ok(Self {
            client,
            address: format!("{url}/api/v1/intake/batches"),
            bearer,
        })
    }

    /// Hands one batch in; asks again while the engine cannot take more.
    pub(super) async fn hand_in(&self, body: Bytes) -> Result<Answer, IntakeTrouble> {
        let began = Instant::now();
        loop {
            let answer = self.client.send(self.request(body.clone())?).await;
            let answer = answer.map_err(|error: SendError| IntakeTrouble::NoAnswer(error.detail))?;
            let detail = || {
                serde_json::from_slice::<Problem>(&answer.body)
                    .map_or_else(|_| "no word of the engine".to_owned(), |problem| problem.detail)
            };
            match answer.status {
                200 => {
                    let receipt: Receipt = serde_json::from_slice(&answer.body).map_err(|error| {
                        IntakeTrouble::NoAnswer(format!("its answer cannot be read: {error}"))
                    })?;
                    return Ok(Answer::Taken {
                        accepted: receipt.accepted,
                        duplicate: receipt.duplicate,
                    });
                }
                400 | 413 => return Ok(Answer::Refused(detail())),
                429 | 503 if began.elapsed() < PATIENCE => tokio::time::sleep(pause(&answer.headers)).await,
                status => {
                    return Err(IntakeTrouble::Refused {
                        status,
                        detail: detail(),
                    });
                }
            }
        }
    }

    fn request(&self, body: Bytes) -> Result<Request<Bytes>, IntakeTrouble> {
        Request::post(&self.address)
            .header(CONTENT_TYPE, "application/json")
            .header(AUTHORIZATION, &self.bearer)
            .body(body)
            .map_err(|error| IntakeTrouble::NoAnswer(error.to_string()))
    }
}

fn pause(headers: &HeaderMap) -> Duration {
    let seconds = headers
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok()?.parse().ok());
    seconds.map_or(USUAL_PAUSE, |seconds: u64| Duration::from_secs(seconds.min(30)))
}
