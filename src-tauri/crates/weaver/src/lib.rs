//! The OA's own interfaces (rows O2, O3, W2, W6; protocol facts, 6 to 8): the token sign-on, the workflow lists, the
//! organisation's pages.
//!
//! [`Oa`] is one OA. What it guarantees:
//!
//! * it registers once and keeps what it was given in the secret store: a second registration would make what others were
//!   given worthless;
//! * of one operator at most one token is applied for at a time, whoever waits for it gets the same token or the same
//!   refusal, and at most [`MOST_OPERATORS`] tokens are kept;
//! * a call whose token the OA has forgotten is made once more with a new one, never more than once;
//! * there are no cookies, and of an answer only what is named here is kept: no password hash of a person passes.

mod answer;
mod check;
mod hrm;
mod keys;
mod sign_on;
mod workflow;

use std::time::Duration;

use bytes::Bytes;
use domain::oa::{OaConnection, TOKEN_SEED};
use http::{HeaderName, HeaderValue, Method, Request, header};
use secrets::{Secret, Secrets};
use serde_json::Value;
use transport::{Client, ClientOptions};

pub use answer::{OaFault, OaFaultKind};
pub use check::{CheckStage, CheckStep, StepState};
pub use hrm::{HrmList, HrmPage, HrmQuery, HrmRow};
pub use sign_on::MOST_OPERATORS;
pub use workflow::{RequestPage, RequestRow, WorkflowList};

/// What answers mean, without a socket.
pub mod reading {
    pub use crate::answer::json;
    pub use crate::hrm::read_page as organisation_page;
    pub use crate::workflow::{read_count as request_count, read_page as request_page};
}

use sign_on::SignOn;

/// Largest answer that is read: a page of two thousand persons has some megabytes.
const MOST_ANSWER: usize = 16 * 1024 * 1024;
/// Connections that are kept open.
const CONNECTIONS: usize = 32;

/// One OA and what it has granted us. Share it: clones of what it was given are not needed.
#[derive(Debug)]
pub struct Oa {
    connection: OaConnection,
    http: Client,
    seed: Option<Secret>,
    sign_on: SignOn,
}

impl Oa {
    /// `name` is what the registration is kept under in the secret store; `seed` is the organisation's token seed.
    ///
    /// # Errors
    /// The address, the proxy or the certificates cannot be used; in words.
    pub fn new(
        connection: OaConnection,
        seed: Option<Secret>,
        (secrets, name): (Secrets, String),
    ) -> Result<Self, String> {
        let options = ClientOptions {
            base_url: connection.server.base_url(),
            tls: connection.tls.clone(),
            proxy: connection.proxy.clone(),
            connect_timeout: Duration::from_millis(connection.patience.connect_timeout_ms.into()),
            total_timeout: Duration::from_millis(connection.patience.response_timeout_ms.into()),
            most_body: MOST_ANSWER,
            most_connections: CONNECTIONS,
        };
        let http = Client::new(options).map_err(|error| error.to_string())?;
        Ok(Self {
            sign_on: SignOn::new(secrets, name),
            connection,
            http,
            seed,
        })
    }

    /// How it is reached.
    pub fn connection(&self) -> &OaConnection {
        &self.connection
    }

    fn seed(&self) -> Result<&Secret, OaFault> {
        let missing = || OaFault::not_configured(format!("没有设置 {TOKEN_SEED}（人力组织接口的标识）"));
        self.seed.as_ref().ok_or_else(missing)
    }

    /// A request to a path of the OA. Header names come from the configuration, which has checked them.
    fn request(
        &self,
        (method, path): (Method, &str),
        headers: &[(&str, &str)],
        body: Option<(&'static str, Bytes)>,
    ) -> Result<Request<Bytes>, OaFault> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.connection.server.base_url()));
        for (name, value) in headers {
            let wrong = |_| OaFault::not_configured(format!("请求头 {name} 的名称或值不能发送"));
            let name = HeaderName::try_from(*name).map_err(|error| wrong(error.to_string()))?;
            let value = HeaderValue::try_from(*value).map_err(|error| wrong(error.to_string()))?;
            request = request.header(name, value);
        }
        let body = match body {
            Some((content_type, body)) => {
                request = request.header(header::CONTENT_TYPE, content_type);
                body
            }
            None => Bytes::new(),
        };
        request
            .body(body)
            .map_err(|error| OaFault::not_configured(format!("请求地址不正确：{error}")))
    }

    /// Sends a request and gives the JSON of its answer.
    async fn ask(&self, request: Request<Bytes>) -> Result<Value, OaFault> {
        let answer = self.http.send(request).await?;
        if answer.truncated {
            return Err(OaFault::unreadable(format!(
                "应答超过 {} MiB",
                MOST_ANSWER / 1024 / 1024
            )));
        }
        answer::json(answer.status, &answer.body)
    }
}

/// `application/x-www-form-urlencoded` in UTF-8, as the OA wants it of every call.
const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";

fn form(fields: &[(&str, &str)]) -> Bytes {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    Bytes::from(form.finish())
}
