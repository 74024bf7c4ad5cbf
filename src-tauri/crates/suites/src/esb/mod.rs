//! ESB action flow of E10 (row S3; protocol facts, 3): the webhook of a flow, triggered over the OpenAPI.
//!
//! * What a flow takes is its author's choice, so the body is a template with our fields in it. What the vendor's own
//!   ESB suite passes into a flow is not public; the default template is ours.
//! * `actionFlow` is the key of the webhook, or the path or whole address that the flow's page shows.
//! * The OpenAPI is [signed on to](crate::openapi), unless `auth` is `none` for a flow that is open.
//! * A flow touches what its author makes it touch; lanes go by the receiver.
//! * The internal trigger needs a login session, the Java SDK a Java program: neither is for us.

mod classify;
mod encode;
mod spec;
pub(crate) mod webhook;

use chrono::FixedOffset;
use domain::delivery::{Links, Outcome};
use domain::event::DataSet;
use domain::fields::{Complaints, FieldError};
use domain::lanes::Footprint;
use domain::target::ServerAddress;

use crate::answer::Answer;
use crate::body_template::BodyTemplate;
use crate::links::StandardLinks;
use crate::mask::Sought;
use crate::matcher::Matcher;
use crate::messages::OwnRules;
use crate::openapi::{self, OpenApi, Placement};
use crate::settings::Settings;
use crate::sign_on::SignOn;
use crate::suite::{Door, EncodeFault, Exchange, Item, Protocol, Wire};
use webhook::Webhook;

pub(crate) use spec::spec;

/// The wire protocol of one ESB target.
pub(crate) struct Esb {
    /// Nothing where flows are open.
    openapi: Option<OpenApi>,
    wire: Wire,
    trigger: Door,
    placement: Placement,
    template: BodyTemplate,
    offset: Option<FixedOffset>,
    links: StandardLinks,
    success: Matcher,
    message_field: String,
    own_rules: OwnRules,
    /// Of a target that signs nothing on.
    no_secrets: Sought,
}

impl Esb {
    pub(crate) fn build(
        server: &ServerAddress,
        settings: Settings<'_>,
        reveal: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Vec<FieldError>> {
        let mut wire = Wire::new(openapi::JSON);
        wire.set_extra(settings);
        let template =
            BodyTemplate::new(settings.text("bodyTemplate"), spec::PLACEHOLDERS).map_err(|fault| {
                vec![FieldError {
                    path: "/protocol/bodyTemplate".to_owned(),
                    code: fault.code.to_owned(),
                    message: fault.message,
                }]
            })?;
        let openapi = match settings.text("auth") {
            "none" => None,
            _ => Some(OpenApi::build(server, settings, reveal)?),
        };
        Ok(Self {
            openapi,
            wire,
            trigger: Webhook::new(settings.text("actionFlow")).door(server, settings)?,
            placement: Placement::new(settings),
            template,
            offset: settings.offset("timeOffset"),
            links: StandardLinks::new(settings),
            success: Matcher::new(settings, "successField", "successValues"),
            message_field: settings.text("messageField").to_owned(),
            own_rules: OwnRules::new(&settings.pairs("messageRules")),
            no_secrets: Sought::default(),
        })
    }
}

/// What the settings alone cannot tell: a whole address must be one of the target's server, or the connection test, the
/// breaker and the log would speak of another system than the one that is sent to.
pub(crate) fn check(server: &ServerAddress, settings: Settings<'_>, complaints: &mut Complaints) {
    let flow = settings.text("actionFlow");
    if webhook::is_webhook(flow) && !Webhook::new(flow).is_at(server) {
        complaints.add(
            "/params/actionFlow",
            "INVALID_ADDRESS",
            "must be an address of the target's own server",
        );
    }
}

impl Protocol for Esb {
    fn footprint(&self, _data_set: DataSet) -> Footprint {
        Footprint::Receiver
    }

    fn standard_links(&self, request_id: &str, receiver: &str) -> Links {
        self.links.of(request_id, receiver)
    }

    fn encode(&self, item: &Item<'_>) -> Result<Exchange, EncodeFault> {
        self.request(item)
    }

    /// Every data set is read alike.
    fn classify(&self, _data_set: DataSet, answer: &Answer<'_>) -> Outcome {
        self.outcome(answer)
    }

    fn sought(&self) -> &Sought {
        self.openapi.as_ref().map_or(&self.no_secrets, OpenApi::sought)
    }

    fn sign_on(&self) -> Option<&dyn SignOn> {
        self.openapi.as_ref().map(|openapi| openapi as &dyn SignOn)
    }
}
