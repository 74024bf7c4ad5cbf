//! What the to-do centre's sentences mean. The tables follow the order in which the receiver checks (protocol facts,
//! 1.4), the more telling parts first.

use domain::delivery::{Outcome, RejectionKind};
use domain::event::DataSet;

use crate::messages::{self, CONFIGURATION, DATA, Meaning, OwnRules, Row, TRANSIENT};
use crate::settings::Settings;

/// Messages that mean the same for every data set.
const TABLE: &[Row] = &[
    (&["检测创建人不存在"], DATA),
    (&["检测接收人不存在"], DATA),
    (&["检测isremark不合法"], DATA),
    (&["检测viewtype不合法"], DATA),
    (&["未启用"], CONFIGURATION),
    (&["系统标识", "未注册"], CONFIGURATION),
    (&["系统标识", "重复"], CONFIGURATION),
    (&["未授权"], CONFIGURATION),
    (&["不允许接收"], CONFIGURATION),
    (&["不允许创建"], CONFIGURATION),
    (&["syscode为空"], CONFIGURATION),
    (&["未填写"], DATA),
    (&["flowid为空"], DATA),
    (&["userid为空"], DATA),
    (&["存在多条"], DATA),
    (&["重复"], DATA),
];

/// Messages about a to-do that is there already, or an item that is not.
const TODO_TABLE: &[Row] = &[
    (&["已存在"], Meaning::Accepted),
    (&["流程类型", "未注册"], CONFIGURATION),
    (&["不存在"], DATA),
    (&["失败"], TRANSIENT),
];
const CHANGE_TABLE: &[Row] = &[
    (&["流程类型", "未注册"], Meaning::UnknownItem),
    (&["不存在"], Meaning::UnknownItem),
    (&["已存在"], DATA),
    (&["失败"], TRANSIENT),
];

/// Reads `unknownItem`: whether a done or closed item that the receiver has no to-do of counts as accepted.
pub(crate) fn unknown_is_accepted(settings: Settings<'_>) -> bool {
    settings.text("unknownItem") != "rejected"
}

/// What a refusal comes to: the operator's rules first, then the tables; words that neither knows are about the item.
pub(crate) fn refusal(
    data_set: DataSet,
    message: &str,
    own_rules: &OwnRules,
    unknown_is_accepted: bool,
) -> Outcome {
    let own = own_rules.find(message);
    match own.or_else(|| meaning(data_set, message)).unwrap_or(DATA) {
        Meaning::UnknownItem => unknown(data_set, message, unknown_is_accepted),
        meaning => meaning.outcome(message),
    }
}

/// What the tables know of a message.
pub(crate) fn meaning(data_set: DataSet, message: &str) -> Option<Meaning> {
    let plain = messages::without_insertions(message);
    let of_data_set = if data_set == DataSet::Todo {
        TODO_TABLE
    } else {
        CHANGE_TABLE
    };
    messages::find(TABLE, &plain).or_else(|| messages::find(of_data_set, &plain))
}

/// What it comes to that the receiver does not have the item. Deletions are not asked for `is_accepted`: what is gone
/// is gone.
pub(crate) fn unknown(data_set: DataSet, message: &str, is_accepted: bool) -> Outcome {
    if data_set == DataSet::Deleted || is_accepted {
        Meaning::UnknownItem.outcome(message)
    } else {
        Outcome::Rejected {
            kind: RejectionKind::Data,
            message: message.to_owned(),
        }
    }
}
