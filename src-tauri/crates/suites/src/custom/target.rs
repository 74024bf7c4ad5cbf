//! One target that runs an adapter: the script, the values of its parameters, and where its requests go.

use std::sync::Arc;

use domain::delivery::{Links, Outcome};
use domain::event::DataSet;
use domain::lanes::Footprint;
use domain::target::ServerAddress;
use rhai::{Dynamic, FuncArgs, ImmutableString, Map};

use super::Adapter;
use super::item;
use super::request::Sender;
use super::run::{self, AdapterFault};
use super::secrets::Secrets;
use super::verdict::{self, Quoting};
use crate::answer::Answer;
use crate::catalog::ParamKind;
use crate::links::StandardLinks;
use crate::mask::Sought;
use crate::settings::Settings;
use crate::sign_on::SignOn;
use crate::suite::{EncodeFault, Exchange, Item, Protocol};

/// The wire protocol of one custom target.
pub(crate) struct Custom {
    adapter: Arc<Adapter>,
    /// The values of the adapter's parameters, as a script sees them. Holds secrets.
    params: Map,
    links: StandardLinks,
    sender: Sender,
}

impl Custom {
    pub(crate) fn build(
        server: &ServerAddress,
        adapter: &Arc<Adapter>,
        settings: Settings<'_>,
        reveal: &dyn Fn(&str) -> Option<String>,
    ) -> Self {
        let mut params = Map::new();
        let mut secrets = Vec::new();
        for param in &adapter.spec().params {
            let name = param.name.as_ref();
            let value = match param.kind {
                _ if param.secret => {
                    let value = reveal(name).unwrap_or_default();
                    secrets.push(value.clone());
                    Dynamic::from(ImmutableString::from(value))
                }
                ParamKind::Flag => Dynamic::from(settings.flag(name)),
                ParamKind::Number => Dynamic::from(settings.number(name)),
                _ => Dynamic::from(ImmutableString::from(settings.text(name))),
            };
            params.insert(name.into(), value);
        }
        Self {
            adapter: Arc::clone(adapter),
            params,
            links: StandardLinks::new(settings),
            sender: Sender::new(server, settings, Secrets::new(&secrets)),
        }
    }

    pub(super) fn params(&self) -> Map {
        self.params.clone()
    }

    pub(super) fn sender(&self) -> &Sender {
        &self.sender
    }

    /// Calls a function of the script; a fault names its place and holds no secret.
    pub(super) fn call(&self, function: &str, arguments: impl FuncArgs) -> Result<Dynamic, String> {
        run::call(self.adapter.script(), function, arguments).map_err(|fault| self.words(&fault))
    }

    /// A fault of what `function` returned.
    pub(super) fn place(&self, function: &str, message: String) -> String {
        let at = self.adapter.script().place_of(function);
        self.words(&AdapterFault::at(at, format!("{function}: {message}")))
    }

    fn words(&self, fault: &AdapterFault) -> String {
        self.sender.secrets().mask(&fault.to_string(), None).into_owned()
    }
}

impl Protocol for Custom {
    fn footprint(&self, data_set: DataSet) -> Footprint {
        self.adapter.footprint(data_set)
    }

    /// Who is gone from the OA must not keep an item at the receiver: a deletion goes without.
    fn needs_creator(&self, data_set: DataSet) -> bool {
        self.adapter.needs_creator() && data_set != DataSet::Deleted
    }

    fn standard_links(&self, request_id: &str, receiver: &str) -> Links {
        self.links.of(request_id, receiver)
    }

    fn encode(&self, item: &Item<'_>) -> Result<Exchange, EncodeFault> {
        let no_creator = item.creator.is_none_or(|creator| creator.trim().is_empty());
        if self.needs_creator(item.data_set) && no_creator {
            return Err(EncodeFault::NoCreator);
        }
        let unsay_token = |words: String| match item.token {
            Some(token) => token.sought().mask(words.into()).into_owned(),
            None => words,
        };
        let said = self.call("encode", (item::map_of(item), self.params()));
        let made = said.and_then(|said| {
            let request = self.sender.request(&said, item.token);
            request.map_err(|message| self.place("encode", message))
        });
        made.map_err(|words| EncodeFault::Adapter(unsay_token(words)))
    }

    fn classify(&self, data_set: DataSet, answer: &Answer<'_>) -> Outcome {
        let word = ImmutableString::from(data_set.as_str());
        let said = self.call("classify", (word, item::map_of_answer(answer), self.params()));
        let read = said.and_then(|said| {
            verdict::outcome(&said, answer, Quoting::Allowed)
                .map_err(|message| self.place("classify", message))
        });
        read.unwrap_or_else(|detail| Outcome::OwnFault { detail })
    }

    fn sought(&self) -> &Sought {
        self.sender.secrets().sought()
    }

    fn sign_on(&self) -> Option<&dyn SignOn> {
        if self.adapter.signs_on() { Some(self) } else { None }
    }
}
