//! What the control face takes and answers, as JSON.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::interface::SandboxInterface;
use crate::Sandbox;
use crate::oa::{Act, OpenRequest, TEMPLATES, Waiting};
use crate::receivers::{List, Receiver, ShownItem, ShownMessage, SignOns, TroubleKind, Verdict};

/// The whole sandbox.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxStatus {
    /// The simulated OA.
    pub(crate) oa: SandboxOa,
    /// Its own interfaces.
    pub(crate) interface: SandboxInterface,
    /// The simulated receivers.
    pub(crate) receivers: Vec<SandboxReceiver>,
}

/// The simulated OA.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxOa {
    /// Whether people act by themselves.
    running: bool,
    /// Pace, 0.1 to 500.
    events_per_second: f64,
    /// Events that the intake has taken.
    events_sent: u64,
    /// Batches that the intake has taken.
    batches_sent: u64,
    /// Batches that the intake called wrong.
    batches_refused: u64,
    /// Why the intake does not take batches now, or why it refused the last one that it refused.
    last_error: Option<String>,
    open_requests: usize,
    finished_requests: u64,
    /// Person rows, part-time identities included.
    persons: usize,
    /// Workflow templates.
    workflows: usize,
}

impl SandboxOa {
    pub(crate) fn of(sandbox: &Sandbox) -> Self {
        let status = sandbox.oa().status();
        Self {
            running: status.running,
            events_per_second: status.rate,
            events_sent: status.events_sent,
            batches_sent: status.batches_sent,
            batches_refused: status.batches_refused,
            last_error: status.last_error,
            open_requests: status.open_requests,
            finished_requests: status.finished_requests,
            persons: sandbox.organisation().persons().len(),
            workflows: TEMPLATES.len(),
        }
    }
}

/// Whether the OA walks, and how fast.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct SandboxOaSettings {
    pub(crate) running: bool,
    /// 0.1 to 500
    #[schema(minimum = 0.1, maximum = 500.0)]
    pub(crate) events_per_second: f64,
}

/// A name in both languages.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxName {
    zh: &'static str,
    en: &'static str,
}

/// A simulated receiver.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxReceiver {
    /// `ecology`, `landray`, `e10`, `esb`, `wisedu` or `portal`
    id: &'static str,
    name: SandboxName,
    /// `http://127.0.0.1:PORT`
    address: String,
    trouble: SandboxTrouble,
    /// Messages that arrived.
    received: u64,
    /// Those answered as taken.
    accepted: u64,
    /// Those refused, or lost to a trouble.
    refused: u64,
    /// To-dos of everybody.
    todos_now: usize,
    /// `null` where the receiver's protocol has no sign-on.
    sign_ons: Option<SandboxSignOns>,
}

/// How often callers signed on at a receiver since it was started.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxSignOns {
    /// Codes given out.
    authorized: u64,
    /// Access tokens given for a code.
    issued: u64,
    /// Access tokens given for a refresh token.
    refreshed: u64,
    /// Steps of a sign-on that were refused.
    refused: u64,
    /// Messages with an access token that is unknown or over.
    turned_away: u64,
    /// How long an access token works that is issued now.
    token_seconds: u64,
}

impl From<&SignOns> for SandboxSignOns {
    fn from(sign_ons: &SignOns) -> Self {
        let counts = sign_ons.counts();
        Self {
            authorized: counts.authorized,
            issued: counts.issued,
            refreshed: counts.refreshed,
            refused: counts.refused,
            turned_away: counts.turned_away,
            token_seconds: sign_ons.lifetime().as_secs(),
        }
    }
}

impl SandboxReceiver {
    pub(crate) fn of(receiver: &Receiver) -> Self {
        let identity = receiver.identity();
        let (trouble, counts) = (receiver.trouble(), receiver.counts());
        Self {
            id: identity.id,
            name: SandboxName {
                zh: identity.zh,
                en: identity.en,
            },
            address: format!("http://{}", receiver.address()),
            trouble: SandboxTrouble {
                kind: trouble.kind.into(),
                delay_ms: u64::try_from(trouble.delay.as_millis()).unwrap_or(u64::MAX),
            },
            received: counts.received,
            accepted: counts.accepted,
            refused: counts.refused,
            todos_now: counts.todos_now,
            sign_ons: receiver.sign_ons().map(SandboxSignOns::from),
        }
    }
}

/// What a target for a receiver is set up with, in the words of a target.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxAccount {
    /// 推送类型
    push_type: String,
    /// `host:port` of the server address; the scheme is http.
    authority: String,
    /// 人员转换关系
    person_key: String,
    /// Parameters and wire details, by name.
    values: Vec<SandboxAccountValue>,
}

