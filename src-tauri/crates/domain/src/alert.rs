//! Alerts (推送异常提醒, rows F2 and F4): what administrators are told of, the words for it, by which channels, and when a
//! channel says something. Alerts that come together are one message.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::fields::Complaints;
use crate::ids::{PersonId, TargetId};

/// Most characters of a channel's name.
const MOST_NAME: usize = 64;
/// Most recipients of each kind.
const MOST_RECIPIENTS: usize = 200;
/// How long alerts are merged at most: an hour.
const LONGEST_MERGE: u32 = 3_600;
/// Lines of a message; what is beyond is counted.
const MOST_LINES: usize = 20;

/// What an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum AlertKind {
    /// 熔断: a breaker opened.
    BreakerOpened,
    /// 恢复: its receiver answers again.
    BreakerRecovered,
    /// A run over the log failed.
    RunFailed,
    /// Nothing can be written: nothing is taken in.
    StoreUnavailable,
    /// It can be written again.
    StoreRecovered,
    /// A batch push came to its end.
    TaskEnded,
}

impl AlertKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::BreakerOpened,
        Self::BreakerRecovered,
        Self::RunFailed,
        Self::StoreUnavailable,
        Self::StoreRecovered,
        Self::TaskEnded,
    ];

    /// Whether it tells that a trouble is over.
    pub const fn is_good_news(self) -> bool {
        matches!(self, Self::BreakerRecovered | Self::StoreRecovered)
    }
}

/// By what a channel speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ChannelKind {
    /// 桌面通知: a notification of the machine that the desktop program runs on.
    Native,
    /// 邮件, by SMTP.
    Email,
    /// 企业微信 group robot.
    Wecom,
    /// 钉钉 group robot.
    Dingtalk,
    /// 飞书 group robot.
    Feishu,
    /// 云桥
    EBridge,
    /// 阿里云短信
    AliyunSms,
    /// 腾讯云短信
    TencentSms,
    /// Any gateway that takes an HTTP request.
    Http,
}

/// 提醒对象
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recipients {
    /// 人员: main accounts.
    pub persons: Vec<PersonId>,
    /// 角色: ids of roles; each holder is told once, at the main account.
    pub roles: Vec<String>,
}

/// In which language a channel speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Language {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

/// A channel (提醒方式) as an administrator sets it up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChannelConfig {
    /// Unique among channels.
    pub name: String,
    /// Whether it tells anything.
    #[serde(default)]
    pub enabled: bool,
    /// By what it speaks; never changes.
    pub kind: ChannelKind,
    /// What the kind wants to know, by name; secrets are written as text and read as markers.
    #[serde(default)]
    pub params: Map<String, Value>,
    /// What it tells of.
    #[serde(default)]
    pub tells: BTreeSet<AlertKind>,
    /// Whom it tells.
    #[serde(default)]
    pub recipients: Recipients,
    /// In which language.
    #[serde(default)]
    pub language: Language,
    /// Template of the subject; empty: the standard one.
    #[serde(default)]
    pub subject: String,
    /// Template of the text; empty: the standard one.
    #[serde(default)]
    pub text: String,
    /// Seconds after a message in which alerts gather for the next one.
    pub merge_seconds: u32,
    /// Messages within an hour, retries not counted; beyond it alerts gather.
    pub most_per_hour: u32,
}

impl ChannelConfig {
    /// Checks what every kind of channel has.
    pub fn check(&self, complaints: &mut Complaints) {
        complaints.require("/name", &self.name);
        complaints.at_most("/name", &self.name, MOST_NAME);
        if self.tells.is_empty() {
            complaints.add("/tells", "REQUIRED", "must name at least one kind of alert");
        }
        for (path, count) in [
            ("/recipients/persons", self.recipients.persons.len()),
            ("/recipients/roles", self.recipients.roles.len()),
        ] {
            if count > MOST_RECIPIENTS {
                complaints.add(path, "TOO_MANY", format!("must be at most {MOST_RECIPIENTS}"));
            }
        }
        if self.merge_seconds > LONGEST_MERGE {
            let message = format!("must be at most {LONGEST_MERGE}");
            complaints.add("/mergeSeconds", "OUT_OF_RANGE", message);
        }
        if !(1..=1_000).contains(&self.most_per_hour) {
            complaints.add("/mostPerHour", "OUT_OF_RANGE", "must be from 1 to 1000");
        }
        for (path, template) in [("/subject", &self.subject), ("/text", &self.text)] {
            complaints.at_most(path, template, 2_000);
        }
    }
}

