//! [`Suite`]: one target's wire protocol, its settings read and checked once, ready for many deliveries.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, FixedOffset};
use domain::delivery::{Links, Outcome};
use domain::event::{DataSet, Event};
use domain::fields::{Complaints, FieldError};
use domain::lanes::Footprint;
use domain::target::{PushType, ServerAddress, TargetConfig};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri};

use crate::answer::Answer;
use crate::asking::Asking;
use crate::catalog::spec_of;
use crate::custom::{Adapter, Custom};
use crate::e10::E10;
use crate::ecology::Ecology;
use crate::esb::{self, Esb};
use crate::landray::{Cleanup, Landray};
use crate::mask::{MASK, Sought, TELLTALE_HEADERS};
use crate::settings::Settings;
use crate::sign_on::{SignOn, Token};
use crate::wisedu::Wisedu;

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
    /// What the receiver gave at the sign-on, for suites that [sign on](Suite::sign_on).
    pub token: Option<&'a Token>,
}

/// One request, and what may be shown of it. Printing it prints what may be shown.
pub struct Exchange {
    /// The receiver's name for what is asked of it.
    pub operation: Cow<'static, str>,
    /// What is sent; its address is absolute. Holds secrets: never to be logged.
    pub request: Request<Bytes>,
    /// The address with every secret masked.
    pub shown_url: String,
    /// The body with every secret masked.
    pub shown_body: Bytes,
    /// The headers with every secret masked.
    pub shown_headers: Vec<(String, String)>,
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange")
            .field("operation", &self.operation)
            .field("url", &self.shown_url)
            .field("headers", &self.shown_headers)
            .field("body", &self.shown_body)
            .finish()
    }
}

/// Why a delivery cannot be made into a request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EncodeFault {
    /// Row T6: never sent with an empty receiver.
    #[error("the item has no receiver")]
    NoReceiver,
    /// What goes into the query makes it longer than an address can be.
    #[error("the address of the request would be too long")]
    AddressTooLong,
    /// The protocol demands a creator.
    #[error("the item has no creator, which this push type demands")]
    NoCreator,
    /// An operator-written adapter failed or made no request (row S7).
    #[error("{0}")]
    Adapter(String),
}

/// Whether a value may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    AsItIs,
    Masked,
}

impl Exchange {
    /// The same with one more parameter in the query.
    ///
    /// # Errors
    /// When that makes the address too long.
    pub(crate) fn with_query(mut self, name: &str, value: &str, shown: Shown) -> Result<Self, EncodeFault> {
        let mark = |address: &str| if address.contains('?') { '&' } else { '?' };
        let address = self.request.uri().to_string();
        let value = domain::address::encode(value);
        let longer = format!("{address}{}{name}={value}", mark(&address));
        *self.request.uri_mut() = longer.parse().map_err(|_| EncodeFault::AddressTooLong)?;
        let mark = mark(&self.shown_url);
        let value = match shown {
            Shown::AsItIs => value.as_str(),
            Shown::Masked => MASK,
        };
        self.shown_url.push_str(&format!("{mark}{name}={value}"));
        Ok(self)
    }

    /// The same with a masked parameter in the address that is shown: for a dry run, which has no token.
    pub(crate) fn with_shown_query(mut self, name: &str) -> Self {
        let mark = if self.shown_url.contains('?') { '&' } else { '?' };
        self.shown_url.push_str(&format!("{mark}{name}={MASK}"));
        self
    }

    /// The same asked for with GET.
    pub(crate) fn into_get(mut self) -> Self {
        *self.request.method_mut() = Method::GET;
        self
    }
}

/// What each push type does in its own way. It holds the settings of one target, read once.
pub(crate) trait Protocol: Send + Sync {
    /// Whether an operation touches one person's row at the receiver or the whole request.
    fn footprint(&self, data_set: DataSet) -> Footprint;

    /// Whether an item of `data_set` cannot be sent without a converted creator.
    fn needs_creator(&self, _data_set: DataSet) -> bool {
        false
    }

    /// The addresses of an item when no push address is bound.
    fn standard_links(&self, request_id: &str, receiver: &str) -> Links;

