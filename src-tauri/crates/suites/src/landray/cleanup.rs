//! 蓝凌(SOAP)推送清理历史数据 (row S6; protocol facts, 4.9): removes what earlier versions pushed.
//!
//! Whatever an item's data set is, its request's to-do is deleted for everybody (`deleteTodo`, `optType` 1). The items
//! come from a history push (历史数据推送); without pushing them again to the Landray target afterwards, they are
//! missing there. What the vendor's class of that name does in detail is not public.

use domain::delivery::{Links, NoAnswerCause, Outcome};
use domain::event::DataSet;
use domain::fields::FieldError;
use domain::lanes::Footprint;
use domain::target::ServerAddress;

use super::connection::{Connection, Operation, Removed};
use crate::answer::Answer;
use crate::mask::Sought;
use crate::settings::Settings;
use crate::suite::{EncodeFault, Exchange, Item, Protocol};

/// The wire protocol of one clean-up target.
pub(crate) struct Cleanup {
    connection: Connection,
}

impl Cleanup {
    pub(crate) fn build(
        server: &ServerAddress,
        settings: Settings<'_>,
        reveal: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Self, Vec<FieldError>> {
        Ok(Self {
            connection: Connection::build(server, settings, reveal)?,
        })
    }
}

impl Protocol for Cleanup {
    fn footprint(&self, _data_set: DataSet) -> Footprint {
        Footprint::Request
    }

    /// A deletion has no addresses.
    fn standard_links(&self, _request_id: &str, _receiver: &str) -> Links {
        Links::default()
    }

    fn encode(&self, item: &Item<'_>) -> Result<Exchange, EncodeFault> {
        Ok(self.connection.removal(Operation::Delete, item, Removed::Whole))
    }

    /// Every data set is read alike: all of them are deletions. That nothing was done (`returnState` 0) is as good: there
    /// was nothing to remove.
    fn classify(&self, _data_set: DataSet, answer: &Answer<'_>) -> Outcome {
        match self.connection.outcome(answer) {
            Outcome::NoAnswer {
                cause: NoAnswerCause::NothingDone,
                detail,
            } => Outcome::Accepted {
                message: Some(detail),
            },
            outcome => outcome,
        }
    }

    fn sought(&self) -> &Sought {
        self.connection.sought()
    }
}
