//! Signing on: how a receiver that wants a token gives one, step by step, without a socket and without a clock.
//!
//! A [`SignOn`] says what to ask first and what each answer leads to: the next question, a [`Grant`], or a failure. Who
//! runs it sends the questions, keeps the grant, and begins anew when an answer to an item [says](SignOn::is_refused)
//! that its token is dead. One grant serves all lanes of a target.

use std::fmt;
use std::time::Duration;

use domain::delivery::Outcome;

use crate::answer::Answer;
use crate::mask::Sought;
use crate::suite::{EncodeFault, Exchange};

/// A secret that a receiver gave: an access token or a refresh token. It cannot be printed.
pub struct Token {
    value: String,
    sought: Sought,
}

impl Token {
    /// Takes a token as the receiver wrote it.
    pub fn new(value: String) -> Self {
        let sought = Sought::new([value.as_str()]);
        Self { value, sought }
    }

    pub(crate) fn value(&self) -> &str {
        &self.value
    }

    pub(crate) fn sought(&self) -> &Sought {
        &self.sought
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(******)")
    }
}

/// What a sign-on brought.
#[derive(Debug)]
pub struct Grant {
    /// Goes with every item.
    pub token: Token,
    /// Begins the next sign-on, where the protocol has that.
    pub refresh: Option<Token>,
    /// How long the token may be used, the safety margin taken off; nothing when it is not said.
    pub lives: Option<Duration>,
}

/// Where a sign-on stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Asks for a code.
    Authorize,
    /// Asks for a token.
    Token,
    /// Asks for a token by the refresh token of the last grant.
    Refresh,
}

/// One question of a sign-on.
#[derive(Debug)]
pub struct Question {
    /// What to send.
    pub exchange: Exchange,
    /// What the answer is to be read as.
    pub stage: Stage,
}

/// What an answer leads to.
#[derive(Debug)]
pub enum Progress {
    /// The next question.
    Ask(Box<Question>),
    /// Signed on.
    Granted(Box<Grant>),
    /// Refused, or not understood; its words need not be masked yet.
    Failed(Outcome),
}

/// How a receiver is signed on to.
pub trait SignOn: Send + Sync {
    /// The first question; `refresh` is what the last grant gave for it.
    ///
    /// # Errors
    /// When no request can be made; a fault of ours.
    fn begin(&self, refresh: Option<&Token>) -> Result<Question, EncodeFault>;

    /// What the answer to a question of `stage` leads to.
    fn go_on(&self, stage: Stage, answer: &Answer<'_>) -> Progress;

    /// Whether the answer to an item says that its token is dead, so that signing on again may help.
    fn is_refused(&self, answer: &Answer<'_>) -> bool;
}