    /// The request of an item that has a receiver.
    fn encode(&self, item: &Item<'_>) -> Result<Exchange, EncodeFault>;

    /// Reads an answer; its words need not be masked yet.
    fn classify(&self, data_set: DataSet, answer: &Answer<'_>) -> Outcome;

    /// How the receiver is asked what it shows, where it can be.
    fn asking(&self) -> Option<&dyn Asking> {
        None
    }

    /// The target's secrets, to be masked in what comes back.
    fn sought(&self) -> &Sought;

    /// How the receiver is signed on to, where its protocol asks for that.
    fn sign_on(&self) -> Option<&dyn SignOn> {
        None
    }
}

/// One target's wire protocol. Cheap to share, expensive to build: build it once per target and configuration.
pub struct Suite {
    push_type: PushType,
    protocol: Box<dyn Protocol>,
}

impl fmt::Debug for Suite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Suite({:?})", self.push_type)
    }
}

impl Suite {
    /// Builds the suite of a target. `config.params` holds the values that are no secrets; `reveal` gives the secret
    /// ones by name; `adapter` is the one that `config.adapter` names.
    ///
    /// # Errors
    /// Every setting that is missing, unknown or wrong, as [`Suite::check`] has it.
    pub fn build(
        config: &TargetConfig,
        adapter: Option<&Arc<Adapter>>,
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
        Self::check(config, adapter, &|name| reveal(name).is_some())?;
        let spec = spec_of(config.push_type, adapter)?;
        let settings = Settings::new(spec, &config.params, &config.protocol);
        let server = &config.server;
        let protocol: Box<dyn Protocol> = match config.push_type {
            PushType::Custom => {
                let adapter = adapter.expect("spec_of has refused a custom target without an adapter");
                Box::new(Custom::build(server, adapter, settings, &reveal))
            }
            PushType::Ecology => Box::new(Ecology::build(server, settings, &reveal)?),
            PushType::E10 => Box::new(E10::build(server, settings, &reveal)?),
            PushType::Esb => Box::new(Esb::build(server, settings, &reveal)?),
            PushType::Landray => Box::new(Landray::build(server, settings, &reveal)?),
            PushType::Wisedu => Box::new(Wisedu::build(server, settings, &reveal)?),
            PushType::LandrayCleanup => Box::new(Cleanup::build(server, settings, &reveal)?),
        };
        Ok(Self {
            push_type: config.push_type,
            protocol,
        })
    }

    /// Checks the parameters and settings of a target without needing the values of its secrets; a secret given as
    /// text in `config.params` counts as had.
    ///
    /// # Errors
    /// Every complaint, each naming its field; `/pushType` for a push type that does not exist, `/adapter/class` for
    /// an adapter that does not.
    pub fn check(
        config: &TargetConfig,
        adapter: Option<&Arc<Adapter>>,
        has_secret: &dyn Fn(&str) -> bool,
    ) -> Result<(), Vec<FieldError>> {
        let spec = spec_of(config.push_type, adapter)?;
        let mut complaints = Complaints::default();
        let settings = Settings::new(spec, &config.params, &config.protocol);
        settings.check(has_secret, &mut complaints);
        if config.push_type == PushType::Esb {
            esb::check(&config.server, settings, &mut complaints);
        }
        complaints.into_result()
    }

    /// Whether an operation touches one person's row at the receiver or the whole request; the lanes go by it.
    pub fn footprint(&self, data_set: DataSet) -> Footprint {
        self.protocol.footprint(data_set)
    }

    /// Whether an item of `data_set` cannot be sent without a converted creator.
    pub fn needs_creator(&self, data_set: DataSet) -> bool {
        self.protocol.needs_creator(data_set)
    }

    /// The addresses of an item when no push address is bound to the target.
    pub fn standard_links(&self, request_id: &str, receiver: &str) -> Links {
        self.protocol.standard_links(request_id, receiver)
    }

    /// How the receiver is signed on to before anything is sent; nothing where the protocol knows no tokens.
    pub fn sign_on(&self) -> Option<&dyn SignOn> {
        self.protocol.sign_on()
    }

