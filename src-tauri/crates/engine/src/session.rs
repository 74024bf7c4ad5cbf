//! The sign-on of one target: a token that all its lanes share.
//!
//! Who needs a token takes the lock. The first finds none and signs on; the others wait and find what it got. A sign-on
//! that failed is failed for all who waited for it: a receiver that takes its time to refuse is asked once, not once a
//! lane. A token is used until the end of the life that the receiver gave it, or until the receiver refuses it.

use std::sync::Arc;

use domain::delivery::Outcome;
use store::table::attempt::Attempt;
use suites::{Progress, SignOn, Token};
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::push::{self, Attempted};
use crate::registry::Sender;

/// Questions of one sign-on: a refused refresh, a code, a token, and then no more.
const MOST_QUESTIONS: usize = 4;

/// What was granted, as long as it holds.
#[derive(Debug, Default)]
pub(crate) struct Session(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    token: Option<Held>,
    refresh: Option<Token>,
    failed: Option<(Instant, Failure)>,
}

#[derive(Debug)]
struct Held {
    token: Arc<Token>,
    until: Option<Instant>,
}

/// What became of a sign-on, with the exchange that decided it.
#[derive(Debug, Clone)]
struct Failure {
    outcome: Outcome,
    attempt: Attempt,
}

impl Session {
    /// The token for the next request; `attempt` becomes the record of the sign-on when that fails.
    ///
    /// # Errors
    /// What the sign-on came to.
    pub(crate) async fn token(
        &self,
        sender: &Sender,
        sign_on: &dyn SignOn,
        attempt: &mut Attempt,
    ) -> Result<Arc<Token>, Outcome> {
        let asked_at = Instant::now();
        let mut state = self.0.lock().await;
        let now = Instant::now();
        if let Some(held) = &state.token
            && held.until.is_none_or(|until| now < until)
        {
            return Ok(Arc::clone(&held.token));
        }
        if let Some((at, failure)) = &state.failed
            && *at >= asked_at
        {
            let outcome = failure.outcome.clone();
            take_over(attempt, &failure.attempt);
            return Err(outcome);
        }
        let refresh = state.refresh.take();
        state.token = None;
        match sign_on_anew(sender, sign_on, refresh.as_ref(), attempt).await {
            Ok(grant) => {
                let token = Arc::new(grant.token);
                state.token = Some(Held {
                    token: Arc::clone(&token),
                    until: grant.lives.map(|lives| Instant::now() + lives),
                });
                state.refresh = grant.refresh;
                state.failed = None;
                Ok(token)
            }
            Err(outcome) => {
                // A receiver that did not answer may still know the refresh token.
                if matches!(outcome, Outcome::NoAnswer { .. }) {
                    state.refresh = refresh;
                }
                let failure = Failure {
                    outcome: outcome.clone(),
                    attempt: attempt.clone(),
                };
                state.failed = Some((Instant::now(), failure));
                Err(outcome)
            }
        }
    }

    /// The receiver does not know this token any more. Another that was granted meanwhile stays.
    pub(crate) async fn renounce(&self, token: &Arc<Token>) {
        let mut state = self.0.lock().await;
        if state
            .token
            .as_ref()
            .is_some_and(|held| Arc::ptr_eq(&held.token, token))
        {
            state.token = None;
        }
    }
}

async fn sign_on_anew(
    sender: &Sender,
    sign_on: &dyn SignOn,
    refresh: Option<&Token>,
    attempt: &mut Attempt,
) -> Result<suites::Grant, Outcome> {
    let fault = |fault: suites::EncodeFault| Outcome::OwnFault {
        detail: fault.to_string(),
    };
    let mut question = sign_on.begin(refresh).map_err(fault)?;
    for _ in 0..MOST_QUESTIONS {
        let stage = question.stage;
        let answer = push::converse(sender, refresh, question.exchange, attempt).await?;
        match sign_on.go_on(stage, &push::as_answer(&answer)) {
            Progress::Ask(next) => question = *next,
            Progress::Granted(grant) => {
                let grant = *grant;
                // What it gave is not for the log.
                attempt.response_body = None;
                return Ok(grant);
            }
            Progress::Failed(outcome) => return Err(sender.suite.masked(refresh, outcome)),
        }
    }
    Err(Outcome::OwnFault {
        detail: "the sign-on did not come to an end".to_owned(),
    })
}

/// The record of an exchange, in the place of one that did not come to it; the number and the start stay.
fn take_over(attempt: &mut Attempt, other: &Attempt) {
    let (number, started_at_ms) = (attempt.number, attempt.started_at_ms);
    let links = std::mem::take(&mut attempt.links);
    *attempt = Attempt {
        number,
        started_at_ms,
        links,
        ..other.clone()
    };
}

/// Signs on and forgets what came of it: for the connection test.
///
/// # Errors
/// What the sign-on came to.
pub(crate) async fn try_out(sender: &Sender, sign_on: &dyn SignOn) -> Result<(), Box<Attempted>> {
    let mut attempt = push::blank(1, Default::default());
    let signed_on = sign_on_anew(sender, sign_on, None, &mut attempt).await;
    signed_on
        .map(|_| ())
        .map_err(|outcome| Box::new(push::concluded(attempt, outcome)))
}
