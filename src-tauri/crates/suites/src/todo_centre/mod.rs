//! 统一待办中心: what the to-do centres of e-cology 8/9 and of E10 have in common (protocol facts, 1 and 2.2): the codes
//! of `isremark` and `viewtype`, and the Chinese sentences with which they refuse an item.

mod messages;
mod spec;

use std::collections::BTreeMap;

use domain::event::{DataSet, ViewType};

use crate::settings::Settings;
use crate::suite::Item;

pub(crate) use messages::{meaning, refusal, unknown, unknown_is_accepted};
pub(crate) use spec::{isremark8, status_map, to_read_states, unknown_item, view_type};

/// `isremark`: the receiver's word for what an item is (protocol facts, 1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Remark {
    /// 待办
    Todo,
    /// 已办
    Done,
    /// 办结
    Over,
    /// 抄送, 待阅
    ToRead,
}

impl Remark {
    /// The codes of all of them, as `statusMap` names them.
    pub(crate) const CODES: &[&str] = &["0", "2", "4", "8"];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Todo => "0",
            Self::Done => "2",
            Self::Over => "4",
            Self::ToRead => "8",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        [Self::Todo, Self::Done, Self::Over, Self::ToRead]
            .into_iter()
            .find(|remark| remark.as_str() == code.trim())
    }
}

/// What becomes of items that are only to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ToRead {
    /// They are to-dos like all others.
    Folded,
    /// They are sent as such.
    Sent,
}

/// How items become codes.
pub(crate) struct Codes {
    /// By business state; goes before everything else.
    by_state: BTreeMap<String, Remark>,
    to_read: ToRead,
    to_read_states: Vec<String>,
    knows_to_read: bool,
    view: View,
}

/// What `viewtype` follows.
enum View {
    Event,
    Fixed(&'static str),
}

impl Codes {
    /// Reads `statusMap`, `toReadStates`, `isremark8` and `viewtype`.
    pub(crate) fn new(settings: Settings<'_>, to_read: ToRead) -> Self {
        let by_state = settings.pairs("statusMap").into_iter();
        Self {
            by_state: by_state
                .filter_map(|(state, code)| Some((state.to_owned(), Remark::parse(code)?)))
                .collect(),
            to_read,
            to_read_states: settings.words("toReadStates"),
            knows_to_read: settings.flag("isremark8"),
            view: match settings.text("viewtype") {
                "unread" => View::Fixed("0"),
                "read" => View::Fixed("1"),
                _ => View::Event,
            },
        }
    }

    /// The code of an item; nothing for a deletion, which has no code in common. A backfilled to-do is a to-do whatever
    /// its event's state stands for.
    pub(crate) fn remark(&self, item: &Item<'_>) -> Option<Remark> {
        let by_data_set = match item.data_set {
            DataSet::Deleted => return None,
            DataSet::Todo => Remark::Todo,
            DataSet::Done => Remark::Done,
            DataSet::Closed => Remark::Over,
        };
        if item.backfilled {
            return Some(by_data_set);
        }
        let state = &item.event.business_state;
        let reads = self.to_read == ToRead::Sent && self.to_read_states.contains(state);
        let remark = match (self.by_state.get(state), by_data_set) {
            (Some(mapped), _) => *mapped,
            (None, Remark::Todo) if reads => Remark::ToRead,
            (None, remark) => remark,
        };
        Some(match remark {
            Remark::ToRead if !self.knows_to_read => Remark::Todo,
            remark => remark,
        })
    }

    /// `0` unread, `1` read. What was handled has been read, where the OA does not say; and a backfilled to-do goes as
    /// read, since unread ones make the receiver remind the person of something that is over already.
    pub(crate) fn view_type(&self, item: &Item<'_>) -> &'static str {
        let over = matches!(item.data_set, DataSet::Done | DataSet::Closed);
        match (&self.view, item.event.view_type) {
            _ if item.backfilled => "1",
            (View::Fixed(code), _) => code,
            (View::Event, Some(ViewType::Read)) => "1",
            (View::Event, None) if over => "1",
            (View::Event, Some(ViewType::Unread) | None) => "0",
        }
    }
}
