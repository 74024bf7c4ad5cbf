//! [`Suite`]: one target's wire protocol, its settings read and checked once, ready for many deliveries.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use chrono::{DateTime, FixedOffset};
use domain::delivery::{Links, Outcome};
use domain::event::{DataSet, Event};
use domain::fields::{Complaints, FieldError};
use domain::lanes::Footprint;
use domain::target::{ServerAddress, TargetConfig};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri};

use crate::answer::Answer;
use crate::catalog::spec_of;
use crate::ecology::Ecology;
use crate::landray::Landray;
use crate::mask::MASK;
use crate::settings::Settings;

/// One delivery, ready to be encoded: persons converted, links rendered.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// The event as it was taken in.
    pub event: &'a Event,
    /// The data set to send it as; that of a backfilled to-do is [`DataSet::Todo`], whatever its event says.
    pub data_set: DataSet,
    /// Whether this is a to-do that the event itself did not bring (row X2).
    pub backfilled: bool,
    /// The receiver, as the receiving system knows the person.
    pub receiver: &'a str,
    /// The creator, as the receiving system knows the person.
    pub creator: Option<&'a str>,
    /// Under which addresses the item opens.
    pub links: &'a Links,
    /// When this attempt is made.
    pub sent_at: DateTime<FixedOffset>,
}

/// One request, and what may be shown of it.
#[derive(Debug)]
pub struct Exchange {
    /// The receiver's name for what is asked of it.
    pub operation: &'static str,
    /// What is sent; its address is absolute. Holds secrets: never to be logged.
    pub request: Request<Bytes>,
    /// The body with every secret masked.
    pub shown_body: Bytes,
    /// The headers with every secret masked.
    pub shown_headers: Vec<(String, String)>,
}

/// Why a delivery cannot be made into a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EncodeFault {
    /// Row T6: never sent with an empty receiver.
    #[error("the item has no receiver")]
    NoReceiver,
    /// The protocol demands a creator.
    #[error("the item has no creator, which this push type demands")]
    NoCreator,
}

/// One target's wire protocol. Cheap to share, expensive to build: build it once per target and configuration.
pub struct Suite(Kind);

enum Kind {
    Ecology(Box<Ecology>),
    Landray(Box<Landray>),
}

impl fmt::Debug for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Kind::Ecology(_) => "Suite(ecology)",
            Kind::Landray(_) => "Suite(landray)",
        })
    }
}

impl Suite {
    /// Builds the suite of a target. `config.params` holds the values that are no secrets; `reveal` gives the secret
    /// ones by name.
    ///
    /// # Errors
    /// Every setting that is missing, unknown or wrong, as [`Suite::check`] has it.
    pub fn build(
        config: &TargetConfig,
        reveal: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Vec<FieldError>> {
        let reveal = |name: &str| {
            let written = || {
                config
                    .params
                    .get(name)
                    .and_then(serde_json::Value::as_str)
                    .map(str::to_owned)
            };
            reveal(name).or_else(written).filter(|value| !value.is_empty())
        };
        Self::check(config, &|name| reveal(name).is_some())?;
        let Some(spec) = spec_of(config.push_type) else {
            return Err(not_available());
        };
        let settings = Settings::new(spec, &config.params, &config.protocol);
        let kind = match config.push_type {
            domain::target::PushType::Landray => {
                Kind::Landray(Box::new(Landray::build(&config.server, settings, &reveal)?))
            }
            _ => Kind::Ecology(Box::new(Ecology::build(&config.server, settings, &reveal)?)),
        };
        Ok(Self(kind))
    }

    /// Checks the parameters and settings of a target without needing the values of its secrets; a secret given as
    /// text in `config.params` counts as had.
    ///
    /// # Errors
    /// Every complaint, each naming its field; `/pushType` for a push type that does not exist.
    pub fn check(config: &TargetConfig, has_secret: &dyn Fn(&str) -> bool) -> Result<(), Vec<FieldError>> {
        let Some(spec) = spec_of(config.push_type) else {
            return Err(not_available());
        };
        let mut complaints = Complaints::default();
        Settings::new(spec, &config.params, &config.protocol).check(has_secret, &mut complaints);
        complaints.into_result()
    }

    /// Whether an operation touches one person's row at the receiver or the whole request; the lanes go by it.
    pub fn footprint(&self, data_set: DataSet) -> Footprint {
        match &self.0 {
            Kind::Ecology(suite) => suite.footprint(data_set),
            Kind::Landray(suite) => suite.footprint(data_set),
        }
    }

    /// Whether an item cannot be sent without a converted creator.
    pub fn needs_creator(&self) -> bool {
        match self.0 {
            Kind::Ecology(_) => true,
            Kind::Landray(_) => false,
        }
    }

    /// The addresses of an item when no push address is bound to the target.
    pub fn standard_links(&self, request_id: &str, receiver: &str) -> Links {
        match &self.0 {
            Kind::Ecology(suite) => suite.standard_links(request_id, receiver),
            Kind::Landray(suite) => suite.standard_links(request_id, receiver),
        }
    }

    /// Makes the request for one delivery.
    ///
    /// # Errors
    /// Where the item lacks what the protocol demands; a fault of ours, never of the receiver.
    pub fn encode(&self, item: &Item<'_>) -> Result<Exchange, EncodeFault> {
        if item.receiver.trim().is_empty() {
            return Err(EncodeFault::NoReceiver);
        }
        match &self.0 {
            Kind::Ecology(suite) => suite.encode(item),
            Kind::Landray(suite) => Ok(suite.encode(item)),
        }
    }

    /// Reads an answer to an item of `data_set`: accepted, refused (with the receiver's words), or no answer.
    pub fn classify(&self, data_set: DataSet, answer: &Answer<'_>) -> Outcome {
        let outcome = match &self.0 {
            Kind::Ecology(suite) => suite.classify(data_set, answer),
            Kind::Landray(suite) => suite.classify(data_set, answer),
        };
        let mask = |text: String| self.mask(Cow::Owned(text)).into_owned();
        match outcome {
            Outcome::Accepted { message } => Outcome::Accepted {
                message: message.map(mask),
            },
            Outcome::Rejected { kind, message } => Outcome::Rejected {
                kind,
                message: mask(message),
            },
            Outcome::NoAnswer { cause, detail } => Outcome::NoAnswer {
                cause,
                detail: mask(detail),
            },
            Outcome::OwnFault { detail } => Outcome::OwnFault { detail: mask(detail) },
        }
    }

    /// `text` with this target's secrets masked: for what a receiver sent back, should it echo them.
    pub fn mask<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        match &self.0 {
            Kind::Ecology(suite) => suite.sought.mask(text),
            Kind::Landray(suite) => suite.sought.mask(text),
        }
    }
}

