//! Handing a message over: who is told, and by which way.

use std::collections::HashSet;

use alerts::{Channel, Message, Occasion, Parcel};
use chrono::Utc;
use domain::alert::{ChannelConfig, Summary};
use domain::directory::{Directory, ListKind, Person};
use store::table::alert::{self, About, AlertMessage};
use transport::{Client, RefusedRecipient};

use super::{ActiveChannel, Notice, summary};
use crate::engine::Engine;
use crate::push::as_answer;

/// Addresses that are shown of a message; the others are counted.
const MOST_SHOWN: usize = 20;

/// What came of handing a message over.
pub(super) struct Handed {
    /// Who was told, in words.
    pub(super) recipients: String,
    /// A remark, or why it was not taken.
    pub(super) outcome: Result<Option<String>, String>,
}

impl Handed {
    fn failed(reason: impl Into<String>) -> Self {
        Self {
            recipients: String::new(),
            outcome: Err(reason.into()),
        }
    }
}

/// Whom a channel tells: the main accounts of its persons and of the holders of its roles, each once, who work here.
/// Cost: the persons and the holders.
pub(super) fn told<'d>(config: &ChannelConfig, directory: &'d Directory) -> Vec<&'d Person> {
    let recipients = &config.recipients;
    let roles = recipients
        .roles
        .iter()
        .filter_map(|role| directory.list(ListKind::Role, role));
    let holders = roles.flat_map(|role| role.persons.iter());
    let mut seen = HashSet::new();
    recipients
        .persons
        .iter()
        .chain(holders)
        .filter_map(|id| directory.person(directory.main_account(id)))
        .filter(|person| person.active && seen.insert(person.id.clone()))
        .collect()
}

impl Engine {
    pub(super) async fn hand_over_message(&self, active: &ActiveChannel, message: &AlertMessage) -> Handed {
        let id = message.id;
        let about = self
            .inner
            .store
            .read(move |connection| {
                let alerts = alert::alerts_of(connection, id)?;
                Ok((alerts, alert::about(connection, id)?))
            })
            .await;
        let (alerts, about) = match about {
            Ok(about) => about,
            Err(error) => return Handed::failed(error.to_string()),
        };
        let said = Message {
            subject: message.subject.clone(),
            text: message.text.clone(),
            summary: summary(&alerts, &active.stored.config),
        };
        let screen = match about.as_slice() {
            [About { run: Some(_), .. }] => "/#/runs".to_owned(),
            [
                About {
                    target: Some(target), ..
                },
            ] => format!("/#/log?targetId={target}"),
            _ => "/#/overview".to_owned(),
        };
        let way = (active.stored.config.clone(), id.to_string(), screen);
        match &active.channel {
            Ok(channel) => self.hand_over(channel, &said, way).await,
            Err(why) => Handed::failed(why.clone()),
        }
    }

    /// `way`: the channel's settings, the message's id, the screen that it speaks of.
    pub(super) async fn hand_over(
        &self,
        channel: &Channel,
        message: &Message,
        (config, message_id, screen): (ChannelConfig, String, String),
    ) -> Handed {
        let directory = self.directory();
        let (addresses, without) = match channel.addresses(told(&config, &directory)) {
            Ok(found) => found,
            Err(reason) => return Handed::failed(reason),
        };
        let outcome = self
            .send_parcel(channel, message, (&addresses, &message_id, &screen))
            .await
            .map_err(|reason| channel.masked(&reason));
        let missing = (!without.is_empty()).then(|| format!("没有联系方式，未提醒：{}", without.join("、")));
        let outcome = outcome.map(|remark| match (remark, missing) {
            (Some(remark), Some(missing)) => Some(format!("{remark}；{missing}")),
            (remark, missing) => remark.or(missing),
        });
        Handed {
            recipients: shown(&addresses),
            outcome,
        }
    }

    async fn send_parcel(
        &self,
        channel: &Channel,
        message: &Message,
        (addresses, message_id, screen): (&[String], &str, &str),
    ) -> Result<Option<String>, String> {
        let nonce = nonce()?;
        let occasion = Occasion {
            now: Utc::now(),
            nonce: &nonce,
            message_id,
        };
        match channel.encode(message, addresses, occasion)? {
            Parcel::Notice => {
                let show = self.inner.alerting.notices.get();
                let show = show.ok_or("本机没有运行桌面程序")?;
                show(&Notice {
                    title: message.summary.title().to_owned(),
                    body: message.summary.details().to_owned(),
                    screen: screen.to_owned(),
                })?;
                Ok(None)
            }
            Parcel::Letter(options, letter) => {
                let refused = transport::send_mail(&options, &letter).await?;
                Ok(refused_in_words(&refused))
            }
            Parcel::Http(parcel) => {
                let client = Client::new(parcel.options).map_err(|error| error.to_string())?;
                let answer = client.send(parcel.request).await.map_err(|error| error.detail)?;
                channel.read(&as_answer(&answer))
            }
        }
    }
}

fn refused_in_words(refused: &[RefusedRecipient]) -> Option<String> {
    let each: Vec<String> = refused
        .iter()
        .map(|one| format!("{} {}", one.address, one.answer))
        .collect();
    (!each.is_empty()).then(|| format!("部分收件人被拒：{}", each.join("；")))
}

/// Addresses as the log shows them.
fn shown(addresses: &[String]) -> String {
    let first = addresses
        .iter()
        .take(MOST_SHOWN)
        .cloned()
        .collect::<Vec<_>>()
        .join("、");
    match addresses.len().checked_sub(MOST_SHOWN) {
        Some(1..) => format!("{first} 等 {} 个", addresses.len()),
        _ => first,
    }
}

/// Never used before.
fn nonce() -> Result<String, String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| format!("没有随机数：{error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A message of what could happen, for tests and previews.
pub(super) fn sample(config: &ChannelConfig, alerts: &[domain::alert::Alert]) -> Message {
    let summary: Summary = summary(alerts, config);
    Message::new(config, summary)
}