/// One thing that administrators are told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// What it is about.
    pub kind: AlertKind,
    /// The target, where it is about one.
    pub target: Option<TargetId>,
    /// 系统名称, as it was then; or what else it is about.
    pub name: String,
    /// Why, in words; empty where there is nothing to say.
    pub cause: String,
    /// How many deliveries are held.
    pub held: u64,
    /// How long the trouble lasted, in seconds: for good news.
    pub lasted: Option<u64>,
    /// When it happened.
    pub at: DateTime<Utc>,
}

/// What can be filled in in a template, in the order in which [`Summary::value`] has it.
pub const PLACEHOLDERS: &[&str] = &["title", "details", "count", "targets", "causes", "time", "held"];

/// What the alerts of one message come to, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    values: [String; 7],
}

impl Summary {
    /// Puts alerts into words; times are those of `zone`. Cost: the number of alerts.
    pub fn new<Z: TimeZone>(alerts: &[Alert], language: Language, zone: &Z) -> Self
    where
        Z::Offset: std::fmt::Display,
    {
        let words = Words(language);
        let mut lines: Vec<String> = alerts
            .iter()
            .take(MOST_LINES)
            .map(|alert| {
                let at = alert.at.with_timezone(zone).format("%m-%d %H:%M:%S");
                format!("{at} {}", words.line(alert))
            })
            .collect();
        if alerts.len() > MOST_LINES {
            lines.push(words.beyond(alerts.len() - MOST_LINES));
        }
        let first = alerts.first();
        let time = first.map(|alert| {
            let at = alert.at.with_timezone(zone);
            at.format("%Y-%m-%d %H:%M:%S").to_string()
        });
        let held = alerts.iter().map(|alert| alert.held).max().unwrap_or(0);
        Self {
            values: [
                words.title(alerts),
                lines.join("\n"),
                alerts.len().to_string(),
                words.joined(alerts.iter().map(|alert| alert.name.as_str())),
                words.joined(alerts.iter().map(|alert| alert.cause.as_str())),
                time.unwrap_or_default(),
                held.to_string(),
            ],
        }
    }

    /// What stands for one of [`PLACEHOLDERS`], by its place in the list.
    pub fn value(&self, placeholder: usize) -> &str {
        self.values.get(placeholder).map_or("", String::as_str)
    }

    /// What happened, in one line.
    pub fn title(&self) -> &str {
        &self.values[0]
    }

    /// What happened, a line each.
    pub fn details(&self) -> &str {
        &self.values[1]
    }
}

/// The words of a language.
#[derive(Clone, Copy)]
struct Words(Language);

