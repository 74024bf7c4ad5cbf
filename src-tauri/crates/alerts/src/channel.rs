//! [`Channel`]: a channel's settings, read once, ready to speak.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Utc};
use domain::alert::{ChannelConfig, ChannelKind, PLACEHOLDERS};
use domain::directory::Person;
use domain::fields::{Complaints, FieldError};
use serde_json::{Map, Value};
use suites::{Answer, Settings, Sought, check_template};

use crate::catalog::{ChannelSpec, Reaches, spec_of};
use crate::message::Message;
use crate::parcel::Parcel;
use crate::{bridge, gateway, mail, robots, sms};

/// Recipients of one message at most: what the narrowest of the services takes.
const MOST_ADDRESSES: usize = 200;

/// When something is said, and what makes this once differ from others.
#[derive(Debug, Clone, Copy)]
pub struct Occasion<'a> {
    /// Now; signatures hold the time.
    pub now: DateTime<Utc>,
    /// Never used before: signatures hold it.
    pub nonce: &'a str,
    /// The same for every try of one message.
    pub message_id: &'a str,
}

/// A channel that can speak. It cannot be printed: it holds secrets.
pub struct Channel {
    kind: ChannelKind,
    spec: &'static ChannelSpec,
    params: Map<String, Value>,
    secrets: BTreeMap<String, String>,
    sought: Sought,
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channel")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// Checks a channel as a whole. `has_secret` says which secrets are there already.
pub fn check(config: &ChannelConfig, has_secret: &dyn Fn(&str) -> bool, complaints: &mut Complaints) {
    config.check(complaints);
    let spec = spec_of(config.kind);
    let settings = Settings::of(&spec.params, &config.params);
    settings.check(has_secret, complaints);
    if config.merge_seconds < spec.least_seconds {
        let message = format!("must be at least {}", spec.least_seconds);
        complaints.add("/mergeSeconds", "OUT_OF_RANGE", message);
    }
    for (path, template) in [("/subject", &config.subject), ("/text", &config.text)] {
        if let Err(unknown) = check_template(template, PLACEHOLDERS) {
            let message = format!("does not know the placeholder {{{unknown}}}");
            complaints.add(path, "UNKNOWN_PLACEHOLDER", message);
        }
    }
    let extra = settings.text("to");
    let has_nobody = config.recipients.persons.is_empty() && config.recipients.roles.is_empty();
    let needs_some =
        matches!(spec.reaches, Reaches::Email | Reaches::Mobile) || config.kind == ChannelKind::EBridge;
    if needs_some && has_nobody && extra.is_empty() {
        complaints.add("/recipients", "REQUIRED", "must name somebody to be told");
    }
    if config.kind == ChannelKind::Http {
        gateway::check(settings, complaints);
    }
}

/// By what a person is known to a channel.
fn address<'p>(spec: &ChannelSpec, settings: Settings<'_>, person: &'p Person) -> Option<&'p str> {
    let address = match spec.reaches {
        Reaches::Nobody => None,
        Reaches::Email => person.email.as_deref(),
        Reaches::Mobile | Reaches::Mention => person.mobile.as_deref(),
        Reaches::Key => match settings.text("personKey") {
            "workCode" => person.work_code.as_deref(),
            "id" => Some(person.id.as_str()),
            "mobile" => person.mobile.as_deref(),
            "email" => person.email.as_deref(),
            "externalId" => person.external_id.as_deref(),
            // Left out, a choice is its first word.
            _ => person.login_id.as_deref(),
        },
    };
    address.map(str::trim).filter(|text| !text.is_empty())
}

/// Whether a person would not be told, for want of an address of the channel's kind.
pub fn lacks_address(config: &ChannelConfig, person: &Person) -> bool {
    let spec = spec_of(config.kind);
    let settings = Settings::of(&spec.params, &config.params);
    spec.reaches != Reaches::Nobody && address(spec, settings, person).is_none()
}

/// What a message puts into the provider's own template, by the names that the provider gives; nothing for a channel
/// that has none.
pub fn template_values(config: &ChannelConfig, message: &Message) -> Vec<(String, String)> {
    let spec = spec_of(config.kind);
    sms::template_values(config.kind, Settings::of(&spec.params, &config.params), message)
}

impl Channel {
    /// Checks the settings, and takes the secrets in that `secret` gives by name.
    ///
    /// # Errors
    /// Every complaint, each naming its field.
    pub fn build(
        config: &ChannelConfig,
        secret: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Vec<FieldError>> {
        let mut complaints = Complaints::default();
        check(config, &|name| secret(name).is_some(), &mut complaints);
        complaints.into_result()?;
        let spec = spec_of(config.kind);
        let mut secrets = BTreeMap::new();
        for name in spec.secret_params() {
            let written = config.params.get(name).and_then(Value::as_str).map(str::to_owned);
            if let Some(value) = written.filter(|text| !text.is_empty()).or_else(|| secret(name)) {
                secrets.insert(name.to_owned(), value.trim().to_owned());
            }
        }
        let pieces: Vec<String> = secrets.values().flat_map(|value| telling_pieces(value)).collect();
        Ok(Self {
            kind: config.kind,
            spec,
            params: config.params.clone(),
            sought: Sought::new(pieces.iter().map(String::as_str)),
            secrets,
        })
    }

    pub(crate) fn settings(&self) -> Settings<'_> {
        Settings::of(&self.spec.params, &self.params)
    }