/// One parameter of a target.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SandboxAccountValue {
    /// Its name in `params` or `protocol`.
    name: String,
    /// What to write there.
    value: String,
}

impl SandboxAccount {
    /// `target` has the contract's shape.
    pub(crate) fn of(target: &serde_json::Value) -> Self {
        let text = |value: &serde_json::Value| match value {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let groups = ["params", "protocol"].map(|group| target[group].as_object());
        let values = groups.into_iter().flatten().flatten();
        Self {
            push_type: text(&target["pushType"]),
            authority: text(&target["server"]["authority"]),
            person_key: text(&target["personKey"]),
            values: values
                .map(|(name, value)| SandboxAccountValue {
                    name: name.clone(),
                    value: text(value),
                })
                .collect(),
        }
    }
}

/// What is wrong with a receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) enum SandboxTroubleKind {
    /// Nothing.
    None,
    /// Connections are refused.
    Down,
    /// Answers are late.
    Slow,
    /// Refused in the protocol's own words.
    Refuse,
    /// An HTML error page.
    HtmlError,
    /// Bytes of no format.
    Garbage,
    /// The connection is closed in the middle of the answer.
    Cut,
}

impl From<TroubleKind> for SandboxTroubleKind {
    fn from(kind: TroubleKind) -> Self {
        match kind {
            TroubleKind::None => Self::None,
            TroubleKind::Down => Self::Down,
            TroubleKind::Slow => Self::Slow,
            TroubleKind::Refuse => Self::Refuse,
            TroubleKind::HtmlError => Self::HtmlError,
            TroubleKind::Garbage => Self::Garbage,
            TroubleKind::Cut => Self::Cut,
        }
    }
}

impl From<SandboxTroubleKind> for TroubleKind {
    fn from(kind: SandboxTroubleKind) -> Self {
        match kind {
            SandboxTroubleKind::None => Self::None,
            SandboxTroubleKind::Down => Self::Down,
            SandboxTroubleKind::Slow => Self::Slow,
            SandboxTroubleKind::Refuse => Self::Refuse,
            SandboxTroubleKind::HtmlError => Self::HtmlError,
            SandboxTroubleKind::Garbage => Self::Garbage,
            SandboxTroubleKind::Cut => Self::Cut,
        }
    }
}

/// The trouble of a receiver.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxTrouble {
    kind: SandboxTroubleKind,
    /// Delay of an answer while the kind is `slow`.
    delay_ms: u64,
}

/// A trouble to set.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct SandboxTroubleSetting {
    pub(crate) kind: SandboxTroubleKind,
    /// 0 to 120,000; the present value where it is left out, which is 3,000 at the start.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 120_000)]
    pub(crate) delay_ms: Option<u64>,
    /// 1 to 86,400: how long access tokens work that the receiver issues from now on; the present value where it is
    /// left out, which is 7,200 at the start. Only for receivers with a sign-on.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 86_400)]
    pub(crate) token_seconds: Option<u64>,
}

/// A person that a request waits for.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxWaiting {
    /// OA person id
    person: String,
    name: String,
}

impl From<Waiting> for SandboxWaiting {
    fn from(waiting: Waiting) -> Self {
        Self {
            person: waiting.person.to_string(),
            name: waiting.name.to_string(),
        }
    }
}

/// Which request to start; what is left out is rolled.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct SandboxNewRequest {
    #[serde(default)]
    pub(crate) workflow_id: Option<String>,
    /// OA person id
    #[serde(default)]
    pub(crate) creator: Option<String>,
}

/// A request that was started.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxStartedRequest {
    request_id: String,
    request_name: String,
    waiting_for: Vec<SandboxWaiting>,
}

impl From<OpenRequest> for SandboxStartedRequest {
    fn from(request: OpenRequest) -> Self {
        Self {
            request_id: request.id.to_string(),
            request_name: request.title.to_string(),
            waiting_for: request
                .waiting_for
                .into_iter()
                .map(SandboxWaiting::from)
                .collect(),
        }
    }
}

/// An open request.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxRequest {
    request_id: String,
    request_name: String,
    workflow_name: &'static str,
    node_name: &'static str,
    /// OA person id
    creator: String,
    creator_name: String,
    /// Those of the present node first.
    waiting_for: Vec<SandboxWaiting>,
    created_at: String,
}

