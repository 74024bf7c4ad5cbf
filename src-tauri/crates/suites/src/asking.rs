//! Asking a receiver what it shows, for reconciliation: without a socket, as everything here.

use domain::delivery::Outcome;

use crate::answer::Answer;
use crate::suite::Exchange;

/// What a receiver can be asked about one person.
pub trait Asking: Send + Sync {
    /// Asks for the to-dos of a person that this target put there; pages count from 1.
    fn todos(&self, receiver: &str, page: u32) -> Exchange;

    /// Reads a page of to-dos.
    ///
    /// # Errors
    /// What the answer comes to when it is none of that.
    fn read_todos(&self, answer: &Answer<'_>) -> Result<ShownPage, Outcome>;

    /// Asks how many to-dos a person has, whoever put them there.
    fn count(&self, receiver: &str) -> Exchange;

    /// Reads the number of to-dos.
    ///
    /// # Errors
    /// What the answer comes to when it is none of that; older receivers know no such question.
    fn read_count(&self, answer: &Answer<'_>) -> Result<u64, Outcome>;
}

/// A page of what a receiver shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownPage {
    /// The to-dos.
    pub items: Vec<Shown>,
    /// Pages in all.
    pub pages: u32,
}

/// A to-do as a receiver shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// 流程ID
    pub request: String,
    /// 流程标题
    pub title: String,
    /// When it was put there, as the receiver writes it.
    pub since: String,
}