    /// A secret; empty where there is none.
    pub(crate) fn secret(&self, name: &str) -> &str {
        self.secrets.get(name).map_or("", String::as_str)
    }

    /// The addresses of `persons` as this channel knows them, each once, and the names of those who have none.
    ///
    /// # Errors
    /// In words: nobody can be reached, or too many would be.
    pub fn addresses<'p>(
        &self,
        persons: impl IntoIterator<Item = &'p Person>,
    ) -> Result<(Vec<String>, Vec<String>), String> {
        let (mut addresses, mut without) = (Vec::new(), Vec::new());
        for person in persons {
            match address(self.spec, self.settings(), person) {
                Some(address) => addresses.push(address.to_owned()),
                None => without.push(person.name.clone()),
            }
        }
        addresses.extend(self.extra());
        let mut seen = std::collections::HashSet::new();
        addresses.retain(|address| seen.insert(address.clone()));
        if addresses.len() > MOST_ADDRESSES {
            return Err(format!(
                "提醒对象共 {} 人，超过一次最多 {MOST_ADDRESSES} 人",
                addresses.len()
            ));
        }
        let what = match self.spec.reaches {
            Reaches::Nobody => return Ok((Vec::new(), Vec::new())),
            // A group is told whether or not somebody is mentioned; a gateway may know its recipients by itself.
            Reaches::Mention => return Ok((addresses, without)),
            Reaches::Key if self.kind == ChannelKind::Http => return Ok((addresses, without)),
            Reaches::Email => "邮箱",
            Reaches::Mobile => "手机号",
            Reaches::Key => "对应的标识",
        };
        if addresses.is_empty() {
            return Err(format!("提醒对象中没有人有{what}：{}", without.join("、")));
        }
        Ok((addresses, without))
    }

    /// Addresses that are written into the channel itself.
    fn extra(&self) -> Vec<String> {
        let extra = self.settings().text("to").split([',', '，', ';', '；']);
        extra
            .map(str::trim)
            .filter(|address| !address.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// Makes a parcel of a message.
    ///
    /// # Errors
    /// In words: the settings do not make one.
    pub fn encode(
        &self,
        message: &Message,
        addresses: &[String],
        occasion: Occasion<'_>,
    ) -> Result<Parcel, String> {
        match self.kind {
            ChannelKind::Native => Ok(Parcel::Notice),
            ChannelKind::Email => Ok(mail::letter(self, message, addresses, occasion)),
            ChannelKind::Wecom => robots::wecom(self, message, addresses),
            ChannelKind::Dingtalk => robots::dingtalk(self, message, addresses, occasion),
            ChannelKind::Feishu => robots::feishu(self, message, occasion),
            ChannelKind::EBridge => bridge::request(self, message, addresses),
            ChannelKind::AliyunSms => sms::aliyun(self, message, addresses, occasion),
            ChannelKind::TencentSms => sms::tencent(self, message, addresses, occasion),
            ChannelKind::Http => gateway::request(self, message, addresses),
        }
    }

    /// What an answer means; `Ok` may hold a remark, such as numbers that were refused.
    ///
    /// # Errors
    /// In words: the message was not taken.
    pub fn read(&self, answer: &Answer<'_>) -> Result<Option<String>, String> {
        let read = match self.kind {
            ChannelKind::Native | ChannelKind::Email => Ok(None),
            ChannelKind::Wecom | ChannelKind::Dingtalk => robots::read_errcode(answer),
            ChannelKind::Feishu => robots::read_feishu(answer),
            ChannelKind::EBridge => robots::read_errcode(answer),
            ChannelKind::AliyunSms => sms::read_aliyun(answer),
            ChannelKind::TencentSms => sms::read_tencent(answer),
            ChannelKind::Http => gateway::read(self.settings(), answer),
        };
        match read {
            Ok(remark) => Ok(remark.map(|remark| self.masked(&remark))),
            Err(reason) => Err(self.masked(&reason)),
        }
    }

    /// `text` without any secret of the channel.
    pub fn masked(&self, text: &str) -> String {
        self.sought.mask(Cow::Borrowed(text)).into_owned()
    }
}

/// A secret, and the keys inside it where it is an address: a fault may speak of a part of it.
fn telling_pieces(secret: &str) -> Vec<String> {
    let mut pieces = vec![secret.to_owned()];
    if let Ok(url) = url::Url::parse(secret) {
        pieces.extend(url.query_pairs().map(|(_, value)| value.into_owned()));
        pieces.extend(
            url.path_segments()
                .into_iter()
                .flatten()
                .filter(|segment| segment.len() >= 16)
                .map(str::to_owned),
        );
        pieces.extend(url.query().map(str::to_owned));
    }
    pieces
}