impl From<OpenRequest> for SandboxRequest {
    fn from(request: OpenRequest) -> Self {
        Self {
            request_id: request.id.to_string(),
            request_name: request.title.to_string(),
            workflow_name: request.workflow,
            node_name: request.node,
            creator: request.creator.to_string(),
            creator_name: request.creator_name.to_string(),
            waiting_for: request
                .waiting_for
                .into_iter()
                .map(SandboxWaiting::from)
                .collect(),
            created_at: request.created_at,
        }
    }
}

/// Open requests.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SandboxRequests {
    /// Newest first.
    pub(crate) items: Vec<SandboxRequest>,
}

/// What is done to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) enum SandboxAction {
    /// 同意
    Approve,
    /// 退回
    Return,
    /// 转发
    Forward,
    /// 抄送
    Copy,
    /// 归档
    Close,
    /// 删除
    Delete,
}

impl From<SandboxAction> for Act {
    fn from(action: SandboxAction) -> Self {
        match action {
            SandboxAction::Approve => Self::Approve,
            SandboxAction::Return => Self::Return,
            SandboxAction::Forward => Self::Forward,
            SandboxAction::Copy => Self::Copy,
            SandboxAction::Close => Self::Close,
            SandboxAction::Delete => Self::Delete,
        }
    }
}

/// An act.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct SandboxAct {
    pub(crate) action: SandboxAction,
    /// OA person id of who acts; the first one that the request waits for where it is left out.
    #[serde(default)]
    pub(crate) person: Option<String>,
}

/// What an act caused.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxActed {
    pub(crate) request_id: String,
    /// How many events.
    pub(crate) events: u32,
}

/// A person as a receiver knows them.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxPerson {
    /// OA person id
    pub(crate) person: String,
    pub(crate) name: String,
    pub(crate) todos: usize,
    /// Done and closed items.
    pub(crate) dones: usize,
}

/// Persons of a receiver.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SandboxPersons {
    /// Most to-dos first, at most 100.
    pub(crate) items: Vec<SandboxPerson>,
}

/// A person's list at a receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) enum SandboxList {
    /// 待办
    #[default]
    Todo,
    /// 已办
    Done,
    /// 办结
    Closed,
}

impl From<SandboxList> for List {
    fn from(list: SandboxList) -> Self {
        match list {
            SandboxList::Todo => Self::Todo,
            SandboxList::Done => Self::Done,
            SandboxList::Closed => Self::Closed,
        }
    }
}

/// An item that a person now sees at a receiver.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxItem {
    request_id: String,
    title: String,
    workflow_name: String,
    node_name: String,
    creator_name: String,
    received_at: String,
    link: String,
    unread: bool,
}

impl From<ShownItem> for SandboxItem {
    fn from(item: ShownItem) -> Self {
        Self {
            request_id: item.request_id,
            title: item.title,
            workflow_name: item.workflow_name,
            node_name: item.node_name,
            creator_name: item.creator_name,
            received_at: item.received_at,
            link: item.link,
            unread: item.unread,
        }
    }
}

/// Items.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SandboxItems {
    /// Last change first.
    pub(crate) items: Vec<SandboxItem>,
}

/// What a receiver made of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) enum SandboxVerdict {
    /// Taken.
    Accepted,
    /// Answered as success, but older than what is there: nothing was changed.
    Stale,
    /// Refused.
    Refused,
    /// A question, or an act that had nothing to do.
    Answered,
    /// Lost to a trouble.
    Trouble,
}

/// A raw message.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxMessage {
    at: String,
    operation: String,
    request_id: Option<String>,
    /// OA person id
    person: Option<String>,
    /// The body, or the query where there is no body, cut at 8 KiB.
    request: String,
    /// The body that was sent, cut at 8 KiB.
    response: String,
    verdict: SandboxVerdict,
}

impl From<ShownMessage> for SandboxMessage {
    fn from(message: ShownMessage) -> Self {
        Self {
            at: message.at,
            operation: message.operation,
            request_id: message.request_id,
            person: message.person,
            request: message.request,
            response: message.response,
            verdict: match message.verdict {
                Verdict::Accepted => SandboxVerdict::Accepted,
                Verdict::Stale => SandboxVerdict::Stale,
                Verdict::Refused => SandboxVerdict::Refused,
                Verdict::Answered => SandboxVerdict::Answered,
                Verdict::Trouble => SandboxVerdict::Trouble,
            },
        }
    }
}

/// Messages.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SandboxMessages {
    /// Newest first, at most 50.
    pub(crate) items: Vec<SandboxMessage>,
}
