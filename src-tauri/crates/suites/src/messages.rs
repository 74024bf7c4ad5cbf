//! The table of messages: what a receiver's words mean (row S8). Receivers answer with a flag and a Chinese
//! sentence; only the sentence tells whether an item, a setting or the receiver itself is to blame.
//!
//! Operators add rules of their own (`messageRules`), which come first: versions and sites differ in their words.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::delivery::{Outcome, RejectionKind};

/// What a message means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The receiver has the item as it should be.
    Accepted,
    /// The receiver does not know the item that should change: it is gone already, or never came.
    UnknownItem,
    /// A refusal.
    Rejected(RejectionKind),
}

impl Meaning {
    /// The words that an operator's rule may use.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "accepted" => Self::Accepted,
            "configuration" => CONFIGURATION,
            "data" => DATA,
            "transient" => TRANSIENT,
            _ => return None,
        })
    }

    /// The outcome with the receiver's words.
    pub(crate) fn outcome(self, message: &str) -> Outcome {
        match self {
            Self::Accepted | Self::UnknownItem => Outcome::Accepted {
                message: some_text(message),
            },
            Self::Rejected(kind) => {
                let message = if message.is_empty() {
                    "接收方拒绝，未说明原因"
                } else {
                    message
                };
                Outcome::Rejected {
                    kind,
                    message: message.to_owned(),
                }
            }
        }
    }
}

/// `text` unless it is empty.
pub(crate) fn some_text(text: &str) -> Option<String> {
    if text.is_empty() {
        None
    } else {
        Some(text.to_owned())
    }
}

/// The operator's rules: parts of messages and their meanings, longer parts first.
#[derive(Debug, Clone, Default)]
pub(crate) struct OwnRules(Vec<(String, Meaning)>);

impl OwnRules {
    pub(crate) fn new(pairs: &BTreeMap<&str, &str>) -> Self {
        let mut rules: Vec<_> = pairs
            .iter()
            .filter_map(|(part, word)| Some(((*part).to_owned(), Meaning::parse(word)?)))
            .collect();
        rules.sort_by_key(|(part, _)| std::cmp::Reverse(part.len()));
        Self(rules)
    }

    pub(crate) fn find(&self, message: &str) -> Option<Meaning> {
        self.0
            .iter()
            .find(|(part, _)| message.contains(part.as_str()))
            .map(|(_, meaning)| *meaning)
    }
}

/// One row of a table: parts that must all stand in the message, and what it then means.
pub(crate) type Row = (&'static [&'static str], Meaning);

/// A refusal because of a setting.
pub(crate) const CONFIGURATION: Meaning = Meaning::Rejected(RejectionKind::Configuration);
/// A refusal because of the item.
pub(crate) const DATA: Meaning = Meaning::Rejected(RejectionKind::Data);
/// A refusal because the receiver failed.
pub(crate) const TRANSIENT: Meaning = Meaning::Rejected(RejectionKind::Transient);

/// What the first row of `table` says whose parts all stand in `message`.
pub(crate) fn find(table: &[Row], message: &str) -> Option<Meaning> {
    table
        .iter()
        .find(|(parts, _)| parts.iter().all(|part| message.contains(part)))
        .map(|(_, meaning)| *meaning)
}

/// The message without what the receiver inserted between 【 and 】: a title such as 【关于不存在的…】 must not
/// decide what the message means. Goes from the first 【 to the last 】, since a title may hold either.
pub(crate) fn without_insertions(message: &str) -> Cow<'_, str> {
    let (Some(from), Some(to)) = (message.find('【'), message.rfind('】')) else {
        return Cow::Borrowed(message);
    };
    if from > to {
        return Cow::Borrowed(message);
    }
    Cow::Owned(format!(
        "{}【】{}",
        &message[..from],
        &message[to + '】'.len_utf8()..]
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inserted_title_does_not_decide() {
        assert_eq!(
            without_insertions("流程数据【关于【不存在】的通知】检测isremark不合法"),
            "流程数据【】检测isremark不合法"
        );
        assert_eq!(without_insertions("自动更新成功"), "自动更新成功");
        assert_eq!(without_insertions("】倒置【"), "】倒置【");
    }

    #[test]
    fn the_longer_own_rule_wins() {
        let rules = OwnRules::new(&BTreeMap::from([
            ("失败", "transient"),
            ("授权失败", "configuration"),
        ]));
        assert_eq!(
            rules.find("授权失败"),
            Some(Meaning::Rejected(RejectionKind::Configuration))
        );
        assert_eq!(
            rules.find("写入失败"),
            Some(Meaning::Rejected(RejectionKind::Transient))
        );
        assert_eq!(rules.find("其他"), None);
    }
}