impl Words {
    fn pick(self, zh: String, en: String) -> String {
        match self.0 {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    /// What happened to whom.
    fn headline(self, alert: &Alert) -> String {
        let name = &alert.name;
        match alert.kind {
            AlertKind::BreakerOpened => {
                self.pick(format!("“{name}”已熔断"), format!("“{name}” does not answer"))
            }
            AlertKind::BreakerRecovered if alert.cause.is_empty() => {
                self.pick(format!("“{name}”已恢复"), format!("“{name}” answers again"))
            }
            AlertKind::BreakerRecovered => self.pick(
                format!("“{name}”的熔断已结束"),
                format!("The breaker of “{name}” is over"),
            ),
            AlertKind::RunFailed => self.pick(format!("任务失败：{name}"), format!("A run failed: {name}")),
            AlertKind::TaskEnded => self.pick(format!("{name}已结束"), format!("{name} has ended")),
            AlertKind::StoreUnavailable => self.pick(
                "数据无法写入，已停止接收".to_owned(),
                "Nothing can be written; nothing is taken in".to_owned(),
            ),
            AlertKind::StoreRecovered => self.pick(
                "数据可以写入，已恢复接收".to_owned(),
                "What comes is written and taken in again".to_owned(),
            ),
        }
    }

    fn line(self, alert: &Alert) -> String {
        let mut line = self.headline(alert);
        if !alert.cause.is_empty() {
            line.push_str(&self.pick(format!("：{}", alert.cause), format!(": {}", alert.cause)));
        }
        let held = alert.held;
        match alert.kind {
            AlertKind::BreakerOpened => line.push_str(&self.pick(
                format!("。待推送 {held} 条已保留，恢复后按顺序补推"),
                format!(". {held} deliveries are held and go out in order once it is back"),
            )),
            AlertKind::BreakerRecovered if alert.cause.is_empty() => line.push_str(&self.pick(
                format!("，保留的 {held} 条正按顺序推送"),
                format!("; {held} held deliveries go out in order"),
            )),
            _ => {}
        }
        if let Some(seconds) = alert.lasted {
            let lasted = self.duration(seconds);
            line.push_str(&self.pick(format!("（历时 {lasted}）"), format!(" (after {lasted})")));
        }
        line
    }

    fn duration(self, seconds: u64) -> String {
        let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        match (hours, minutes) {
            (0, 0) => self.pick(format!("{rest} 秒"), format!("{rest} s")),
            (0, _) => self.pick(
                format!("{minutes} 分 {rest} 秒"),
                format!("{minutes} min {rest} s"),
            ),
            _ => self.pick(
                format!("{hours} 小时 {minutes} 分"),
                format!("{hours} h {minutes} min"),
            ),
        }
    }

    fn title(self, alerts: &[Alert]) -> String {
        if let [only] = alerts {
            return self.headline(only);
        }
        let good = alerts.iter().filter(|alert| alert.kind.is_good_news()).count();
        let ended = alerts
            .iter()
            .filter(|alert| alert.kind == AlertKind::TaskEnded)
            .count();
        let bad = alerts.len() - good - ended;
        let parts = [
            (bad, self.pick(format!("{bad} 项异常"), format!("{bad} troubles"))),
            (
                good,
                self.pick(format!("{good} 项恢复"), format!("{good} recoveries")),
            ),
            (
                ended,
                self.pick(format!("{ended} 个任务结束"), format!("{ended} tasks ended")),
            ),
        ];
        let said: Vec<String> = parts
            .into_iter()
            .filter_map(|(count, words)| (count > 0).then_some(words))
            .collect();
        said.join(&self.pick("，".to_owned(), ", ".to_owned()))
    }

    fn beyond(self, count: usize) -> String {
        self.pick(
            format!("另有 {count} 项，详见控制台"),
            format!("{count} more, see the console"),
        )
    }

    /// Each name once.
    fn joined<'n>(self, names: impl Iterator<Item = &'n str>) -> String {
        let mut seen = BTreeSet::new();
        let once: Vec<&str> = names
            .filter(|name| !name.is_empty() && seen.insert(*name))
            .take(MOST_LINES)
            .collect();
        once.join(match self.0 {
            Language::Zh => "、",
            Language::En => ", ",
        })
    }
}

/// How a channel holds back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// From an alert to its message at least: what comes together goes together.
    pub gather: TimeDelta,
    /// From one message to the next at least.
    pub merge: TimeDelta,
    /// Messages within an hour.
    pub most_per_hour: usize,
}

impl Pace {
    /// When the next message is due. `oldest` is the alert that has waited longest; `sent` are the times of the channel's
    /// messages of the last hour, oldest first. A time that lies ahead is of a clock that was put back, and does not count.
    pub fn due(&self, oldest: DateTime<Utc>, sent: &[DateTime<Utc>], now: DateTime<Utc>) -> DateTime<Utc> {
        let sent: Vec<DateTime<Utc>> = sent.iter().copied().filter(|at| *at <= now).collect();
        let gathered = oldest.min(now) + self.gather;
        let merged = sent.last().map(|last| *last + self.merge);
        let crowded = sent
            .len()
            .checked_sub(self.most_per_hour)
            .and_then(|at| sent.get(at))
            .map(|first| *first + TimeDelta::hours(1));
        [merged, crowded]
            .into_iter()
            .flatten()
            .fold(gathered, DateTime::max)
    }
}

/// How long a message that was not taken is tried again.
pub const GIVE_UP_AFTER: TimeDelta = TimeDelta::hours(24);

/// When a message that failed `tries` times is tried again: after 5 s, 15 s, 1, 5 and 15 minutes, then every half hour.
pub fn next_try(tries: u32, now: DateTime<Utc>) -> DateTime<Utc> {
    let seconds = [5, 15, 60, 300, 900];
    let at = usize::try_from(tries.saturating_sub(1)).unwrap_or(usize::MAX);
    now + TimeDelta::seconds(seconds.get(at).copied().unwrap_or(1_800))
}