    /// How the receiver is asked what it shows; nothing where its protocol cannot.
    pub fn asking(&self) -> Option<&dyn Asking> {
        self.protocol.asking()
    }

    /// Makes the request for one delivery.
    ///
    /// # Errors
    /// Where the item lacks what the protocol demands; a fault of ours, never of the receiver.
    pub fn encode(&self, item: &Item<'_>) -> Result<Exchange, EncodeFault> {
        if item.receiver.trim().is_empty() {
            return Err(EncodeFault::NoReceiver);
        }
        self.protocol.encode(item)
    }

    /// Reads an answer to an item of `data_set` that was sent with `token`: accepted, refused (with the receiver's
    /// words), or no answer.
    pub fn classify(&self, data_set: DataSet, token: Option<&Token>, answer: &Answer<'_>) -> Outcome {
        self.masked(token, self.protocol.classify(data_set, answer))
    }

    /// An outcome whose words hold no secret.
    pub fn masked(&self, token: Option<&Token>, outcome: Outcome) -> Outcome {
        let mask = |text: String| self.mask(token, Cow::Owned(text)).into_owned();
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

    /// `text` with this target's secrets and the token masked: for what a receiver sent back, should it echo them.
    pub fn mask<'t>(&self, token: Option<&Token>, text: Cow<'t, str>) -> Cow<'t, str> {
        let text = self.protocol.sought().mask(text);
        match token {
            Some(token) => token.sought().mask(text),
            None => text,
        }
    }
}

/// The parts of a request that are the same for every item.
pub(crate) struct Wire {
    headers: HeaderMap,
    shown_headers: Vec<(String, String)>,
}

impl Wire {
    pub(crate) fn new(content_type: &'static str) -> Self {
        let mut wire = Self::bodiless();
        wire.set(CONTENT_TYPE, HeaderValue::from_static(content_type));
        wire
    }

    /// For requests without a body.
    pub(crate) fn bodiless() -> Self {
        Self {
            headers: HeaderMap::new(),
            shown_headers: Vec::new(),
        }
    }

    /// Sets the header `name` to a parameter of the target; `param` is its name.
    ///
    /// # Errors
    /// When no header can hold the value.
    pub(crate) fn set_param(
        &mut self,
        name: &str,
        value: &str,
        param: (&str, Shown),
    ) -> Result<(), Vec<FieldError>> {
        let (param, shown) = param;
        let wrong = |_| {
            vec![FieldError {
                path: format!("/params/{param}"),
                code: "INVALID_HEADER".to_owned(),
                message: "must be a value that an HTTP header can hold".to_owned(),
            }]
        };
        let mut value = HeaderValue::from_str(value).map_err(wrong)?;
        value.set_sensitive(shown == Shown::Masked);
        if let Ok(name) = HeaderName::from_bytes(name.as_bytes()) {
            self.set(name, value);
        }
        Ok(())
    }

    /// Sets a header. A sensitive value is never shown; so are the values of headers that are made to hold secrets.
    pub(crate) fn set(&mut self, name: HeaderName, mut value: HeaderValue) {
        let tells_secrets = TELLTALE_HEADERS.contains(&name.as_str());
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
            operation: Cow::Borrowed(door.operation),
            request,
            shown_url: door.shown.clone(),
            shown_body,
            shown_headers: self.shown_headers.clone(),
        }
    }
}

/// One operation of a receiver and where it is asked for.
pub(crate) struct Door {
    pub(crate) operation: &'static str,
    pub(crate) address: Uri,
    /// The address as it may be shown.
    pub(crate) shown: String,
}

impl Door {
    /// # Errors
    /// When the server address and the path make no address together.
    pub(crate) fn new(
        operation: &'static str,
        server: &ServerAddress,
        path: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let shown = format!("{}{path}", server.base_url());
        let address = shown.parse().map_err(|error| {
            vec![FieldError {
                path: "/server/basePath".to_owned(),
                code: "INVALID_PATH".to_owned(),
                message: format!("the address of {operation} is not valid: {error}"),
            }]
        })?;
        Ok(Self {
            operation,
            address,
            shown,
        })
    }
}