fn not_available() -> Vec<FieldError> {
    vec![FieldError {
        path: "/pushType".to_owned(),
        code: "PUSH_TYPE_NOT_AVAILABLE".to_owned(),
        message: "this push type does not exist in this version".to_owned(),
    }]
}

/// The parts of a request that are the same for every item.
pub(crate) struct Wire {
    headers: HeaderMap,
    shown_headers: Vec<(String, String)>,
}

impl Wire {
    pub(crate) fn new(content_type: &'static str) -> Self {
        let mut wire = Self {
            headers: HeaderMap::new(),
            shown_headers: Vec::new(),
        };
        wire.set(CONTENT_TYPE, HeaderValue::from_static(content_type));
        wire
    }

    /// Sets a header. A sensitive value is never shown; so are the values of headers that are made to hold secrets.
    pub(crate) fn set(&mut self, name: HeaderName, mut value: HeaderValue) {
        let tells_secrets = matches!(name.as_str(), "authorization" | "cookie" | "proxy-authorization");
        value.set_sensitive(value.is_sensitive() || tells_secrets);
        let shown = match value.to_str() {
            _ if value.is_sensitive() => MASK.to_owned(),
            Ok(text) => text.to_owned(),
            Err(_) => String::from_utf8_lossy(value.as_bytes()).into_owned(),
        };
        self.shown_headers.retain(|(known, _)| known != name.as_str());
        self.shown_headers.push((name.as_str().to_owned(), shown));
        self.headers.insert(name, value);
    }

    /// Sets the operator's own headers.
    pub(crate) fn set_extra(&mut self, settings: Settings<'_>) {
        for (name, value) in settings.pairs("extraHeaders") {
            if let (Ok(name), Ok(value)) = (
                HeaderName::from_bytes(name.as_bytes()),
                HeaderValue::from_str(value),
            ) {
                self.set(name, value);
            }
        }
    }

    /// A request with `body`; `shown_body` is the same with secrets masked.
    pub(crate) fn exchange(&self, door: &Door, body: Bytes, shown_body: Bytes) -> Exchange {
        let mut request = Request::new(body);
        *request.method_mut() = Method::POST;
        *request.uri_mut() = door.address.clone();
        *request.headers_mut() = self.headers.clone();
        Exchange {
            operation: door.operation,
            request,
            shown_body,
            shown_headers: self.shown_headers.clone(),
        }
    }
}

/// One operation of a receiver and where it is asked for.
pub(crate) struct Door {
    pub(crate) operation: &'static str,
    pub(crate) address: Uri,
}

impl Door {
    /// # Errors
    /// When the server address and the path make no address together.
    pub(crate) fn new(
        operation: &'static str,
        server: &ServerAddress,
        path: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let address = format!("{}{path}", server.base_url()).parse().map_err(|error| {
            vec![FieldError {
                path: "/server/basePath".to_owned(),
                code: "INVALID_PATH".to_owned(),
                message: format!("the address of {operation} is not valid: {error}"),
            }]
        })?;
        Ok(Self { operation, address })
    }
}
